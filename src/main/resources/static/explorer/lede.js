/** What is on the page, as a headline and a few sentences: of the example, else of the mechanism. */
import {fill, h} from "./dom.js";
import {mechanisms} from "./schema.js";

/**
 * @param {HTMLElement} element
 * @param {State} state
 */
export function lede(element, state) {
  state.listen(async (what) => {
    if (what !== "request") {
      return;
    }
    const {about, example, path} = state;
    if (about && example) {
      const focused = element.contains(document.activeElement);
      fill(element, h("h2", {tabindex: -1}, about.title), h("p", null, linked(about.why, state)));
      if (focused) {
        element.querySelector("h2")?.focus();
      }
      return;
    }
    const mechanism = (await mechanisms()).find((each) => each.path === path);
    if (state.path === path && state.example === null) {
      fill(element, h("h2", null, "Your own numbers"), h("p", null, mechanism?.description,
        about && ` Begun with the example “${about.title}”`));
    }
  });
}

/** Names of other examples lead to them; what is quoted is a warning, even if an example is called the same. @param {string} text @param {State} state */
function linked(text, state) {
  const titles = new Map(state.examples.map((each) => [each.name, each.title]));
  return text.split(/((?:the example )?(?<!“)\b[a-z0-9]+(?:-[a-z0-9]+)+)/).map((part) => {
    const name = part.replace("the example ", "");
    const title = titles.get(name);
    return title === undefined || name === state.example ? part : h("button", {type: "button", class: "plain inline", onclick: () => state.load(name)}, `“${title}”`);
  });
}
