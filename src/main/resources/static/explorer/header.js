/** The line at the top: example, undo, the link to what is shown, theme, and the way to the API. */
import {fill, h} from "./dom.js";
import {groups} from "./groups.js";
import {addressOf, answerOn, copied} from "./link.js";
import {chooseTheme, chosenTheme} from "./theme.js";

/**
 * @param {HTMLElement} choices
 * @param {HTMLElement} actions
 * @param {import("./state.js").State} state
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
