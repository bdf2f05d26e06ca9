/** A formula as MathML; as its LaTeX where the service has one that the page does not know. */
import {h} from "./dom.js";
import {MATHML} from "./formulas.js";

/** @param {string} latex @returns {Node} */
export function formula(latex) {
  const source = MATHML[latex];
  if (source === undefined) {
    return h(latex === "" ? "span" : "code", null, latex);
  }
  const parsed = new DOMParser().parseFromString(source, "application/xml").documentElement;
  return document.importNode(parsed, true);
}
