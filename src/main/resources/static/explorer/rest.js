/** What is beside and below the maps: the form, the ledger, the drawings of a row, and what can be taken away. */
import {byId, fill} from "./dom.js";
import {input} from "./input.js";
import {Large} from "./large.js";
import {ledger, overview} from "./ledger.js";
import {take} from "./take.js";
import {theme} from "./theme.js";
import {halt, views} from "./views.js";

/**
 * @typedef {import("./strip.js").Strip} Strip
 */

/**
 * @param {State} state
 * @param {Strip} strip
 * @param {(text: string) => void} say
 */
export function rest(state, strip, say) {
  const late = state.listeners.length;
  const large = new Large(byId("strip"), byId("ledger"), state, say);
  state.listen((what) => {
    if (what === "request" || what === "step") {
      if (what === "request") {
        halt();
      }
      return;
    }
    if (state.large) {
      if (what === "answer") {
        fill(byId("views"));
        fill(byId("ledger"));
        large.run();
      }
      return;
    }
    if (what === "answer") {
      large.leave();
      if (state.answer === null) {
        fill(byId("views"));
        fill(byId("ledger"));
      }
    }
    views(byId("views"), state, say);
    if (what !== "look") {
      showLedger(state, strip);
    }
  });
  input(byId("input"), state, say);
  take(byId("take"), state, say);
  const redraw = () => state.large && large.render();
  theme(redraw);
  addEventListener("resize", redraw);
  state.catchUp(late);
}

/** Of which cell the ledger is. */
let open = "";

/** @param {State} state @param {Strip} strip */
function showLedger(state, strip) {
  const {answer, before, cell, head} = state;
  const element = byId("ledger");
  element.classList.toggle("open", cell !== null);
  if (answer === null) {
    return;
  }
  if (cell === null) {
    open = "";
    fill(element, overview(answer, state.row, head));
    return;
  }
  const formulas = element.querySelector("details.formulas")?.hasAttribute("open") ?? false;
  fill(element, ledger({answer, before, ...cell, head}, (origin) => light(strip, origin)));
  element.querySelector("details.formulas")?.toggleAttribute("open", formulas);
  element.querySelector("h2")?.setAttribute("tabindex", "-1");
  if (open !== `${cell.i} ${cell.j}`) {
    open = `${cell.i} ${cell.j}`;
    reveal(strip, byId("top"), element);
  }
}

/** Shows where a number is from: on a map, else in the form. @param {Strip} strip @param {Origin} origin */
function light(strip, origin) {
  document.querySelector(".lit")?.classList.remove("lit");
  if (origin.posted || !strip.light(origin)) {
    const field = document.querySelector(`[data-at="${origin.stage} ${origin.i} ${origin.j}"]`);
    if (field instanceof HTMLElement) {
      document.body.classList.add("input-shown");
      field.classList.add("lit");
      field.scrollIntoView({block: "center"});
      field.focus({preventScroll: true});
    }
  }
}

const MARGIN = 16;

/**
 * Scrolls no further than it must: to the whole map if there is room for it, else to the cell.
 * @param {Strip} strip
 * @param {HTMLElement} header @param {HTMLElement} ledger what covers the stages above and below
 */
function reveal(strip, header, ledger) {
  const card = watched(strip);
  const place = card && strip.onMap(card.stage, strip.state.cell);
  if (!place || getComputedStyle(ledger).position !== "sticky") {
    return;
  }
  const map = card.canvas.getBoundingClientRect();
  const {top, height} = card.map.layout;
  const above = map.top + top + (place.i ?? 0) * height;
  const cell = {top: above, bottom: above + height};
  const sight = {top: header.getBoundingClientRect().bottom + MARGIN, bottom: ledger.getBoundingClientRect().top - MARGIN};
  if (cell.top >= sight.top && cell.bottom <= sight.bottom) {
    return;
  }
  const shown = map.height <= sight.bottom - sight.top ? map : cell;
  scrollBy(0, shown.bottom > sight.bottom ? shown.bottom - sight.bottom : shown.top - sight.top);
}

/** The map on which the cell was chosen; that of the weights for a link; none if it was chosen elsewhere. @param {Strip} strip */
function watched({cards}) {
  const all = [...cards.values()];
  const active = document.activeElement;
  return all.find((card) => card.canvas === active) ?? (active === document.body ? cards.get("weights") ?? all[0] : undefined);
}
