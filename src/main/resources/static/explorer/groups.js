/** Groups of examples, by what they are about. */
import {isCheck} from "./example.js";

/** @typedef {import("./state.js").Example} Example */

/** The first that fits. @type {[string, (example: Example) => boolean][]} */
const GROUPS = [
  ["Find a mistake: check", ({path}) => isCheck(path)],
  ["The bottleneck: trained with and without attention", ({name}) => name.startsWith("copy-")],
  ["Recurrent encoder and decoder", ({path}) => path.endsWith("/encoder-decoder")],
  ["Several heads", ({path}) => path.endsWith("/multi-head")],
  ["Other scores", ({path}) => /\/(additive|multiplicative)$/.test(path)],
  ["Normalization only", ({path}) => path.endsWith("/weights")],
  ["Overflow and other ends of the range", ({name}) => /overflow|huge|zero-sum/.test(name)],
  ["Positions", ({request}) => request.rotary !== undefined || request.alibi !== undefined],
  ["Masks", ({request}) => request.mask !== undefined],
  ["Basics", () => true],
];
const ORDER = ["Basics", "Masks", "Overflow and other ends of the range", "The bottleneck: trained with and without attention",
  "Several heads", "Positions", "Other scores", "Recurrent encoder and decoder", "Normalization only", "Find a mistake: check"];

/** @param {Example[]} examples @returns {[string, Example[]][]} none of them empty */
export function groups(examples) {
  const found = Map.groupBy(examples, (example) => GROUPS.find(([, fits]) => fits(example))?.[0] ?? "");
  return ORDER.filter((name) => found.has(name)).map((name) => [name, found.get(name) ?? []]);
}
