/** The answer to one cell, stage by stage, with its real numbers. What is at the right end is the service's own. */
import {h} from "./dom.js";
import {formula} from "./formula.js";
import {text} from "./number.js";
import {contextLines} from "./ledger-context.js";
import {preparationLines} from "./ledger-prepare.js";
import {scoreLines} from "./ledger-scores.js";
import {weightLines} from "./ledger-weights.js";
import {Writer} from "./terms.js";

/**
 * @typedef {object} Line
 * @property {string} stage
 * @property {string} [name] what the line is called, if not as its stage
 * @property {import("./dom.js").Child} work the arithmetic
 * @property {import("./dom.js").Child} [result] the service's number
 * @property {import("./dom.js").Child} [note]
 * @property {string} [joint] what is between the arithmetic and the number, if not an equals sign
 *
 * @typedef {object} Cell
 * @property {import("./answer.js").Answer} answer
 * @property {import("./answer.js").Answer | null} before the answer before the last edit
 * @property {number} i the row of the answer
 * @property {number} j the key
 * @property {number} head
 * @property {Writer} write
 */

/**
 * @param {Cell} cell
 * @returns {Line[]}
 */
export function lines(cell) {
  return [...preparationLines(cell), ...scoreLines(cell), ...weightLines(cell), ...contextLines(cell)];
}

/**
 * @param {Omit<Cell, "write">} cell
 * @param {import("./terms.js").Light} light
 */
export function ledger(cell, light) {
  const {answer, i, j, head} = cell;
  const written = lines({...cell, write: new Writer(light)});
  const byName = new Map(answer.body.stages.map((/** @type {any} */ stage) => [stage.name, stage.formula]));
  return [
    h("h2", null, h("bdi", null, answer.queryLabels[i]), " → ", h("bdi", null, answer.keyLabels[j])), " ",
    h("p", {class: "where"}, answer.mechanism === "encoder-decoder" ? `step ${i}, input ${j}` : `query ${answer.index(i)}, key ${j}`,
      answer.heads > 0 && `, head ${head}`),
    h("ol", {class: "lines"}, written.map((line) => h("li", {"data-line": line.stage},
      h("span", {class: "stage", title: line.stage}, line.name ?? NAMES[line.stage] ?? line.stage),
      h("span", null, h("span", {class: "work"}, line.work), " ",
        line.result !== undefined && h("span", {class: "result"}, line.joint ?? "= ", line.result), " ",
        line.note && h("span", {class: "note"}, line.note))))),
    h("details", {class: "formulas"}, h("summary", null, "formulas"),
      h("div", {class: "scroll wide", tabindex: 0, role: "group", "aria-label": "Formulas"},
        h("dl", null, [...byName].map(([name, latex]) => [h("dt", null, name), h("dd", null, formula(latex))])))),
  ];
}

/**
 * What is shown until a cell is chosen: what the row attends to most.
 * @param {import("./answer.js").Answer} answer
 * @param {number} i
 * @param {number} head
 */
export function overview(answer, i, head) {
  const weights = answer.unit(i, head).weights ?? [];
  const most = weights.map((/** @type {number | null} */ weight, /** @type {number} */ j) => ({weight: weight ?? 0, j}))
    .filter((/** @type {{weight: number}} */ each) => each.weight > 0)
    .sort((/** @type {{weight: number}} */ a, /** @type {{weight: number}} */ b) => b.weight - a.weight).slice(0, 3);
  return [h("h2", null, h("bdi", null, answer.queryLabels[i])), " ",
    most.length > 0 && h("p", {class: "where"}, "attends most to ", most.map((/** @type {{weight: number, j: number}} */ {weight, j}, /** @type {number} */ at) =>
      [at > 0 && ", ", h("bdi", null, answer.keyLabels[j]), ` ${text(weight)}`])),
    h("p", {class: "soft"}, "Choose a cell of a map to read how its number came about.")];
}

/** @type {Record<string, string>} */
export const NAMES = {
  scores: "score",
  scaledScores: "scaled",
  cappedScores: "capped",
  biasedScores: "biased",
  maskedScores: "masked",
  weights: "weight",
  sinkWeight: "sink",
  contributions: "term",
  normalizedQuery: "query, normalized",
  normalizedKeys: "key, normalized",
  rotatedQuery: "query, turned",
  rotatedKeys: "key, turned",
  keys: "key",
  values: "value",
};

/**
 * A number of the answer, with the one before the last edit struck through beside it.
 * @param {Cell} cell
 * @param {string} stage
 * @param {number} column
 * @param {number} [row]
 */
export function result(cell, stage, column, row = cell.i) {
  const value = cell.answer.matrix(stage, cell.head)[row]?.[column];
  const number = cell.write.number(value, {stage, i: row, j: column});
  const old = cell.before?.matrix(stage, cell.head)[row]?.[column];
  return cell.before && old !== undefined && old !== value
    ? [h("del", null, cell.write.number(old)), " ", h("ins", null, number)]
    : number;
}

/**
 * @param {Cell} cell
 * @param {string} stage
 * @param {number} [row]
 */
export function vectorResult(cell, stage, row = cell.i) {
  const values = cell.answer.matrix(stage, cell.head)[row] ?? [];
  const now = cell.write.vector(values, (m) => ({stage, i: row, j: m}));
  const old = cell.before?.matrix(stage, cell.head)[row];
  return cell.before && old && String(old) !== String(values)
    ? [h("del", null, cell.write.vector(old)), " ", h("ins", null, now)]
    : now;
}
