/** A visitor's own numbers at some stages beside the service's: where they differ, and which mistake explains it. */
import {compared, marked, sideBySide} from "./check-cells.js";
import {fill, h} from "./dom.js";
import {titleOf} from "./names.js";
import {readNpy} from "./npy.js";
import {text} from "./number.js";
import {fault, parse} from "./paste.js";
import {post, Refusal} from "./service.js";

/**
 * @typedef {object} Checked
 * @property {Answer} answer what was compared with
 * @property {Json} posted the numbers by stage
 * @property {Json} body the report
 */

/**
 * @typedef {object} Typed what was typed last, kept while the page is drawn anew and the request is edited
 * @property {string} stage
 * @property {Record<string, string>} numbers by stage
 * @property {Checked | null} checked
 * @property {HTMLElement | null} verdict where the last drawing of the page shows what was found
 */

/** Each for the request as it was opened: numbers of one example are none of another. @type {WeakMap<Opening, Typed>} */
const kept = new WeakMap();

/** Stages that the service does not compare. */
const NOT_COMPARED = new Set(["contributions", "prediction", "predictedToken"]);

/** @param {HTMLElement} element @param {State} state @param {Answer} answer */
export function check(element, state, answer) {
  const names = answer.stages.map((stage) => stage.name).filter((name) => !NOT_COMPARED.has(name));
  const {opening} = state;
  const fresh = opening.own !== null && !kept.has(opening);
  const typed = kept.get(opening) ?? begun(opening.own);
  kept.set(opening, typed);
  const verdict = h("div", {class: "verdict", role: "status"});
  typed.verdict = verdict;
  const stage = h("select", {onchange: () => {
    typed.stage = stage.value;
    numbers.value = typed.numbers[stage.value] ?? "";
  }}, names.map((name) => h("option", {value: name}, titleOf(name), typed.numbers[name] && ", pasted")));
  stage.value = names.includes(typed.stage) ? typed.stage : names[0];
  const numbers = h("textarea", {rows: 6, spellcheck: "false", "aria-label": "Your numbers at this stage", value: typed.numbers[stage.value] ?? "",
    placeholder: answer.heads ? "Rows of numbers; several heads as JSON, heads first" : "Rows of numbers, as your program prints them, or a file dropped here",
    oninput: () => {
      typed.numbers[stage.value] = numbers.value;
    },
    ondragover: (/** @type {DragEvent} */ event) => event.preventDefault(),
    ondrop: (/** @type {DragEvent} */ event) => drop(event, numbers, verdict)});
  const act = h("button", {type: "button", onclick: () => run(typed, state, answer, names)}, "check");
  fill(element, h("div", {class: "check"},
    h("p", {class: "soft"}, "Paste or drop what your own program computed at a stage, or at several, from the same tokens and numbers."),
    h("div", {class: "bar"}, h("label", null, h("span", null, "stage "), stage), act), numbers, verdict));
  if (fresh) {
    run(typed, state, answer, names);
  } else if (typed.checked?.answer === answer) {
    show(verdict, typed.checked, state);
  }
}

/** With the stages of an example, if it is one. @param {Json | null} own @returns {Typed} */
function begun(own) {
  const numbers = Object.fromEntries(Object.entries(own ?? {}).map(([name, rows]) => [name, written(rows)]));
  return {stage: Object.keys(numbers)[0] ?? "weights", numbers, checked: null, verdict: null};
}

/** Rows as a program prints them; more axes as JSON. @param {any} rows @returns {string} */
function written(rows) {
  return Array.isArray(rows[0]) && !Array.isArray(rows[0][0]) ? rows.map((/** @type {any[]} */ row) => row.join(" ")).join("\n") : JSON.stringify(rows);
}

/** @param {DragEvent} event @param {HTMLTextAreaElement} numbers @param {HTMLElement} verdict */
async function drop(event, numbers, verdict) {
  const file = event.dataTransfer?.files[0];
  if (!file) {
    return;
  }
  event.preventDefault();
  try {
    numbers.value = file.name.endsWith(".npy")
      ? written(readNpy(await file.arrayBuffer())) : await file.text();
    numbers.dispatchEvent(new Event("input"));
  } catch (fault) {
    refuse(verdict, /** @type {Error} */ (fault).message);
  }
}

/** @param {HTMLElement | null} verdict @param {string} why */
function refuse(verdict, why) {
  if (verdict) {
    fill(verdict, h("p", {class: "fault"}, why));
  }
}

/** @param {Typed} typed @param {State} state @param {Answer} answer @param {string[]} names */
async function run(typed, state, answer, names) {
  /** @type {Json} */
  const posted = {};
  for (const name of names.filter((each) => typed.numbers[each]?.trim())) {
    posted[name] = read(typed.numbers[name]);
    if (posted[name] === null) {
      refuse(typed.verdict, `Expected rows of numbers at ${titleOf(name)}, found none. ${fault(typed.numbers[name], "")}`.trim());
      return;
    }
  }
  if (Object.keys(posted).length === 0) {
    refuse(typed.verdict, "Expected rows of numbers, found none.");
    return;
  }
  try {
    const {include, ...request} = answer.request;
    typed.checked = {answer, posted, body: await post(`${answer.path}/check`, {...request, answer: posted})};
    if (typed.verdict) {
      show(typed.verdict, typed.checked, state);
    }
  } catch (thrown) {
    refuse(typed.verdict, thrown instanceof Refusal ? thrown.errors[0]?.detail ?? thrown.message : "The service did not answer.");
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

/** @param {HTMLElement} verdict @param {Checked} checked @param {State} state */
function show(verdict, {answer, posted, body}, state) {
  const causes = [body.causes ?? [], ...body.alternatives ?? []].flat();
  const shown = body.stages.map((/** @type {Json} */ stage) => compared(stage, posted[stage.name], answer, state.head))
    .filter((/** @type {import("./check-cells.js").Compared | null} */ each) => each !== null);
  fill(verdict, body.stages.map((/** @type {Json} */ stage) => summary(stage, state)),
    causes.length > 0 && h("ul", null, causes.map((cause) => h("li", null, h("code", null, cause.code), " ", cause.detail))),
    !body.agrees && causes.length === 0 && h("p", null, "No known mistake explains this difference."),
    !body.agrees && sideBySide(shown, state, answer, body.causes),
    shown.filter((/** @type {import("./check-cells.js").Compared} */ each) => !each.stage.agrees)
      .map((/** @type {import("./check-cells.js").Compared} */ each) => marked(each, state, answer)));
}

/** @param {Json} stage @param {State} state */
function summary(stage, state) {
  if (stage.agrees) {
    return h("p", null, h("strong", null, "They agree"), `: ${stage.cells} numbers of ${titleOf(stage.name)}.`);
  }
  const {at} = stage;
  return h("p", null, h("strong", null, "They differ"), `: ${stage.differing ?? "all"} of ${stage.cells ?? ""} numbers of ${titleOf(stage.name)}. `,
    stage.actualShape && `The shape is ${stage.actualShape.join(" × ")}, expected ${stage.shape.join(" × ")}. `,
    at && [`The first is ${at.head === undefined ? "" : `head ${at.head}, `}row ${at.row}${at.column === undefined ? "" : `, column ${at.column}`}: yours ${text(stage.actual)}, expected ${text(stage.expected)}. `,
      at.column !== undefined && h("button", {type: "button", class: "plain", onclick: () => {
        state.head = at.head ?? state.head;
        state.choose(at.row, at.column);
      }}, "show it")]);
}
