/** Rotary positions as turning arrows: each pair of columns of one query and one key, before and after. */
import {fill, h, svg, token} from "./dom.js";
import {figure, label, picture} from "./drawing.js";
import {text} from "./number.js";

/**
 * @typedef {import("./state.js").State} State
 * @typedef {import("./answer.js").Answer} Answer
 */

const SIZE = 132;
const MOST_PAIRS = 8;

/** @param {HTMLElement} element @param {State} state @param {Answer} answer */
export function turning(element, state, answer) {
  const {row: i, head} = state;
  const j = state.cell?.j ?? i % answer.keyLabels.length;
  const request = answer.request;
  const index = answer.index(i);
  const offset = request.mask?.offset ?? 0;
  const query = request.rotary.positions?.[index] ?? index + offset;
  const key = request.rotary.keyPositions?.[j] ?? j;
  const unit = answer.unit(i, head);
  const after = request.queryKeyNorm?.afterRotary;
  const before = after ? unit.query : unit.normalizedQuery ?? unit.query;
  fill(element,
    figure(arrows(request.rotary, before, unit.rotatedQuery, `query ${answer.queryLabels[i]}`), "query",
      `At position ${query}, each pair is turned by ${query} times its frequency: from the thin arrow to the thick one.`, ["query ", h("bdi", null, answer.queryLabels[i])]),
    figure(arrows(request.rotary, keyBefore(answer, head, after)[j], /** @type {number[]} */ (answer.matrix("rotatedKeys", head)[j]), `key ${answer.keyLabels[j]}`), "key",
      `At position ${key}. The score depends on the difference ${query} − ${key} = ${query - key} only.`, ["key ", h("bdi", null, answer.keyLabels[j])]),
    h("p", {class: "soft note-of-view"}, "Choose another cell to see another query and key."));
}

/** @param {Answer} answer @param {number} head @param {boolean | undefined} after @returns {number[][]} */
function keyBefore(answer, head, after) {
  const {body, request} = answer;
  const all = !after && body.normalizedKeys || body.keys || request[answer.given("keys")];
  return /** @type {number[][]} */ (answer.columns(all, "keys", head));
}

/** @param {any} rotary @param {number[]} before @param {number[]} after @param {string} name */
function arrows(rotary, before, after, name) {
  const width = rotary.dimension ?? before.length;
  const pairs = Array.from({length: Math.min(width / 2, MOST_PAIRS)}, (_, m) =>
    rotary.pairing === "interleaved" ? [2 * m, 2 * m + 1] : [m, m + width / 2]);
  return picture(pairs.length * SIZE, SIZE + 34, `Pairs of ${name} before and after their rotation`,
    pairs.map(([a, b], m) => dial([before[a], before[b]], [after[a], after[b]], m * SIZE, `columns ${a}, ${b}`)));
}

/** @param {number[]} before @param {number[]} after @param {number} left @param {string} name */
function dial(before, after, left, name) {
  const [cx, cy, r] = [left + SIZE / 2, 20 + SIZE / 2, SIZE / 2 - 14];
  const length = Math.hypot(...before) || 1;
  const end = (/** @type {number[]} */ [x, y]) => [cx + x / length * r, cy - y / length * r];
  const [x0, y0] = end(before);
  const [x1, y1] = end(after);
  const from = Math.atan2(before[1], before[0]);
  const turn = Math.atan2(before[0] * after[1] - before[1] * after[0], before[0] * after[0] + before[1] * after[1]);
  const at = (/** @type {number} */ angle, /** @type {number} */ size) => [cx + size * Math.cos(angle), cy - size * Math.sin(angle)];
  const [ax, ay] = at(from, r * 0.45);
  const [bx, by] = at(from + turn, r * 0.45);
  return svg("g", null, label(name, cx, 12, {fill: token("soft"), "font-size": 11}),
    svg("circle", {cx, cy, r, fill: "none", stroke: token("rule")}),
    svg("path", {d: `M${cx - r} ${cy}h${2 * r}M${cx} ${cy - r}v${2 * r}`, stroke: token("rule")}),
    svg("path", {d: `M${ax} ${ay}A${r * 0.45} ${r * 0.45} 0 0 ${turn > 0 ? 0 : 1} ${bx} ${by}`, fill: "none", stroke: token("accent"), "stroke-dasharray": "3 2"}),
    svg("path", {d: `M${cx} ${cy}L${x0} ${y0}`, stroke: token("edge"), "stroke-width": 1.5}),
    svg("circle", {cx: x0, cy: y0, r: 2.5, fill: token("edge")}),
    svg("path", {d: `M${cx} ${cy}L${x1} ${y1}`, stroke: token("accent"), "stroke-width": 3}),
    svg("circle", {cx: x1, cy: y1, r: 4, fill: token("accent")}),
    label(`(${text(after[0], 2)}, ${text(after[1], 2)})`, cx, SIZE + 30, {"font-size": 11}));
}
