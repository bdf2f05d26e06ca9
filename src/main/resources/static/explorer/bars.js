/** The context of a row as a sum of bars: each key's term α·v begins where the one before ended. */
import {svg, token} from "./dom.js";
import {cut, label, picture} from "./drawing.js";
import {text} from "./number.js";

const ROW = 26;
const START = 210;
const MOST_KEYS = 24;
const MOST_COMPONENTS = 12;
/** Below the last bar, for the number of each component. */
const SUM = 20;

/**
 * @param {import("./answer.js").Answer} answer
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
