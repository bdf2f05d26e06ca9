/** The answer to one cell, stage by stage, with its real numbers. What is at the right end is the service's own. */
import {h} from "./dom.js";
import {formula} from "./formula.js";
import {numberOf} from "./names.js";
import {superscript, text} from "./number.js";
import {contextLines} from "./ledger-context.js";
import {preparationLines, scoreLines} from "./ledger-scores.js";
import {weightLines} from "./ledger-weights.js";
import {Writer} from "./terms.js";

/**
 * @typedef {import("./line.js").Cell} Cell
 * @typedef {import("./line.js").Line} Line
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
      answer.heads > 0 && `, head ${head}`, answer.mechanism !== "encoder-decoder" && ` (${answer.mechanism === "self" ? "x" : "q"}${superscript(answer.index(i) + 1)}, ${answer.mechanism === "self" ? "x" : "k"}${superscript(j + 1)})`),
    h("ol", {class: "lines"}, written.map((line) => h("li", {"data-line": line.stage},
      h("span", {class: "stage", title: line.stage}, line.name ?? numberOf(line.stage)),
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
  return [h("h2", null, h("bdi", null, named(answer.queryLabels[i], answer.index(i), "query"))), " ",
    most.length > 0 && h("p", {class: "where"}, "attends most to ", most.map((/** @type {{weight: number, j: number}} */ {weight, j}, /** @type {number} */ at) =>
      [at > 0 && ", ", h("bdi", null, named(answer.keyLabels[j], j, "key")), answer.keyLabels[j] === String(j) && ":", ` ${text(weight)}`])),
    answer.warnings(i, head).map((warning) => h("p", {class: "warned"}, `${warning.code} in ${warning.stage}: ${warning.detail}`)),
    h("p", {class: "soft"}, "Choose a cell of a map to read how its number came about.")];
}

/** A number alone would be taken for a weight. @param {string} label @param {number} index @param {string} part */
const named = (label, index, part) => label === String(index) ? `${part} ${label}` : label;
