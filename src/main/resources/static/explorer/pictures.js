/** Pictures that the service draws of a stage, with the colours of its map. */
import {fill, h} from "./dom.js";
import {save} from "./save.js";
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

/** @param {import("./state.js").State} state @param {string} stage @param {Kind} kind */
export async function savePicture(state, stage, kind) {
  const query = new URLSearchParams({stage, scale: state.ranges[stage] ?? "max"});
  if (state.answer && state.answer.heads > 0 && !state.answer.isWhole(stage)) {
    query.set("head", String(state.head));
  }
  const {include, ...request} = state.request;
  const response = await send(`${state.path}?${query}`, request, TYPES[kind]);
  save(await response.blob(), `${stage}.${kind}`);
}
