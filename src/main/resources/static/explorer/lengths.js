/** Letters right by length of the word, of the trained models in the examples: measured when they were trained, and held by a test. */
import {h} from "./dom.js";

const LENGTHS = [2, 4, 6, 8, 10, 12, 14, 16];

/** @type {Record<string, {attention: number[], last: number[]}>} */
const RIGHT = {
  gru: {attention: [100, 100, 100, 100, 100, 93.5, 77.2, 67.4], last: [100, 100, 96.2, 72.7, 50.8, 39.3, 31.2, 26.3]},
  lstm: {attention: [100, 100, 100, 100, 100, 93, 77, 63.5], last: [100, 100, 99.7, 87.7, 62.2, 45.4, 38, 32]},
};

/** @param {string} cell @param {number} length of the word that is shown */
export function byLength(cell, length) {
  const right = RIGHT[cell];
  if (!right) {
    return null;
  }
  const row = (/** @type {string} */ name, /** @type {number[]} */ values) => h("tr", null, h("th", {scope: "row"}, name),
    values.map((value, at) => h("td", {class: LENGTHS[at] === length ? "own" : null}, value.toFixed(1))));
  return h("section", {class: "lane"}, h("h3", null, "Letters right, in percent"),
    h("div", {class: "scroll wide", tabindex: 0, role: "region", "aria-label": "Letters right by length"},
      h("table", {class: "lengths"}, h("caption", {class: "unseen"}, "Letters right by length of the word"),
        h("thead", null, h("tr", null, h("th", {scope: "col"}, "length"), LENGTHS.map((each) => h("th", {scope: "col", class: each === length ? "own" : null}, String(each))))),
        h("tbody", null, row("with attention", right.attention), row("one hidden state", right.last)))),
    h("p", {class: "soft"}, "Measured over 500 words of each length. Words of more than 10 letters were never seen in training; guessing gives 12.5."));
}
