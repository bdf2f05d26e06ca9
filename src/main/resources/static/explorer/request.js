/** Requests as values: each edit makes another one. */

/** @param {any} value @param {(string | number)[]} path @returns {any} */
export function at(value, path) {
  return path.reduce((inner, step) => inner?.[step], value);
}

/**
 * The same with another value at a place; undefined removes a member, and objects that get empty by that.
 * @param {any} value
 * @param {(string | number)[]} path
 * @param {any} to
 * @returns {any}
 */
export function withAt(value, [step, ...rest], to) {
  const inner = rest.length === 0 ? to : withAt(value?.[step] ?? (typeof rest[0] === "number" ? [] : {}), rest, to);
  if (Array.isArray(value)) {
    return value.map((each, index) => index === step ? inner : each);
  }
  const {[step]: _, ...others} = value ?? {};
  const empty = inner === undefined || rest.length > 0 && to === undefined && Object.keys(inner).length === 0;
  return empty ? others : step in (value ?? {}) ? {...value, [step]: inner} : {...others, [step]: inner};
}

/** The matrices that a person types, each with the member that labels its rows. @type {[string, string | null][]} */
const MATRICES = [["embeddings", "tokens"], ["queries", "queryTokens"], ["keys", "tokens"], ["values", null],
  ["inputs", "tokens"], ["scores", null]];

/** @param {Json} request */
export function matrices(request) {
  return MATRICES.filter(([member]) => Array.isArray(request[member]) && request[member].every(Array.isArray))
    .map(([member, tokens]) => ({member, tokens}));
}

/** Members that a form does not show: the grid has them, or the page decides. */
export const ELSEWHERE = new Set([...MATRICES.map(([member]) => member), "tokens", "queryTokens", "include"]);

/**
 * The same numbers for another mechanism, with the least that it needs besides.
 * @param {Json} request
 * @param {string} mechanism
 * @param {Json} schema what its requests may have
 * @returns {Json | null} null if they are no numbers for it
 */
export function forMechanism(request, mechanism, schema) {
  const x = request.embeddings ?? request.keys ?? request.inputs ?? request.scores ?? [[1]];
  const {parameters, score, heads, scores, ...rest} = within(request, schema);
  /** @type {Json} the context of a single head is not projected */
  const kept = mechanism === "multi-head" ? rest : withAt(rest, ["projections", "random", "output"], undefined);
  const apart = kept.queries && kept.keys && kept.queries[0].length !== kept.keys[0].length;
  if (x.flat().includes(null) || apart && !kept.projections && mechanism !== "additive") {
    return null;
  }
  if ("embeddings" in schema.properties && !kept.embeddings && !(kept.queries && kept.keys)) {
    kept.embeddings = x;
  }
  return {...kept, ...NEEDED[mechanism]?.(x)};
}

/** Without the members that a schema does not have, at any depth. @param {any} value @param {Json} schema @returns {any} */
function within(value, {properties}) {
  return properties === undefined || Object(value) !== value ? value
    : Object.fromEntries(Object.entries(value).filter(([name]) => name in properties).map(([name, inner]) => [name, within(inner, properties[name])]));
}

/** @param {number} seed */
const cell = (seed) => ({type: "gru", random: {seed, hiddenSize: 4}});

/** @type {Record<string, (x: any[][]) => Json>} */
const NEEDED = {
  "multi-head": (x) => ({heads: x[0].length % 2 === 0 ? 2 : 1}),
  "additive": () => ({parameters: {random: {seed: 123, dimension: 4}}}),
  "multiplicative": () => ({score: "dot"}),
  "encoder-decoder": (x) => ({inputs: x, encoder: {forward: cell(1)}, decoder: {cell: cell(2), inputs: x.slice(0, 3)},
    attention: {score: "dot"}}),
  "weights": (x) => ({scores: x}),
};
