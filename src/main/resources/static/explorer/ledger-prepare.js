/** Lines of the ledger before the scores: projections, norms and rotations of the query and the key. */
import {h} from "./dom.js";
import {vectorResult} from "./line.js";

/**
 * @typedef {import("./line.js").Cell} Cell
 * @typedef {import("./line.js").Line} Line
 */

/** @param {Cell} cell @returns {Line[]} */
export function preparationLines(cell) {
  const {answer, i, j} = cell;
  /** @type {Line[]} */
  const lines = [];
  for (const {name} of answer.stages) {
    const work = WORK[name]?.(cell);
    if (work !== undefined) {
      lines.push({stage: name, work, result: vectorResult(cell, name, answer.axes(name) === "key" ? j : i)});
    }
  }
  return lines;
}

/** @type {Record<string, (cell: Cell) => import("./dom.js").Child>} */
const WORK = {
  query: (cell) => cell.answer.mechanism === "encoder-decoder" ? "the decoder’s state" : projected(cell, cell.i, "queries", "q"),
  keys: (cell) => projected(cell, cell.j, "keys", "k"),
  values: (cell) => projected(cell, cell.j, "values", "v"),
  annotations: () => "what the encoder knows after this input",
  normalizedQuery: (cell) => norm(cell),
  normalizedKeys: (cell) => norm(cell),
  rotatedQuery: (cell) => turned(cell, "positions", cell.answer.index(cell.i) + (cell.answer.request.mask?.offset ?? 0), cell.answer.index(cell.i)),
  rotatedKeys: (cell) => turned(cell, "keyPositions", cell.j, cell.j),
};

/** @param {Cell} cell @param {number} at @param {"queries" | "keys" | "values"} member @param {string} matrix */
function projected({answer, write}, at, member, matrix) {
  const {request} = answer;
  const name = request[member] ? member : member === "values" && request.keys ? "keys" : "embeddings";
  const row = request[name]?.[member === "queries" ? answer.index(at) : at];
  return row ? [write.vector(row, (m) => ({stage: name, i: member === "queries" ? answer.index(at) : at, j: m})), " · ", h("var", null, "W", h("sub", null, matrix))] : undefined;
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
