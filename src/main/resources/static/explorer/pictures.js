/** Files to save: pictures that the service draws of a stage, with the colours of its map, and what the page makes itself. */
import {fill, h, token} from "./dom.js";
import {send} from "./service.js";

/** @typedef {"svg" | "png"} Kind */

const TYPES = {svg: "image/svg+xml", png: "image/png"};

/** @type {Kind[]} */
const KINDS = ["svg", "png"];

/**
 * Buttons that save pictures of a stage, and where it says why one was refused.
 *
 * @param {string} stage
 * @param {(kind: Kind) => Promise<void>} save
 */
export function saves(stage, save) {
  const refusal = h("div", {role: "alert"});
  const buttons = KINDS.map((kind) => h("button", {type: "button", class: "plain",
    "aria-label": `${kind.toUpperCase()} of ${stage}`, onclick: async () => {
      fill(refusal);
      await save(kind).catch((fault) => fill(refusal, h("p", {class: "fault"}, fault.message)));
    }}, kind.toUpperCase()));
  return {buttons, refusal};
}

/** @param {State} state @param {string} stage @param {Kind} kind */
export async function savePicture(state, stage, kind) {
  const query = new URLSearchParams({stage, scale: state.ranges[stage] ?? "max"});
  if (state.answer && state.answer.heads > 0 && !state.answer.isWhole(stage)) {
    query.set("head", String(state.head));
  }
  const {include, ...request} = state.request;
  const response = await send(`${state.path}?${query}`, request, TYPES[kind]);
  save(await response.blob(), `${stage}.${kind}`);
}

/** @param {Blob} content @param {string} name */
export function save(content, name) {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** @param {SVGSVGElement} picture @param {string} name */
export function saveSvg(picture, name) {
  picture.style.background = token("paper");
  save(new Blob([new XMLSerializer().serializeToString(picture)], {type: "image/svg+xml"}), name);
}
