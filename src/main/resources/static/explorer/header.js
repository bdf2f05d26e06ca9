/** The line at the top: example, undo, theme, and the way to the API. */
import {fill, h} from "./dom.js";
import {chooseTheme, chosenTheme} from "./theme.js";

/**
 * @param {HTMLElement} choices
 * @param {HTMLElement} actions
 * @param {import("./state.js").State} state
 */
export function header(choices, actions, state) {
  const example = h("select", {onchange: () => example.value && state.load(example.value)});
  const undo = h("button", {type: "button", class: "plain", onclick: () => state.undo()}, "undo");
  const numbers = h("button", {type: "button", class: "plain narrow", "aria-expanded": "false", "aria-controls": "input",
    onclick: () => numbers.setAttribute("aria-expanded", String(document.body.classList.toggle("input-shown")))}, "numbers and options");
  const look = h("select", {"aria-label": "Colours of the page",
    onchange: () => chooseTheme(/** @type {"light" | "dark" | ""} */ (look.value))},
    [["", "system’s colours"], ["light", "light"], ["dark", "dark"]].map(([value, label]) => h("option", {value}, label)));
  look.value = chosenTheme();
  fill(choices, h("label", null, h("span", null, "example"), example), undo, numbers);
  fill(actions, look, h("a", {href: "swagger-ui/index.html"}, "API"));
  const render = () => {
    undo.disabled = state.history.length === 0;
    const groups = Map.groupBy(state.examples, (each) => each.path.slice("/attention/".length));
    fill(example, h("option", {value: ""}, "your own numbers"),
      [...groups].map(([path, examples]) => h("optgroup", {label: path},
        examples.map((each) => h("option", {value: each.name}, each.title)))));
    example.value = state.example ?? "";
  };
  state.listen((what) => what === "request" && render());
  render();
}
