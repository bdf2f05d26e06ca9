/** Posted numbers cell by cell: which differ, and for a chosen one the definition's arithmetic beside them. */
import {h} from "./dom.js";
import {lines} from "./ledger.js";
import {numberOf, titleOf} from "./names.js";
import {exact, short, text} from "./number.js";
import {Writer} from "./terms.js";

/**
 * @typedef {{stage: Json, ours: Row[], yours: Row[]}} Compared
 */

/** Larger stages are not drawn cell by cell. */
const MOST_CELLS = 1024;

/**
 * A stage of one head as it was posted, beside the answer's; null if their shapes differ.
 * @param {Json} stage what the service reports of it
 * @param {any} posted
 * @param {Answer} answer
 * @param {number} head
 * @returns {Compared | null}
 */
export function compared(stage, posted, answer, head) {
  if (stage.actualShape) {
    return null;
  }
  const ours = answer.matrix(stage.name, head);
  let numbers = posted;
  const perHead = answer.heads > 0 && numbersIn(posted) === answer.heads * numbersIn(ours);
  const axes = stage.shape.length;
  while (depth(numbers) > axes && numbers.length === 1) {
    numbers = numbers[0];
  }
  if (perHead && answer.heads > 1) {
    numbers = numbers[head];
  }
  const yours = /** @type {any[]} */ (depth(numbers) === 1 && ours.length === 1 && ours[0].length > 1 ? [numbers] : numbers)
    .map((row) => Array.isArray(row) ? row : [row]);
  return yours.length === ours.length && yours[0].length === ours[0].length ? {stage, ours, yours} : null;
}

/** @param {any} value @returns {number} */
const depth = (value) => Array.isArray(value) ? 1 + depth(value[0]) : 0;

/** @param {any} value @returns {number} */
const numbersIn = (value) => Array.isArray(value) ? value.reduce((sum, each) => sum + numbersIn(each), 0) : 1;

/** As the service compares. @param {Compared} compared @param {number} i @param {number} j */
function differs({stage, ours, yours}, i, j) {
  const [x, y] = [yours[i][j], ours[i][j]];
  if (x === null || y === null) {
    return x !== y;
  }
  return !(Math.abs(x - y) <= stage.tolerance.absolute + stage.tolerance.relative * Math.abs(y));
}

/**
 * The posted numbers as a table; what differs is marked, and leads to its cell.
 * @param {Compared} all
 * @param {State} state
 * @param {Answer} answer
 */
export function marked(all, state, answer) {
  const {stage, ours, yours} = all;
  if (ours.length * ours[0].length > MOST_CELLS) {
    return h("p", {class: "soft"}, "Too many cells to draw: the first difference leads to its cell.");
  }
  const overKeys = answer.axes(stage.name) === "keys";
  return h("div", {class: "scroll wide", tabindex: 0, role: "group", "aria-label": `Your numbers of ${titleOf(stage.name)}`},
    h("table", {class: "compared", "data-compared": stage.name},
      h("caption", {class: "soft"}, `Your ${titleOf(stage.name)}${answer.heads > 0 && !answer.isWhole(stage.name) ? `, head ${state.head}` : ""}: what differs is marked.`),
      yours.map((row, i) => h("tr", null, row.map((x, j) => {
        const wrong = differs(all, i, j);
        const chosen = overKeys && state.cell?.i === i && state.cell.j === j;
        const what = `row ${i}, column ${j}: yours ${exact(x)}, expected ${exact(ours[i][j])}`;
        return h("td", {class: wrong ? "differs" : null}, h("button", {type: "button", class: "plain", title: what, "aria-label": `${what}${wrong ? ", differs" : ""}`,
          "aria-pressed": String(chosen), onclick: () => overKeys ? state.choose(i, j) : state.chooseRow(i)}, x === null ? "null" : short(x)));
      })))));
}

/**
 * For the chosen cell, how each posted stage comes about by definition, and what was posted.
 * @param {Compared[]} all
 * @param {State} state
 * @param {Answer} answer
 * @param {Json[]} causes
 */
export function sideBySide(all, state, answer, causes) {
  const {cell, head} = state;
  const over = all.filter(({stage}) => answer.axes(stage.name) === "keys");
  if (!cell || over.length === 0) {
    return null;
  }
  const written = lines({answer, before: null, i: cell.i, j: cell.j, head, write: new Writer(() => state.choose(cell.i, cell.j))});
  const rows = over.map((each) => {
    const name = each.stage.name;
    const line = written.find((one) => one.stage === name);
    const [x, y] = [each.yours[cell.i][cell.j], each.ours[cell.i][cell.j]];
    return h("tr", {"data-side": name}, h("th", {scope: "row"}, numberOf(name)),
      h("td", null, line && h("span", {class: "work"}, line.work, " ", line.joint ?? "= "), h("strong", null, text(y))),
      h("td", {class: differs(each, cell.i, cell.j) ? "differs" : null}, h("strong", null, text(x)),
        differs(each, cell.i, cell.j) && causes.map((cause) => h("p", {class: "soft"}, cause.detail))));
  });
  const title = `Row ${cell.i}, column ${cell.j}, both ways.`;
  return h("div", {class: "scroll wide", tabindex: 0, role: "group", "aria-label": title},
    h("table", {class: "sides"}, h("caption", {class: "soft"}, title),
      h("tr", null, h("td", null), h("th", {scope: "col"}, "by definition"), h("th", {scope: "col"}, "yours")), rows));
}
