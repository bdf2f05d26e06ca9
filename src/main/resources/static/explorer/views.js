/** Other drawings of the chosen row, one at a time. */
import {lines, MOST_LINES, sumOfBars, turning} from "./rows.js";
import {check} from "./check.js";
import {compare} from "./compare.js";
import {fill, h} from "./dom.js";
import {figure} from "./drawing.js";
import {contextFigure, MOST_INPUTS, scoresFigure} from "./figure.js";
import {compute} from "./service.js";
import {Walk} from "./walk.js";

const walk = new Walk();

/** Ends what moves by itself, before other numbers come. */
export const halt = () => walk.stop();

/**
 * @typedef {object} View
 * @property {string} name
 * @property {string} label
 * @property {(answer: Answer) => boolean} fits
 * @property {(element: HTMLElement, state: State, answer: Answer, say: (text: string) => void) => void | Promise<void>} show
 */

/** @type {View[]} */
const VIEWS = [
  {
    name: "walk",
    label: "walk",
    fits: (answer) => answer.mechanism === "encoder-decoder" && answer.keyLabels.length <= 24,
    show: (element, state, answer) => walk.show(element, state, answer),
  },
  {
    name: "turning",
    label: "turning",
    fits: (answer) => answer.request.rotary !== undefined && answer.unit(0, 0).rotatedQuery !== undefined,
    show: turning,
  },
  {
    name: "figures",
    label: "query and context",
    fits: (answer) => weighs(answer) && answer.keyLabels.length <= MOST_INPUTS && answer.mechanism !== "weights",
    show: (element, state, answer) => fill(element,
      figure(scoresFigure(answer, state.row, state.head, state.ranges), "scores", "The query against every input, with its scores ω."),
      figure(contextFigure(answer, state.row, state.head, state.ranges), "context", "The inputs, their weights α and the context z that they make, numbered from 1.")),
  },
  {
    name: "sum",
    label: "sum of bars",
    fits: (answer) => weighs(answer) && answer.mechanism !== "weights",
    show: async (element, state, answer) => {
      const terms = await contributions(state, answer);
      fill(element, terms ? figure(sumOfBars(answer, state.row, state.head, terms), "sum", "Each key's term α·v (contributions), and the context that they add up to.")
        : h("p", {class: "soft"}, "This row has no weights, so there is nothing to add up."));
    },
  },
  {
    name: "lines",
    label: "lines",
    fits: (answer) => weighs(answer) && Math.max(answer.keyLabels.length, answer.rows.length) <= MOST_LINES,
    show: (element, state, answer) => fill(element,
      figure(lines(answer, state.row, state.head), "lines", "Lines from the chosen query to the keys, as wide as the weights; those of other queries in grey.")),
  },
  {
    name: "normalizations",
    label: "normalizations side by side",
    fits: (answer) => weighs(answer),
    show: (element, state, _, say) => compare(element, state, say),
  },
  {
    name: "check",
    label: "check my numbers",
    fits: () => true,
    show: check,
  },
];

/** @param {Answer} answer */
const weighs = (answer) => answer.unit(0, 0).weights !== undefined;

/** The service's terms of the chosen row; asked for alone where the whole would be large. @param {State} state @param {Answer} answer @returns {Promise<number[][] | null>} */
async function contributions(state, answer) {
  const {row, head} = state;
  const unit = answer.unit(row, head);
  if (unit.weights.includes(null)) {
    return null;
  }
  if (unit.contributions) {
    return unit.contributions;
  }
  const one = {...answer.request, queryIndices: [answer.index(row)]};
  const body = await compute(answer.path, one, {contributions: true});
  return (body.rows[0].heads?.[head] ?? body.rows[0]).contributions;
}

/**
 * @param {HTMLElement} element
 * @param {State} state
 * @param {(text: string) => void} say
 */
export async function views(element, state, say) {
  const {answer} = state;
  if (!answer) {
    return;
  }
  const focused = controls(element).indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const fitting = VIEWS.filter((view) => view.fits(answer));
  const chosen = fitting.find((view) => view.name === state.view) ?? fitting.find((view) => view.name !== "turning");
  if (chosen?.name !== "walk") {
    walk.stop();
  }
  const body = h("div", {class: "view"});
  const row = h("select", {onchange: () => state.chooseRow(Number(row.value))},
    answer.queryLabels.slice(0, 512).map((label, i) => h("option", {value: i}, label === String(answer.index(i)) ? label : `${answer.index(i)} ${label}`)));
  row.value = String(state.row);
  fill(element, h("div", {class: "bar"}, chosen?.name === "walk" ? h("h2", {class: "of"}, "Step by step")
    : h("label", {class: "of"}, h("h2", null, answer.mechanism === "encoder-decoder" ? "Step" : "Row"), row),
    h("div", {class: "tabs", role: "group", "aria-label": "Drawing of the row"}, fitting.map((view) =>
      h("button", {type: "button", class: "tab", "aria-pressed": String(view === chosen), "data-view": view.name, onclick: () => {
        state.view = view.name;
        state.tell("cell");
      }}, view.label)))), body);
  await chosen?.show(body, state, answer, say);
  if (focused >= 0 && document.activeElement === document.body) {
    (controls(element)[focused] ?? row).focus({preventScroll: true});
  }
}

/** What can have the focus. @param {HTMLElement} element */
const controls = (element) => [.../** @type {NodeListOf<HTMLElement>} */ (element.querySelectorAll("button, select, input, textarea, summary, [tabindex]"))];
