/** Lines of the ledger that turn a row of scores into weights. */
import {result} from "./terms.js";
import {reasons} from "./masks.js";
import {ordinal, text} from "./number.js";

/** Up to so many terms of Σ are all written out; of more, the largest. */
const FEW = 8;
const LARGEST_SHOWN = 3;

/** @param {Cell} cell @returns {Line[]} */
export function weightLines(cell) {
  const {answer, i, j, head} = cell;
  const weights = answer.unit(i, head).weights;
  if (!weights) {
    return [];
  }
  const all = answer.normalized(i, head);
  const why = reasons(answer.request, answer.index(i), j, head);
  /** @type {Line[]} */
  const lines = [];
  if (answer.mechanism === "weights") {
    lines.push({stage: "given", name: "score", work: "as posted", result: text(all[j] ?? -Infinity)});
  }
  const allowed = all.map((s, k) => reasons(answer.request, answer.index(i), k, head).length === 0 ? s : null);
  lines.push({
    stage: "weights",
    work: why.length > 0 ? ["masked, ", why.join("; "), ": exp(−∞)"] : normalization(cell, allowed, sink(cell)),
    result: result(cell, "weights", j),
    note: why.length > 0 ? "a masked key has no weight" : note(weights, j),
  });
  lines.push(...why.length === 0 && weights[j] !== null ? sumLine(cell, allowed, sink(cell)) : []);
  const warnings = answer.warnings(i, head);
  if (warnings.length > 0) {
    lines.push({stage: "warnings", name: "warning", work: warnings.map((warning) => `${warning.code} in ${warning.stage}: ${warning.detail} `)});
  }
  if (answer.unit(i, head).sinkWeight !== undefined) {
    lines.push({stage: "sinkWeight", work: "1 − Σ α, the share of the sink", result: result(cell, "sinkWeight", 0)});
  }
  return lines;
}

/** @param {Cell} cell @returns {number | null} */
function sink({answer, head}) {
  return answer.request.sinks?.[head] ?? answer.request.sink ?? null;
}

/** @param {(number | null)[]} weights @param {number} j */
function note(weights, j) {
  const own = weights[j];
  if (own === null) {
    return "";
  }
  const rank = 1 + weights.filter((w) => w !== null && w > own).length;
  return `${ordinal(rank)} of ${weights.length}`;
}

/** @param {Cell} cell @param {(number | null)[]} scores @param {number | null} sink */
function normalization(cell, scores, sink) {
  const {answer, write, i, j, head} = cell;
  const own = write.number(scores[j], {stage: answer.beforeWeights(), i, j}, false);
  const s = scores[j];
  const present = /** @type {number[]} */ (scores.filter((x) => x !== null));
  const weights = answer.unit(i, head).weights;
  const lost = scores.findIndex((x, k) => x === null && reasons(answer.request, answer.index(i), k, head).length === 0);
  if (s === null || lost >= 0) {
    return `the score of ${answer.keyLabels[Math.max(lost, 0)]} is no number, so the row has no weights`;
  }
  switch (answer.body.normalization) {
    case "softmax": {
      const most = Math.max(...present, sink ?? -Infinity);
      const sum = present.reduce((all, x) => all + Math.exp(x - most), sink === null ? 0 : Math.exp(sink - most));
      const top = scores.indexOf(most);
      return ["exp(", own, " − ", write.number(most, top < 0 ? null : {stage: answer.beforeWeights(), i, j: top}, true),
        ") / Σ", sink !== null && " (with the sink)", " = ", text(Math.exp(s - most)), " / ", text(sum)];
    }
    case "naive-softmax":
      return naive(cell, s, present, sink, own);
    case "sum":
      return [own, " / Σ ω = ", text(s), " / ", text(add(answer, present))];
    case "sparsemax":
      return ["max(0, ", own, " − ", text(threshold(scores, weights, (x, w) => x - w)), ")"];
    default:
      return ["max(0, ", own, " / 2 − ", text(threshold(scores, weights, (x, w) => x / 2 - Math.sqrt(w))), ")²"];
  }
}

/** @param {Cell} cell @param {number} s @param {number[]} present @param {number | null} sink @param {Node} own */
function naive({answer}, s, present, sink, own) {
  const [wide, round] = arithmetic(answer);
  const total = add(answer, (sink === null ? present : [...present, sink]).map(Math.exp));
  const lost = total === 0 || total === Infinity;
  return ["exp(", own, ") / Σ = ", text(round(Math.exp(s))), " / ", text(total),
    lost && `: ${total ? "beyond" : "too small for"} ${wide}, no number. Subtracting the maximum ${text(Math.max(...present))} from every score leaves the quotients as they are: choose softmax.`];
}

/** In which sums and exponentials are computed. @param {Cell["answer"]} answer @returns {[string, (x: number) => number]} */
function arithmetic({body}) {
  return body.dtype === "float64" ? ["float64", (x) => x] : ["float32", Math.fround];
}

/** @param {Cell["answer"]} answer @param {number[]} terms */
function add(answer, terms) {
  const [, round] = arithmetic(answer);
  return terms.reduce((sum, x) => round(sum + round(x)), 0);
}

/** What Σ is the sum of: all terms, or of many the largest. @param {Cell} cell @param {(number | null)[]} scores @param {number | null} sink @returns {Line[]} */
function sumLine({answer, write, i}, scores, sink) {
  const [, round] = arithmetic(answer);
  const present = /** @type {number[]} */ (scores.filter((x) => x !== null));
  const most = Math.max(...present, sink ?? -Infinity);
  /** @type {Record<string, (x: number) => number>} */
  const parts = {"softmax": (x) => Math.exp(x - most), "naive-softmax": (x) => round(Math.exp(x)), "sum": (x) => x};
  const part = parts[answer.body.normalization];
  if (part === undefined) {
    return [];
  }
  const terms = scores.flatMap((x, k) => x === null ? [] : [{k, value: part(x)}]);
  const shown = terms.length <= FEW ? terms
    : [...terms].sort((a, b) => Math.abs(b.value) - Math.abs(a.value)).slice(0, LARGEST_SHOWN).sort((a, b) => a.k - b.k);
  const rest = terms.filter((term) => !shown.includes(term));
  const values = (/** @type {{value: number}[]} */ all) => all.map(({value}) => value);
  return [{
    stage: "total",
    name: "Σ",
    work: [shown.map(({k, value}, at) => [at > 0 && " + ", write.number(value, {stage: answer.beforeWeights(), i, j: k}, at > 0)]),
      rest.length > 0 && ` + ${text(add(answer, values(rest)))} (the other ${rest.length})`, sink !== null && ` + ${text(part(sink))} (sink)`],
    result: text(add(answer, [...values(terms), sink === null ? 0 : part(sink)])),
  }];
}

/**
 * τ from a weight above zero: the service's own numbers give it.
 * @param {(number | null)[]} scores @param {(number | null)[]} weights @param {(score: number, weight: number) => number} from
 */
function threshold(scores, weights, from) {
  const at = weights.findIndex((w, k) => w !== null && w > 0 && scores[k] !== null);
  return at < 0 ? null : from(/** @type {number} */ (scores[at]), /** @type {number} */ (weights[at]));
}
