/** The weights of all heads as small maps; one is enlarged in the strip. */
import {Scale} from "./colour.js";
import {fill, h} from "./dom.js";
import {HeatMap} from "./heatmap.js";
import {reasons} from "./masks.js";

/**
 * @param {HTMLElement} element
 * @param {State} state
 */
export function heads(element, state) {
  const {answer} = state;
  element.hidden = !answer || answer.heads === 0;
  if (!answer || answer.heads === 0) {
    return;
  }
  const focused = element.contains(document.activeElement);
  const all = Array.from({length: answer.heads}, (_, head) => answer.matrix("weights", head));
  const scale = new Scale(answer.signed("weights"), state.ranges.weights ?? "max", all.flat());
  const scaled = scale.range === "row" ? "max" : scale.range;
  fill(element, h("h2", null, "Heads"), h("div", {class: "heads", role: "group", "aria-label": "Choose a head"},
    all.map((rows, head) => h("button", {type: "button", "aria-pressed": String(head === state.head), onclick: () => state.chooseHead(head)},
      small(rows, new Scale(scale.signed, scaled, all.flat()), (i, j) => reasons(answer.request, answer.index(i), j, head).length > 0),
      h("span", null, `head ${head}`)))));
  if (focused) {
    /** @type {HTMLElement} */ (element.querySelector("[aria-pressed=true]")).focus({preventScroll: true});
  }
}

/**
 * @param {Row[]} rows
 * @param {Scale} scale
 * @param {(i: number, j: number) => boolean} masked
 */
function small(rows, scale, masked) {
  const map = new HeatMap();
  map.small({rows, scale, masked, before: null, room: 60});
  map.canvas.setAttribute("aria-hidden", "true");
  map.paint(null, null);
  return map.canvas;
}
