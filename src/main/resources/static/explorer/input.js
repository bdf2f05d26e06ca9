/** The left column: mechanism, tokens and numbers, options, and what cannot be sent or is refused, at its member. */
import {fill, h} from "./dom.js";
import {gridOf} from "./grid.js";
import {fields} from "./options.js";
import {PATH} from "./link.js";
import {ELSEWHERE, forMechanism, matrices} from "./request.js";
import {mechanisms, requestSchema} from "./schema.js";

/**
 * @param {HTMLElement} element
 * @param {State} state
 * @param {(text: string) => void} say
 */
export function input(element, state, say) {
  const faults = h("div", {role: "alert"});
  const mechanism = h("select", {onchange: () => change(mechanism.value)});
  const grids = h("div", {class: "grids"});
  const options = h("form", {class: "options", onsubmit: (/** @type {Event} */ event) => event.preventDefault()});
  fill(element, h("label", {class: "mechanism"}, h("span", null, "mechanism"), mechanism), faults,
    h("h2", null, "Tokens and numbers"), grids, h("h2", null, "Options"), options);

  async function change(/** @type {string} */ path) {
    const schema = await requestSchema(path);
    const request = forMechanism(state.request, path.slice("/attention/".length), schema);
    const example = state.examples.find((each) => each.path === path);
    if (request === null && example) {
      await state.load(example.name);
    } else if (request !== null) {
      state.remember();
      await state.open(path, request);
    }
  }

  /** A request as the page saves it, with or without its answer. @param {Json} whole */
  function open(whole) {
    const path = PATH.test(whole.path) ? whole.path : state.path;
    const request = whole.request ?? whole;
    const found = matrices(request).length > 0;
    if (found) {
      state.remember();
      state.turned = true;
      state.open(path, request);
    }
    return found;
  }

  /** @param {"request" | "answer"} what */
  async function render(what) {
    await new Promise((resume) => setTimeout(resume)); // A field that changes is left for another one, which must still be there.
    if (isTyping(element)) {
      document.activeElement?.addEventListener("blur", () => setTimeout(() => render(what)), {once: true});
      return;
    }
    const focused = focus(element);
    const {path, request} = state;
    const before = state.before?.request ?? null;
    fill(grids, matrices(request).map(({member, tokens}) => gridOf({
      member, rows: () => state.request[member], tokens: () => tokens && state.request[tokens] || null, labelled: tokens !== null,
      before: before?.[member] ?? null, refuse, open,
      change: (rows, words) => state.edit(changed(state.request, member, tokens, rows, words)),
    })));
    focused();
    if (what === "request" && options.childElementCount === 0) {
      return; // The first maps come before the form.
    }
    if (mechanism.length === 0) {
      const all = await mechanisms();
      fill(mechanism, all.map((each) => h("option", {value: each.path}, each.path.slice("/attention/".length))));
    }
    mechanism.value = path;
    const schema = await requestSchema(path);
    if (request === state.request) {
      const again = focus(element);
      fill(options, fields({request: () => state.request, change: (to) => state.edit(to), refuse}, schema, ELSEWHERE));
      again();
      faultsOf();
    }
  }

  function faultsOf() {
    fill(faults, state.refusal && refusal(state.refusal), state.failure && h("p", {class: "failure"}, state.failure));
    markFaults(element, state.refusal);
    for (const {find, typed, detail} of wrong) {
      const field = find();
      if (isText(field)) {
        field.value = field.defaultValue = typed;
      }
      if (field) {
        complain(field, detail);
      }
    }
  }

  /** @type {{find: () => HTMLElement | null, typed: string, detail: string}[]} what cannot be sent, until the request changes */
  let wrong = [];

  /** @param {HTMLInputElement | HTMLTextAreaElement} field @param {string} detail */
  function refuse(field, detail) {
    if (isText(field)) {
      field.defaultValue = field.value;
    }
    wrong.push({find: finder(element, field), typed: field.value, detail});
    complain(field, detail);
    say(detail);
  }

  state.listen((what) => {
    if (what === "request") {
      wrong = [];
    }
    if (what === "request" || what === "answer") {
      render(what);
    }
  });
}

