/** Lines of the ledger up to the mask: projections, norms and rotations of query and key, and their score. */
import {h} from "./dom.js";
import {result, vectorResult} from "./terms.js";
import {reasons} from "./masks.js";
import {text} from "./number.js";

/** @param {Cell} cell @returns {Line[]} */
export function preparationLines(cell) {
  const {answer, i, j} = cell;
  /** @type {Line[]} */
  const lines = [];
  for (const {name} of answer.stages) {
    const work = PREPARING[name]?.(cell);
    if (work !== undefined) {
      lines.push({stage: name, work, result: vectorResult(cell, name, answer.axes(name) === "key" ? j : i)});
    }
  }
  return lines;
}

/** @type {Record<string, (cell: Cell) => Child>} */
const PREPARING = {
  query: (cell) => cell.answer.mechanism === "encoder-decoder" ? "the decoder’s state" : projected(cell, cell.i, "queries", "q"),
  keys: (cell) => projected(cell, cell.j, "keys", "k"),
  values: (cell) => projected(cell, cell.j, "values", "v"),
  annotations: () => "what the encoder knows at this input",
  normalizedQuery: (cell) => norm(cell),
  normalizedKeys: (cell) => norm(cell),
  rotatedQuery: (cell) => turned(cell, "positions", cell.answer.index(cell.i) + (cell.answer.request.mask?.offset ?? 0), cell.answer.index(cell.i)),
  rotatedKeys: (cell) => turned(cell, "keyPositions", cell.j, cell.j),
};

/** @param {Cell} cell @param {number} at @param {"queries" | "keys" | "values"} member @param {string} matrix */
function projected({answer, write}, at, member, matrix) {
  const name = answer.given(member);
  const i = member === "queries" ? answer.index(at) : at;
  const row = answer.request[name]?.[i];
  return row ? [write.vector(row, (m) => ({stage: name, i, j: m, posted: true})), " · ", h("var", null, "W", h("sub", null, matrix))] : undefined;
}

/** @param {Cell} cell */
function norm({answer}) {
  const {type, over} = answer.request.queryKeyNorm;
  return `${type} norm over ${over === "all" ? "all columns" : answer.heads ? "the columns of the head" : "its columns"}`;
}

/** @param {Cell} cell @param {"positions" | "keyPositions"} member @param {number} place @param {number} at */
function turned({answer}, member, place, at) {
  const position = answer.request.rotary?.[member]?.[at] ?? place;
  return `each pair of columns turned by position ${position} times its frequency`;
}

/** @param {Cell} cell @returns {Line[]} */
export function scoreLines(cell) {
  /** @type {Line[]} */
  const lines = [];
  let before = "scores";
  for (const {name} of cell.answer.body.stages) {
    const work = WORK[name]?.(cell, before);
    if (work !== undefined) {
      lines.push({stage: name, work, result: masked(cell, name) ? "−∞" : result(cell, name, cell.j)});
      before = name;
    }
  }
  return lines;
}

/** A mask leaves no number, which is −∞, and so does a bias. @param {Cell} cell @param {string} stage */
function masked({answer, i, j, head}, stage) {
  const {bias, headBias} = answer.request;
  const forbids = stage === "maskedScores" ? answer.request : stage === "biasedScores" ? {bias, headBias} : {};
  return reasons(forbids, answer.index(i), j, head).length > 0;
}

/** @type {Record<string, (cell: Cell, before: string) => Child>} */
const WORK = {
  scores: (cell) => score(cell),
  scaledScores: (cell, before) => [previous(cell, before, false), ...scale(cell)],
  cappedScores: (cell, before) => {
    const cap = cell.answer.request.softcap;
    return [text(cap), " · tanh(", previous(cell, before), ` / ${text(cap)})`];
  },
  biasedScores: (cell, before) => [previous(cell, before, false), biases(cell)],
  maskedScores: (cell, before) => {
    const why = reasons(cell.answer.request, cell.answer.index(cell.i), cell.j, cell.head);
    return why.length === 0 ? [previous(cell, before, false), ", allowed"] : ["forbidden: ", why.join("; ")];
  },
};

/** @param {Cell} cell @param {string} stage @param {boolean} [inside] */
function previous({answer, write, i, j, head}, stage, inside = true) {
  return write.number(answer.matrix(stage, head)[i]?.[j], {stage, i, j}, inside);
}

