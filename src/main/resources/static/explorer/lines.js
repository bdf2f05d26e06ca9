/** Lines from queries to keys, as wide as the weights: another drawing of the same rows. */
import {svg, token} from "./dom.js";
import {cut, label, picture} from "./drawing.js";

const STEP = 24;
export const MOST_LINES = 48;

/**
 * @param {import("./answer.js").Answer} answer
 * @param {number} chosen
 * @param {number} head
 */
export function lines(answer, chosen, head) {
  const weights = answer.matrix("weights", head);
  const rows = Math.max(weights.length, answer.keyLabels.length);
  const [from, to] = [110, 390];
  const y = (/** @type {number} */ at) => 36 + at * STEP;
  const curve = (/** @type {number} */ i, /** @type {number} */ j) =>
    `M${from} ${y(i)}C${from + 110} ${y(i)} ${to - 110} ${y(j)} ${to} ${y(j)}`;
  const drawn = (/** @type {number} */ i, /** @type {number} */ opacity, /** @type {string} */ colour) =>
    weights[i].map((weight, j) => weight !== null && weight > 0.004 && svg("path", {d: curve(i, j), fill: "none", stroke: colour,
      "stroke-opacity": opacity, "stroke-width": Math.max(0.75, 14 * weight), "data-line": `${i} ${j}`}));
  return picture(500, y(rows), `Lines from ${answer.queryLabels[chosen]} to the keys, as wide as their weights`,
    label("queries", from - 8, 14, {"text-anchor": "end", fill: token("soft")}),
    label("keys", to + 8, 14, {"text-anchor": "start", fill: token("soft")}),
    weights.map((_, i) => i !== chosen && drawn(i, 0.12, token("edge"))),
    drawn(chosen, 0.7, token("accent")),
    answer.queryLabels.map((text, i) => label(cut(text), from - 8, y(i) + 4, {"text-anchor": "end", "font-weight": i === chosen ? 600 : 400})),
    answer.keyLabels.map((text, j) => label(cut(text), to + 8, y(j) + 4, {"text-anchor": "start"})));
}
