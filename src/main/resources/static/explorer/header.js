/** The line at the top: example, undo, the link to what is shown, theme, and the way to the API. */
import {fill, h} from "./dom.js";
import {isCheck} from "./example.js";
import {addressOf, answerOn, copied} from "./link.js";
import {chooseTheme, chosenTheme} from "./theme.js";

/**
 * @param {HTMLElement} choices
 * @param {HTMLElement} actions
 * @param {State} state
 * @param {(text: string) => void} say
 */
export function header(choices, actions, state, say) {
  const example = h("select", {onchange: () => example.value ? show(example.value) : ownNumbers()});
  function show(/** @type {string} */ name) {
    scrollTo({top: 0});
    state.load(name);
  }

  const undo = h("button", {type: "button", class: "plain", onclick: () => state.undo()}, "undo");
  const numbers = h("button", {type: "button", class: "narrow", "aria-expanded": "false", "aria-controls": "input",
    onclick: () => numbers.setAttribute("aria-expanded", String(document.body.classList.toggle("input-shown")))}, "numbers and options");
  const link = h("button", {type: "button", class: "plain", onclick: async () => {
    const {address, text} = await addressOf(state);
    const done = address === null ? "too long: take the JSON" : await copied(address) ? "link copied" : "copy the address above";
    answerOn(link, done);
    say(text || done);
  }}, "copy link");
  const look = h("select", {"aria-label": "theme",
    onchange: () => chooseTheme(/** @type {"light" | "dark" | ""} */ (look.value))},
    [["", "auto"], ["light", "light"], ["dark", "dark"]].map(([value, label]) => h("option", {value}, label)));
  look.value = chosenTheme();
  fill(choices, h("label", null, h("span", null, "example"), example), undo, numbers);
  fill(actions, link, h("label", null, h("span", null, "theme"), " ", look), h("a", {href: "swagger-ui/index.html"}, "API"));
  const render = () => {
    undo.disabled = state.history.length === 0;
    fill(example, h("option", {value: ""}, "your own numbers"),
      groups(state.examples).map(([name, examples]) => h("optgroup", {label: name},
        examples.map((each) => h("option", {value: each.name}, each.title)))));
    example.value = state.example ?? "";
  };
  state.listen((what) => what === "request" && render());
  render();
}

/** Leads to where numbers are pasted. */
function ownNumbers() {
  document.body.classList.add("input-shown");
  const pasting = document.querySelector("#input .paste");
  if (pasting instanceof HTMLDetailsElement) {
    pasting.open = true;
    const field = pasting.querySelector("textarea");
    field?.focus({preventScroll: true});
    field?.scrollIntoView({block: "center"});
  }
}

/** The first that fits; the number is its place in the menu. @type {[number, string, (example: Example) => boolean][]} */
const GROUPS = [
  [9, "Find a mistake: check", ({path}) => isCheck(path)],
  [3, "The bottleneck: trained with and without attention", ({name}) => name.startsWith("copy-")],
  [7, "Recurrent encoder and decoder", ({path}) => path.endsWith("/encoder-decoder")],
  [4, "Several heads", ({path}) => path.endsWith("/multi-head")],
  [6, "Other scores", ({path}) => /\/(additive|multiplicative)$/.test(path)],
  [8, "Normalization only", ({path}) => path.endsWith("/weights")],
  [2, "Overflow and other ends of the range", ({name}) => /overflow|huge|zero-sum/.test(name)],
  [5, "Positions", ({request}) => request.rotary !== undefined || request.alibi !== undefined],
  [1, "Masks", ({request}) => request.mask !== undefined],
  [0, "Basics", () => true],
];

/** @param {Example[]} examples @returns {[string, Example[]][]} none of them empty */
function groups(examples) {
  const found = Map.groupBy(examples, (example) => GROUPS.find(([,, fits]) => fits(example)) ?? GROUPS[0]);
  return [...found].sort(([[a]], [[b]]) => a - b).map(([[, name], members]) => [name, members]);
}