/** @param {Cell} cell */
function scale({answer}) {
  const {request, body} = answer;
  return request.scale == null ? [" / √", text(body.shape.dimension)] : [" · ", text(request.scale)];
}

/** @param {Cell} cell */
function biases({answer, write, i, j, head}) {
  const {request} = answer;
  const query = answer.index(i);
  const parts = [];
  if (request.bias) {
    parts.push(request.bias[query][j], "bias");
  }
  if (request.headBias) {
    parts.push(request.headBias[head][query][j], "headBias");
  }
  const written = [];
  for (let at = 0; at < parts.length; at += 2) {
    written.push(" + ", write.number(parts[at] ?? -Infinity, null, true), ` (${parts[at + 1]})`);
  }
  if (request.alibi) {
    const distance = Math.abs(query + (request.mask?.offset ?? 0) - j);
    written.push(` − ${text(request.alibi.slopes?.[head] ?? slope(head, answer.heads))} · ${distance} (alibi)`);
  }
  return written;
}

/** Where none is given (Press et al. 2022). @param {number} head @param {number} heads */
function slope(head, heads) {
  const power = 2 ** Math.floor(Math.log2(heads));
  return 2 ** (head < power ? -8 * (head + 1) / power : -4 * (2 * (head - power) + 1) / power);
}

/** @param {Cell} cell */
function score(cell) {
  const {answer} = cell;
  const kind = answer.mechanism === "additive" ? "additive"
    : answer.mechanism === "multiplicative" ? answer.request.score
      : answer.mechanism === "encoder-decoder" ? answer.request.attention.score : "dot";
  const parameters = answer.parameters();
  const q = answer.query(cell.i, cell.head);
  const k = answer.keys(cell.head)[cell.j];
  if (!k || q.length === 0) {
    return "not in this answer";
  }
  return KINDS[kind]?.(cell, q, k, parameters) ?? `q and k by the score ${kind}`;
}

/**
 * How each score is written out; nothing where the answer lacks its parameters.
 * @type {Record<string, (cell: Cell, q: number[], k: number[], parameters: any) => Child>}
 */
const KINDS = {
  dot: (cell, q, k) => dot(cell, q, k),
  general: (cell, q, k, {weights}) => weights && general(cell, q, k, weights),
  concat: (cell, q, k, {weights, energy}) => weights && energy && hidden(cell, through([...q, ...k], weights), energy),
  additive: (cell, q, k, {query, key, bias, energy}) => query && key && energy && hidden(cell, layer(through(q, query), through(k, key), bias), energy),
};

/** @param {Cell} cell @param {number[]} q @param {number[]} k */
function dot({answer, write, i, j, head}, q, k) {
  const from = answer.source("query");
  const row = from === answer.given("queries") ? answer.index(i) : i;
  return write.products(q.map((a, m) => ({a, b: k[m], from: answer.origin(from, row, m, head, q.length),
    to: answer.origin(answer.source("key"), j, m, head, k.length)})));
}

/** q·W, then its product with the key. @param {Cell} cell @param {number[]} q @param {number[]} k @param {number[][]} w */
function general({answer, write, j}, q, k, w) {
  return ["(q·W)·k: ", write.products(through(q, w).map((a, m) => ({a, b: k[m], to: {stage: answer.source("key"), i: j, j: m}})))];
}

/** @param {number[]} x @param {number[][]} w */
const through = (x, w) => w[0].map((_, c) => x.reduce((sum, value, r) => sum + value * w[r][c], 0));

/** What the tanh is of. @param {number[]} query @param {number[]} key @param {number[]} [bias] */
const layer = (query, key, bias) => query.map((value, m) => value + key[m] + (bias?.[m] ?? 0));

/** @param {Cell} cell @param {number[]} inside @param {number[]} energy */
function hidden({write}, inside, energy) {
  const shown = inside.length <= 4 ? inside : inside.slice(0, 3);
  return [shown.map((x, m) => [m > 0 && " + ", "tanh(", write.number(x), ")·", write.number(energy[m], null, true)]),
    inside.length > shown.length
      && ` + ${inside.length - shown.length} more (${text(inside.slice(3).reduce((sum, x, m) => sum + Math.tanh(x) * energy[m + 3], 0))})`];
}
