/** Lines of the ledger after the weights: the key's part of the context, and what follows from it. */
import {h} from "./dom.js";
import {vectorResult} from "./line.js";
import {ordinal} from "./number.js";

/**
 * @typedef {import("./line.js").Cell} Cell
 * @typedef {import("./line.js").Line} Line
 */

/** @param {Cell} cell @returns {Line[]} */
export function contextLines(cell) {
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
        write.vector(value, (m) => ({stage: valueSource(cell), i: j, j: m})),
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
  ["state", "cell([y ; c], state before)"],
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
