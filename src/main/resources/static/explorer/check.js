/** A visitor's own numbers at a stage beside the service's: where they differ, and which mistake explains it. */
import {fill, h} from "./dom.js";
import {text} from "./number.js";
import {parse} from "./paste.js";
import {post, Refusal} from "./service.js";
import {titleOf} from "./names.js";

/**
 * @typedef {import("./state.js").State} State
 * @typedef {import("./answer.js").Answer} Answer
 * @typedef {import("./answer.js").Json} Json
 */

/** What was typed last, kept while the page is drawn anew. @type {{stage: string, numbers: string, own: Record<string, any> | null}} */
const typed = {stage: "weights", numbers: "", own: null};

/** Stages that the service does not compare. */
const NOT_COMPARED = new Set(["contributions", "prediction", "predictedToken"]);

/** @param {HTMLElement} element @param {State} state @param {Answer} answer */
export function check(element, state, answer) {
  const names = answer.stages.map((stage) => stage.name).filter((name) => !NOT_COMPARED.has(name));
  const verdict = h("div", {class: "verdict", role: "status"});
  if (typed.own !== state.own) {
    typed.own = state.own;
    take(Object.keys(state.own ?? {})[0] ?? typed.stage);
  }
  const stage = h("select", {onchange: () => {
    take(stage.value);
    numbers.value = typed.numbers;
  }}, names.map((name) => h("option", {value: name}, titleOf(name))));
  stage.value = names.includes(typed.stage) ? typed.stage : names[0];
  const numbers = h("textarea", {rows: 6, spellcheck: "false", "aria-label": "Your numbers at this stage", value: typed.numbers,
    placeholder: answer.heads ? "Rows of numbers; several heads as JSON, heads first" : "Rows of numbers, as your program prints them",
    oninput: () => {
      typed.numbers = numbers.value;
    }});
  const act = h("button", {type: "button", onclick: async () => {
    const rows = read(numbers.value);
    if (rows === null) {
      fill(verdict, h("p", {class: "fault"}, "Expected rows of numbers, found none."));
      return;
    }
    try {
      const {include, ...request} = answer.request;
      show(verdict, await post(`${answer.path}/check`, {...request, answer: {[stage.value]: rows}}), state);
    } catch (fault) {
      fill(verdict, h("p", {class: "fault"}, fault instanceof Refusal ? fault.errors[0]?.detail ?? fault.message : "The service did not answer."));
    }
  }}, "check");
  fill(element, h("div", {class: "check"},
    h("p", {class: "soft"}, "Paste what your own program computed at a stage, from the same tokens and numbers."),
    h("div", {class: "bar"}, h("label", null, h("span", null, "stage "), stage), act), numbers, verdict));
}

/** The numbers that an example has for a stage; what was typed stays where it has none. @param {string} stage */
function take(stage) {
  const rows = typed.own?.[stage];
  typed.stage = stage;
  if (rows !== undefined) {
    typed.numbers = Array.isArray(rows[0]) && !Array.isArray(rows[0][0]) ? rows.map((/** @type {any[]} */ row) => row.join(" ")).join("\n") : JSON.stringify(rows);
  }
}

/** Numbers of any depth as JSON, else a matrix. @param {string} source @returns {any} */
function read(source) {
  try {
    const value = JSON.parse(source);
    return Array.isArray(value) ? value : null;
  } catch {
    return parse(source)?.rows ?? null;
  }
}

/** @param {HTMLElement} verdict @param {Json} body @param {State} state */
function show(verdict, body, state) {
  const causes = [body.causes ?? [], ...body.alternatives ?? []].flat();
  fill(verdict, body.stages.map((/** @type {Json} */ stage) => stage.agrees
    ? h("p", null, h("strong", null, "They agree"), `: ${stage.cells} numbers of ${titleOf(stage.name)}.`)
    : h("p", null, h("strong", null, "They differ"), `: ${stage.differing ?? "all"} of ${stage.cells ?? ""} numbers of ${titleOf(stage.name)}. `,
      stage.at && [`The first is row ${stage.at.row}${stage.at.column === undefined ? "" : `, column ${stage.at.column}`}: yours ${text(stage.actual)}, expected ${text(stage.expected)}. `,
        stage.at.column !== undefined && h("button", {type: "button", class: "plain", onclick: () => state.choose(stage.at.row, stage.at.column)}, "show it")])),
  causes.length > 0 && h("ul", null, causes.map((cause) => h("li", null, h("code", null, cause.code), " ", cause.detail))),
  !body.agrees && causes.length === 0 && h("p", null, "No known mistake explains this difference."));
}
