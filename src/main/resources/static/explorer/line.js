/** A line of the ledger: the arithmetic of one stage, and at its right end the number of the service. */
import {h} from "./dom.js";
import {differs} from "./number.js";

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
 * @property {import("./terms.js").Writer} write
 */

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
  return cell.before && old !== undefined && differs(old, value)
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
  return cell.before && old && old.some((each, m) => differs(each, values[m]))
    ? [h("del", null, cell.write.vector(old)), " ", h("ins", null, now)]
    : now;
}
