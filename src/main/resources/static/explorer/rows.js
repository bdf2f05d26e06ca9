/** Drawings of the chosen row: terms that add up to its context, lines to its keys, and the turning of rotary positions. */
import {fill, h, svg, token} from "./dom.js";
import {cut, figure, label, picture} from "./drawing.js";
import {text} from "./number.js";

const ROW = 26;
const START = 210;
const MOST_KEYS = 24;
const MOST_COMPONENTS = 12;
/** Below the last bar, for the number of each component. */
const SUM = 20;

/**
 * @param {Answer} answer
 * @param {number} i
 * @param {number} head
 * @param {number[][]} terms α_ij v_j, from the service
 */
export function sumOfBars(answer, i, head, terms) {
  const {weights, context} = answer.unit(i, head);
  const order = heaviest(weights);
  const others = weights.length - order.length;
  const components = Math.min(context.length, MOST_COMPONENTS);
  const wide = Math.max(60, Math.min(160, 560 / components));
  const foot = 28 + order.length * ROW + (others > 0 ? ROW : 0) + 6;
  const most = Math.max(...weights) || 1;
  return picture(START + components * wide + 8, foot + ROW + SUM, `The context of ${answer.queryLabels[i]} as the sum of the keys' terms`,
    label("weight", 80, 16, {"text-anchor": "start", fill: token("soft")}),
    order.map((j, at) => {
      const y = 28 + at * ROW;
      return [label(cut(answer.keyLabels[j]), 70, y + 17, {"text-anchor": "end"}),
        svg("rect", {x: 80, y: y + 6, width: Math.max(0.5, 60 * Math.max(0, weights[j]) / most), height: ROW - 12, fill: token("edge")}),
        label(text(weights[j], 3), 148, y + 17, {"text-anchor": "start", fill: token("soft")})];
    }),
    others > 0 && label(`${others} others`, 70, 28 + order.length * ROW + 17, {"text-anchor": "end", fill: token("soft")}),
    svg("path", {d: `M8 ${foot - 1}H${START + components * wide}`, stroke: token("ink")}),
    label("context", 70, foot + 17, {"text-anchor": "end", "font-weight": 600, fill: token("accent")}),
    Array.from({length: components}, (_, m) => component(m, terms, order, context[m], foot, wide)));
}

/** The keys with the largest weights, in the order of the keys. @param {number[]} weights */
function heaviest(weights) {
  return weights.map((_, j) => j).sort((a, b) => Math.abs(weights[b]) - Math.abs(weights[a])).slice(0, MOST_KEYS).sort((a, b) => a - b);
}

/** @param {number} m @param {number[][]} terms @param {number[]} order @param {number} sum @param {number} foot @param {number} wide */
function component(m, terms, order, sum, foot, wide) {
  const ends = [0];
  order.forEach((j) => ends.push(ends[ends.length - 1] + terms[j][m]));
  const shown = order.length < terms.length ? [...ends, sum] : ends;
  const low = Math.min(...shown, sum, 0);
  const span = Math.max(...shown, sum, 0) - low || 1;
  const room = 6;
  const x = (/** @type {number} */ value) => START + m * wide + room + (value - low) / span * (wide - room - 12);
  const bar = (/** @type {number} */ from, /** @type {number} */ to, /** @type {number} */ y, /** @type {string} */ fill) =>
    svg("g", null, svg("rect", {x: Math.min(x(from), x(to)), y: y + 6, width: Math.max(0.75, Math.abs(x(to) - x(from))), height: ROW - 12, fill}),
      svg("title", null, text(to - from, 6)));
  return [
    label(wide < 90 ? String(m) : `component ${m}`, START + (m + 0.5) * wide, 16, {fill: token("soft")}),
    svg("path", {d: `M${x(0)} 24V${foot + ROW}`, stroke: token("edge")}),
    shown.slice(1).map((end, at) => bar(shown[at], end, 28 + at * ROW, end < shown[at] ? "#4a86c5" : "#dc7f2b")),
    bar(0, sum, foot, token("accent")),
    label(text(sum, 3), START + (m + 0.5) * wide, foot + ROW + 10, {"font-size": 11, fill: token("soft")}),
  ];
}

const STEP = 24;
export const MOST_LINES = 48;

/**
 * @param {Answer} answer
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
      `At position ${key}. Of the positions, only the difference ${query} − ${key} = ${query - key} matters.`, ["key ", h("bdi", null, answer.keyLabels[j])]),
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
