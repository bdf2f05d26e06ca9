/** Puts the page together. */
import {byId, fill, h} from "./dom.js";
import {header} from "./header.js";
import {input} from "./input.js";
import {ledger} from "./ledger.js";
import {State} from "./state.js";
import {Strip} from "./strip.js";
import {get} from "./service.js";
import {theme} from "./theme.js";

const FIRST = "notebook-softmax";

const state = new State();
const strip = new Strip(byId("strip"), state, say);

/** @param {string} text */
function say(text) {
  byId("live").textContent = text;
}

function showLedger() {
  const {answer, before, cell, head} = state;
  const element = byId("ledger");
  if (answer === null) {
    return;
  }
  if (cell === null) {
    fill(element, h("p", {class: "hint"}, "Choose a cell of a map to read how its number came about."));
    return;
  }
  fill(element, ledger({answer, before, ...cell, head}, light));
  element.querySelector("h2")?.setAttribute("tabindex", "-1");
}

/** @param {import("./terms.js").Origin} origin */
function light(origin) {
  if (!strip.light(origin)) {
    const field = document.querySelector(`[data-at="${origin.stage} ${origin.i} ${origin.j}"]`);
    if (field instanceof HTMLElement) {
      field.focus();
      field.scrollIntoView({block: "nearest"});
    }
  }
}

function status() {
  document.body.classList.toggle("pending", state.pending);
}

state.listen((what) => {
  status();
  if (what === "answer" || what === "cell" || what === "look") {
    strip.render();
  }
  if (what === "answer" || what === "cell") {
    showLedger();
  }
});

header(byId("choices"), byId("actions"), state);
input(byId("input"), state, say);
theme(() => strip.render());
addEventListener("resize", () => strip.render());
await state.load(FIRST);
state.examples = await get("/attention/examples");
state.tell("request");
