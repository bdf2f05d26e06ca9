/** What the service refuses, at the members that it names, and what was typed that cannot be sent. */
import {h} from "./dom.js";

/** @param {import("./service.js").Refusal} refusal */
export function refusal({problem, errors}) {
  return h("div", {class: "refusal"},
    h("p", null, h("strong", null, problem.title), " ", h("a", {href: problem.type.replace(/^\//, "")}, "about this")),
    errors.length === 0 ? h("p", null, problem.detail)
      : h("ul", null, errors.map((fault) => h("li", null, h("code", null, fault.pointer), " ", fault.detail))));
}

/**
 * @param {HTMLElement} element
 * @param {import("./service.js").Refusal | null} refusal
 */
export function markFaults(element, refusal) {
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
export function complain(field, detail) {
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
