/** What the colours and marks of a map mean. */
import {h} from "./dom.js";
import {differs} from "./number.js";

/** @type {[string, string][]} */
const MARKS = [["hatched", "masked"], ["crossed", "no number"], ["changed", "changed"]];
/** What a letter below the colours takes at most, and what is free between two numbers. */
const LETTER = 7;
const FREE = 4;

/** The first mark, and one of each `step`, counted from the last. @param {{at: number, text: string}[]} marks @param {number} step */
const every = (marks, step) => marks.filter((_, k) => k === 0 || (marks.length - 1 - k) % step === 0);

/** Whether no number covers the one before; the first and the last keep inside. @param {{at: number, text: string}[]} marks @param {number} room */
function haveRoom(marks, room) {
  let end = -Infinity;
  return marks.every(({at, text}) => {
    const width = LETTER * text.length;
    const start = at * (room - (at === 0 || at === 1 ? width : 0)) - (at === 0 || at === 1 ? 0 : width / 2);
    const free = start >= end;
    end = start + width + FREE;
    return free;
  });
}

/** What a map has besides colours. @param {Content} content */
export function meanings({rows, masked, before, arrived = rows.length}) {
  const found = new Set();
  rows.slice(0, arrived).forEach((row, i) => row.forEach((value, j) => {
    const old = before?.[i]?.[j];
    found.add(masked(i, j) ? "hatched" : value === null ? "crossed" : old !== undefined && differs(old, value) ? "changed" : "");
  }));
  return MARKS.filter(([name]) => found.has(name)).map(([name, meaning]) => h("span", null, h("i", {class: name}), meaning));
}

/** As many numbers below the colours as have room. @param {{at: number, text: string}[]} marks @param {number} room */
export function ends(marks, room) {
  let step = 1;
  while (step < marks.length && !haveRoom(every(marks, step), room)) {
    step++;
  }
  return every(marks, step).map(({at, text}) => {
    const end = h("span", {class: at === 0 ? "first" : at === 1 ? "last" : null}, text);
    end.style.left = `${100 * at}%`;
    return end;
  });
}
