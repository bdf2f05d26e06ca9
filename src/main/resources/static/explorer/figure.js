/** The two figures of the chosen row that a notebook prints: a query against every input, and the context they make. */
import {Scale} from "./colour.js";
import {svg, token} from "./dom.js";
import {box, cut, hatched, HEIGHT, label, picture, WIDTH} from "./drawing.js";
import {reasons} from "./masks.js";
import {superscript} from "./number.js";

/**
 * @typedef {Record<string, ColourRange>} Ranges of the maps
 */

const GAP = 14;
const LEFT = 84;
const MOST_COMPONENTS = 8;
const SUB = "₀₁₂₃₄₅₆₇₈₉";

/** How many inputs a figure can show. */
export const MOST_INPUTS = 14;

/** @param {number} n @param {string} digits */
const raised = (n, digits) => [...String(n)].map((c) => digits[Number(c)]).join("");
/** @param {number} a @param {number} b */
const pair = (a, b) => raised(a, SUB) + (a > 9 || b > 9 ? "," : "") + raised(b, SUB);

/** A column of numbers. @param {number[]} vector @param {Scale} scale @param {number} x @param {number} y */
function column(vector, scale, x, y) {
  const shown = vector.slice(0, MOST_COMPONENTS);
  return svg("g", null, shown.map((value, m) => box(value, scale, x, y + m * (HEIGHT + 1))),
    vector.length > shown.length && label("⋮", x + WIDTH / 2, y + shown.length * (HEIGHT + 1) + 12));
}

/** @param {number[]} vector */
const heightOf = (vector) => (Math.min(vector.length, MOST_COMPONENTS) + (vector.length > MOST_COMPONENTS ? 1 : 0)) * (HEIGHT + 1);

/** @param {Answer} answer */
const isSelf = (answer) => answer.mechanism === "self";

/** The same number has the same colour as on its map. @param {Answer} answer @param {string} stage @param {number} head @param {Ranges} ranges */
const scaleOfMap = (answer, stage, head, ranges) => new Scale(answer.signed(stage), ranges[stage] ?? "max", answer.matrix(stage, head));

/** @param {number} j */
const left = (j) => LEFT + j * (WIDTH + GAP);

/**
 * The query against every input, with its scores.
 * @param {Answer} answer @param {number} i @param {number} head @param {Ranges} ranges
 */
export function scoresFigure(answer, i, head, ranges) {
  const keys = answer.keys(head);
  const query = answer.query(i, head);
  const scores = answer.unit(i, head).scores;
  const scale = new Scale(true, "max", [...keys, query]);
  const scored = scaleOfMap(answer, "scores", head, ranges);
  const [x, k] = isSelf(answer) ? ["x", "x"] : ["q", "k"];
  const number = answer.index(i) + 1;
  const top = 44;
  const bottom = top + Math.max(heightOf(query), heightOf(keys[0]));
  const at = bottom + 72;
  const middle = (bottom + at) / 2;
  const width = left(keys.length) + 8;
  return picture(width, at + 46, `The query ${answer.queryLabels[i]} against every input, with its scores`,
    label(`query ${x}${superscript(number)}`, WIDTH / 2 + 8, 14, {fill: token("accent"), "font-weight": 600}),
    label(cut(answer.queryLabels[i]), WIDTH / 2 + 8, 32, {"font-weight": 600}),
    column(query, scale, 8, top),
    svg("rect", {x: 5.5, y: top - 2.5, width: WIDTH + 5, height: heightOf(query) + 4, fill: "none", stroke: token("accent"), "stroke-width": 2}),
    keys.map((key, j) => [
      label(`${k}${superscript(j + 1)}`, left(j) + WIDTH / 2, 14, {fill: token("soft")}),
      label(cut(answer.keyLabels[j]), left(j) + WIDTH / 2, 32),
      column(key, scale, left(j), top),
      svg("path", {d: `M${left(j) + WIDTH / 2} ${bottom + 4}V${at - 4}`, stroke: token("edge"), fill: "none"}),
      svg("path", {d: `M${8 + WIDTH / 2} ${top + heightOf(query) + 4}C${8 + WIDTH / 2} ${middle + 24} ${left(j) + WIDTH / 2 - 7} ${middle - 14} ${left(j) + WIDTH / 2 - 7} ${at - 3}`, stroke: token("accent"), fill: "none", "stroke-opacity": 0.6}),
      box(scores[j], scored, left(j), at, i),
      label(`ω${pair(number, j + 1)}`, left(j) + WIDTH / 2, at + HEIGHT + 18, {fill: token("soft"), "font-style": "italic"}),
    ]),
    label("scores", 8, at + 15, {"text-anchor": "start", fill: token("soft")}));
}

/**
 * The inputs, their weights, and the context vector they make.
 * @param {Answer} answer @param {number} i @param {number} head @param {Ranges} ranges
 */
export function contextFigure(answer, i, head, ranges) {
  const values = answer.values(head);
  const unit = answer.unit(i, head);
  const scale = new Scale(true, "max", [...values, unit.context]);
  const weighted = scaleOfMap(answer, "weights", head, ranges);
  const isMasked = (/** @type {number} */ j) => reasons(answer.request, answer.index(i), j, head).length > 0;
  const v = isSelf(answer) ? "x" : "v";
  const number = answer.index(i) + 1;
  const at = 44 + heightOf(values[0]) + 18;
  const width = left(values.length) + 8;
  const shown = unit.context.slice(0, MOST_COMPONENTS);
  const span = shown.length * (WIDTH + 1);
  const start = Math.max(LEFT, (left(0) + left(values.length) - GAP - span) / 2);
  const foot = at + HEIGHT + 92;
  return picture(Math.max(width, start + span + 80), foot + HEIGHT + 6, `The weights of all inputs and the context vector of ${answer.queryLabels[i]}`,
    values.map((value, j) => {
      const weight = unit.weights[j];
      return [
        label(`${v}${superscript(j + 1)}`, left(j) + WIDTH / 2, 14, {fill: token("soft")}),
        label(cut(answer.keyLabels[j]), left(j) + WIDTH / 2, 32),
        column(value, scale, left(j), 44),
        svg("path", {d: `M${left(j) + WIDTH / 2} ${at - 14}v10`, stroke: token("edge")}),
        weight > 0 && svg("path", {d: `M${left(j) + WIDTH / 2} ${at + HEIGHT + 24}C${left(j) + WIDTH / 2} ${foot - 20} ${start + span / 2} ${foot - 40} ${start + span / 2} ${foot - 6}`,
          fill: "none", stroke: token("accent"), "stroke-opacity": 0.55, "stroke-width": Math.max(0.5, 12 * weight)}),
        isMasked(j) ? hatched(left(j), at) : box(weight, weighted, left(j), at, i),
        label(`α${pair(number, j + 1)}`, left(j) + WIDTH / 2, at + HEIGHT + 16, {fill: token("soft"), "font-style": "italic"}),
      ];
    }),
    label("weights", 8, at + 15, {"text-anchor": "start", fill: token("soft")}),
    label(`context z${superscript(number)}`, 8, foot + 15, {"text-anchor": "start", fill: token("accent"), "font-weight": 600}),
    shown.map((/** @type {number} */ value, /** @type {number} */ m) => box(value, scale, start + m * (WIDTH + 1), foot)),
    svg("rect", {x: start - 2.5, y: foot - 2.5, width: span + 4, height: HEIGHT + 5, fill: "none", stroke: token("accent"), "stroke-width": 2}));
}
