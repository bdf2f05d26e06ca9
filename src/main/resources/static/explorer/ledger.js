/** The answer to one cell, stage by stage, with its real numbers. What is at the right end is the service's own. */
import {h} from "./dom.js";
import {formula} from "./formula.js";
import {numberOf} from "./names.js";
import {ordinal, superscript, text} from "./number.js";
import {preparationLines, scoreLines} from "./ledger-scores.js";
import {weightLines} from "./ledger-weights.js";
import {vectorResult, Writer} from "./terms.js";

/**
 * @param {Cell} cell
 * @returns {Line[]}
 */
export function lines(cell) {
  return [...preparationLines(cell), ...scoreLines(cell), ...weightLines(cell), ...contextLines(cell)];
}

/** Lines after the weights: the key's part of the context, and what follows from it. @param {Cell} cell @returns {Line[]} */
function contextLines(cell) {
  const {answer, write, i, j, head} = cell;
  /** @type {Line[]} */
  const lines = [];
  const unit = answer.unit(i, head);
  const value = answer.values(head)[j];
  if (unit.context && unit.weights?.[j] === null) {
    lines.push({stage: "context", work: "without weights there is no context", result: vectorResult(cell, "context")});
  } else if (unit.context && unit.weights && value) {
    const term = unit.contributions?.[j];
    lines.push({
      stage: "context",
      work: [write.number(unit.weights[j], {stage: "weights", i, j}), " · ",
        write.vector(value, (m) => answer.origin(valueSource(cell), j, m, head, value.length)),
        term && [" = ", write.vector(term)],
        ` is the ${ordinal(j + 1)} of ${unit.weights.length} terms of `],
      result: vectorResult(cell, "context"),
      joint: "",
      note: unit.contributions && bars(unit.contributions, j),
    });
  } else if (unit.context) {
    lines.push({stage: "context", work: "the last annotation, at every step", result: vectorResult(cell, "context")});
  }
  for (const [stage, work] of FURTHER) {
    if (answer.rows[i][stage] !== undefined) {
      lines.push({stage, work, result: vectorResult(cell, stage)});
    }
  }
  return lines;
}

/** @type {[string, string][]} */
const FURTHER = [
  ["concatenated", "the contexts of all heads, side by side"],
  ["output", "concatenated · Wₒ"],
  ["state", "the cell after what this step reads and the state before"],
  ["attentional", "tanh([c ; s]·W + b)"],
  ["logits", "readout: r·W + b"],
];

/** @param {Cell} cell */
function valueSource({answer}) {
  return answer.body.values ? "values" : answer.body.annotations ? "annotations" : answer.given("values");
}

/** The size of each key's term, this key's marked. @param {number[][]} terms @param {number} j */
function bars(terms, j) {
  const sizes = terms.map((term) => Math.sqrt(term.reduce((sum, x) => sum + x * x, 0)));
  const most = Math.max(...sizes) || 1;
  return sizes.length > 24 ? null : h("span", {class: "bars", "aria-hidden": "true"},
    sizes.map((size, k) => {
      const bar = h("i", {class: k === j ? "own" : null});
      bar.style.height = `${Math.max(1, 16 * size / most)}px`;
      return bar;
    }));
}

/**
 * @param {Omit<Cell, "write">} cell
 * @param {Light} light
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
 * @param {Answer} answer
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
