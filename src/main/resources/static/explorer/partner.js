/** The trained pairs of the walk: the same letters, with attention and with one hidden state. */

/** @typedef {import("./answer.js").Json} Json */

/** The trained pairs: each with the same letters to copy. @type {Record<string, string>} */
export const PARTNERS = {"copy-with-attention": "copy-without-attention", "copy-luong-with-attention": "copy-luong-without-attention"};

/** @param {Json} a @param {Json | undefined} b */
export function same(a, b) {
  return b !== undefined && JSON.stringify(a.encoder) === JSON.stringify(b.encoder);
}

/**
 * The trained models have letter vectors of their own: an input is found by its token.
 * @param {Json} to @param {Json} from
 */
export function inputsOf(to, from) {
  const known = new Map(to.tokens?.map((/** @type {string} */ token, /** @type {number} */ at) => [token, to.inputs[at]]));
  const {readout, generate} = to.decoder;
  readout?.tokens?.forEach((/** @type {string} */ token, /** @type {number} */ at) => {
    if (!known.has(token)) {
      known.set(token, generate?.embeddings[at]);
    }
  });
  return from.tokens?.every((/** @type {string} */ token) => known.has(token))
    ? from.tokens.map((/** @type {string} */ token) => known.get(token)) : to.inputs;
}
