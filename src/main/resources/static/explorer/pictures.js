/** Pictures that the service draws of a stage, with the colours of its map. */
import {save} from "./save.js";
import {send} from "./service.js";

/** @typedef {"svg" | "png"} Kind */

const TYPES = {svg: "image/svg+xml", png: "image/png"};

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
