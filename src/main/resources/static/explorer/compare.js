/** The same scores under every normalization, side by side. */
import {Answer} from "./answer.js";
import {Card} from "./card.js";
import {fit} from "./cards.js";
import {fill, h} from "./dom.js";
import {reasons} from "./masks.js";
import {AXES} from "./names.js";
import {compute, failureOf, Refusal} from "./service.js";

const roomFor = () => Math.min(420, document.documentElement.clientWidth - 40);

const NORMALIZATIONS = ["softmax", "naive-softmax", "sum", "sparsemax", "entmax-1.5"];

/** Of the last request that was compared. @type {{request: any, answers: Map<string, Answer | Error>}} */
let known = {request: null, answers: new Map()};

/**
 * @param {HTMLElement} element
 * @param {State} state
 * @param {(text: string) => void} say
 */
export async function compare(element, state, say) {
  const {path, request} = state;
  if (known.request !== request) {
    fill(element, h("p", {class: "soft"}, "Asking the service for each normalization…"));
    const answers = new Map(await Promise.all(NORMALIZATIONS.map(async (normalization) =>
      /** @type {[string, Answer | Error]} */ ([normalization, await ask(path, {...request, normalization})]))));
    if (state.request !== request) {
      return;
    }
    const answered = [...answers.values()].every((answer) => answer instanceof Answer || answer instanceof Refusal);
    known = {request: answered ? request : null, answers};
  }
  /** @type {Card[]} */
  const cards = [];
  const warnings = [];
  for (const [name, answer] of known.answers) {
    if (answer instanceof Answer) {
      cards.push(cardOf(name, answer, state, say));
      warnings.push(...answer.warnings(state.row, state.head).map(({code, detail}) => `${code} in ${name}: ${detail}`));
    } else {
      warnings.push(`${name}: ${answer.message}`);
    }
  }
  fill(element, h("div", {class: "compared"}, h("div", {class: "strip"}, cards.map((card) => card.element)),
    warnings.map((warning) => h("p", {class: "fault"}, warning))));
  const top = Math.max(...cards.map((card) => card.map.layout.top));
  cards.forEach((card) => {
    card.align(top);
    card.paint(chosen(state), null);
  });
  fit(cards, roomFor());
}

/** @param {string} path @param {any} request @returns {Promise<Answer | Error>} */
async function ask(path, request) {
  try {
    return new Answer(path, request, await compute(path, request));
  } catch (fault) {
    return fault instanceof Refusal ? fault : new Error(failureOf(fault));
  }
}

/** @param {State} state */
const chosen = (state) => state.cell ?? {i: state.row, j: null};

/** @param {string} name @param {Answer} answer @param {State} state @param {(text: string) => void} say */
function cardOf(name, answer, state, say) {
  const key = `weights by ${name}`;
  const card = new Card(key, {
    hover: (at) => card.paint(chosen(state), at),
    choose: ({i, j}) => state.choose(i, j),
    say,
    range: (range) => {
      state.ranges[key] = range;
      state.tell("look");
    },
    table: () => {
      state.tables[key] = !state.tables[key];
      state.tell("look");
    },
  });
  const latex = answer.stages.find((stage) => stage.name === "weights")?.formula ?? "";
  card.set({stage: key, latex, title: name, ...AXES.keys, signed: answer.signed("weights"),
    rows: answer.matrix("weights", state.head), before: null, rowLabels: answer.queryLabels, columnLabels: answer.keyLabels,
    masked: (i, j) => reasons(answer.request, answer.index(i), j, state.head).length > 0,
    range: state.ranges[key] ?? (answer.signed("weights") ? "max" : "fixed"), table: Boolean(state.tables[key]), hint: null}, roomFor());
  return card;
}
