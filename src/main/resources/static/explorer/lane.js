/** What a lane of the walk shows: annotations, their weights, the context, and what has been read out. */
import {css, Scale} from "./colour.js";
import {h, svg, token} from "./dom.js";
import {cut, label, picture} from "./drawing.js";
import {indexOfLargest} from "./number.js";

const CELL = 6;
/** Of a column of numbers, and from one to the next. */
const WIDE = {left: 24, column: 24, step: 44, beside: 40, right: 60, letters: 6};
const NARROW = {left: 2, column: 16, step: 21, beside: 24, right: 32, letters: 3};

/** One network at one step: what it has read out, and how its context comes about. @param {Answer} answer @param {string} title @param {number} at */
export function lane(answer, title, at) {
  const step = Math.min(at, answer.rows.length - 1);
  const row = answer.rows[step];
  const bare = !row.weights;
  return h("section", {class: "lane"}, h("h3", null, title), letters(answer, step),
    h("div", {class: "scroll wide", tabindex: 0, role: "group", "aria-label": title}, drawing(answer, step)),
    h("p", {class: "soft"}, bare
      ? `${row.context.length * (row.memory ? 2 : 1)} numbers have to carry the whole input: the same context at every step.`
      : `The context is made anew at every step: now mostly of ${answer.keyLabels[indexOfLargest(row.weights)]} (weight ${Math.max(...row.weights).toFixed(2)}).`));
}

/** What has been read out until now, right or wrong where the input is to be copied. @param {Answer} answer @param {number} step */
function letters(answer, step) {
  const said = answer.rows.slice(0, step + 1).map((row) => row.predictedToken).filter((token) => token !== undefined);
  if (said.length === 0) {
    return null;
  }
  const wanted = answer.keyLabels;
  const copies = answer.rows.some((row) => wanted.includes(row.predictedToken));
  return h("p", {class: "letters"}, h("span", {class: "soft"}, "read out "), said.map((token, at) => {
    const right = at >= wanted.length ? !wanted.includes(token) : token === wanted[at];
    return copies ? h(right ? "b" : "del", {class: right ? "right" : "wrong", title: right ? "right" : `wrong: ${wanted[at] ?? "the end"}`}, token) : h("b", null, token);
  }));
}

/** Annotations as columns, lines as wide as the weights, and the context they make. @param {Answer} answer @param {number} step */
function drawing(answer, step) {
  const annotations = answer.body.annotations;
  const row = answer.rows[step];
  const weights = row.weights ?? annotations.map((/** @type {any} */ _, /** @type {number} */ j) => j === annotations.length - 1 ? 1 : 0);
  const scale = new Scale(true, "max", [...annotations, ...answer.rows.map((each) => each.context)]);
  const size = document.documentElement.clientWidth < 600 ? NARROW : WIDE;
  const x = (/** @type {number} */ j) => size.left + j * size.step + size.step / 2;
  const height = Math.min(annotations[0].length, 32) * CELL;
  const context = x(annotations.length) + size.beside;
  const foot = 34 + height;
  const begin = row.weights ? foot + 22 : foot + 2;
  const column = (/** @type {number[]} */ values, /** @type {number} */ at, /** @type {number} */ opacity) =>
    values.slice(0, 32).map((value, m) => svg("rect", {x: at - size.column / 2, y: 28 + m * CELL, width: size.column, height: CELL, fill: css(scale.colour(value, 0)), "fill-opacity": opacity, "shape-rendering": "crispEdges"}));
  return picture(context + size.right, foot + 80, `Step ${step}: the annotations, their weights and the context`,
    annotations.map((/** @type {number[]} */ annotation, /** @type {number} */ j) => [
      label(cut(answer.keyLabels[j], size.letters), x(j), 16, {"font-weight": weights[j] > 0.5 ? 600 : 400}),
      column(annotation, x(j), row.weights || j === annotations.length - 1 ? 1 : 0.3),
      weights[j] > 0.002 && svg("path", {d: `M${x(j)} ${begin}C${x(j)} ${foot + 76} ${context} ${foot + 80} ${context} ${foot + 2}`,
        fill: "none", stroke: token("accent"), "stroke-width": Math.max(0.75, 14 * weights[j]), "stroke-opacity": 0.65}),
      row.weights && label(weights[j].toFixed(2).replace(/^0/, ""), x(j), foot + 16, {"font-size": 11, fill: token("soft")}),
    ]),
    label("context", context, 16, {fill: token("accent"), "font-weight": 600}),
    column(row.context, context, 1),
    svg("rect", {x: context - size.column / 2 - 2, y: 26, width: size.column + 4, height: height + 4, fill: "none", stroke: token("accent"), "stroke-width": 2}));
}

/** The contexts of all steps beside each other: with attention they differ, without they are one. @param {Answer} answer @param {Answer | null} other @param {number} step */
export function contexts(answer, other, step) {
  const both = other ? [answer, other] : [answer];
  const scale = new Scale(true, "max", both.flatMap((each) => each.rows.map((row) => row.context)));
  const strip = (/** @type {Answer} */ each, /** @type {number} */ y) => each.rows.map((row, t) => [
    row.context.slice(0, 32).map((/** @type {number} */ value, /** @type {number} */ m) => svg("rect", {x: 120 + t * 28, y: y + m * 4, width: 22, height: 4, fill: css(scale.colour(value, 0)), "shape-rendering": "crispEdges"})),
    t === step && svg("rect", {x: 118.5 + t * 28, y: y - 1.5, width: 25, height: Math.min(row.context.length, 32) * 4 + 3, fill: "none", stroke: token("accent"), "stroke-width": 2}),
    label(String(t), 131 + t * 28, 14, {fill: token("soft"), "font-size": 11})]);
  const tall = Math.min(answer.rows[0].context.length, 32) * 4 + 12;
  const most = Math.max(...both.map((each) => each.rows.length));
  return h("section", {class: "lane"}, h("h3", null, "The contexts of all steps"),
    h("div", {class: "scroll wide", tabindex: 0, role: "group", "aria-label": "The contexts of all steps"},
      picture(130 + most * 28, 24 + tall * both.length, "The context columns of all steps, with attention above and without below",
        both.map((each, at) => [label(each.rows[0].weights ? "with attention" : "one hidden state", 110, 24 + tall * at + tall / 2, {"text-anchor": "end", fill: token("soft")}), strip(each, 22 + tall * at)]))),
    other && h("p", {class: "soft"}, `${answer.keyLabels.length > 1 ? "Above they differ. " : ""}Below it is the same column repeated: that is the bottleneck.`));
}