/**
 * @param {Json} request
 * @param {string} member
 * @param {string | null} tokens
 * @param {(number | null)[][]} rows
 * @param {string[] | null} [words] undefined keeps them
 */
function changed(request, member, tokens, rows, words) {
  const next = {...request, [member]: rows};
  if (tokens && words !== undefined) {
    if (words === null) {
      delete next[tokens];
    } else {
      next[tokens] = words;
    }
  }
  return next;
}

/** Whether a field has what nobody has confirmed yet. @param {HTMLElement} element */
function isTyping(element) {
  const active = document.activeElement;
  return isText(active) && element.contains(active) && active.value !== active.defaultValue;
}

/** @param {Element | null} field @returns {field is HTMLInputElement | HTMLTextAreaElement} */
function isText(field) {
  return (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) && field.type !== "checkbox" && field.type !== "file";
}

/** Keeps the focus on the same field while its surroundings are made anew. @param {HTMLElement} element */
function focus(element) {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || !element.contains(active)) {
    return () => {};
  }
  const find = finder(element, active);
  return () => {
    if (document.activeElement === document.body) {
      const field = find();
      field?.closest("details")?.setAttribute("open", "");
      field?.focus({preventScroll: true});
    }
  };
}

/** Finds the same field again after its surroundings were made anew. @param {HTMLElement} element @param {HTMLElement} field @returns {() => HTMLElement | null} */
function finder(element, field) {
  const at = field.dataset.at;
  const pointer = field.closest("[data-pointer]")?.getAttribute("data-pointer");
  const label = field.getAttribute("aria-label");
  return () => at ? element.querySelector(`[data-at="${at}"]`)
    : label ? element.querySelector(`[aria-label="${CSS.escape(label)}"]`)
      : pointer ? element.querySelector(`[data-pointer="${pointer}"] :is(input, select, textarea, summary)`) : null;
}

/** @param {import("./service.js").Refusal} refusal */
function refusal({problem, errors}) {
  return h("div", {class: "refusal"},
    h("p", null, h("strong", null, problem.title), " ", problem.type && h("a", {href: problem.type.replace(/^\//, "")}, "about this")),
    errors.length === 0 ? h("p", null, problem.detail)
      : h("ul", null, errors.map((fault) => h("li", null, h("code", null, fault.pointer), " ", fault.detail))));
}

/**
 * @param {HTMLElement} element
 * @param {import("./service.js").Refusal | null} refusal
 */
function markFaults(element, refusal) {
  for (const marked of element.querySelectorAll(".faulty")) {
    marked.classList.remove("faulty");
  }
  for (const field of element.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
  }
  for (const line of element.querySelectorAll(".fault")) {
    /** @type {HTMLElement} */ (line).hidden = true;
    line.textContent = "";
  }
  for (const fault of refusal?.errors ?? []) {
    const place = nearest(element, fault.pointer);
    if (place) {
      mark(place, fault.detail);
    }
  }
}

/** The field of a pointer, or of the member around it. @param {HTMLElement} element @param {string} pointer */
function nearest(element, pointer) {
  for (let at = pointer; at.length > 1; at = at.slice(0, at.lastIndexOf("/"))) {
    const found = element.querySelector(`[data-pointer="${CSS.escape(at)}"]`);
    if (found) {
      return found;
    }
  }
  return null;
}

/** @param {Element} place @param {string} detail */
function mark(place, detail) {
  place.classList.add("faulty");
  for (let group = place.closest("details"); group; group = group.parentElement?.closest("details") ?? null) {
    group.open = true;
  }
  explain(place, place.querySelector("input, select, textarea"), detail);
}

/** Says at a field why what was typed there cannot be sent. @param {HTMLElement} field @param {string} detail */
function complain(field, detail) {
  explain(field.closest("[data-pointer]"), field, detail);
}

/** @param {Element | null} place @param {Element | null} field @param {string} detail */
function explain(place, field, detail) {
  field?.setAttribute("aria-invalid", "true");
  const line = place?.querySelector(".fault") ?? place?.closest(".grid")?.querySelector(".fault");
  if (line) {
    /** @type {HTMLElement} */ (line).hidden = false;
    line.textContent = detail;
  }
}
