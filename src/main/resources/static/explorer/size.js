/** How large an answer will be, from the request alone. */

/** @typedef {import("./answer.js").Json} Json */

/** Up to this many numbers of contributions are asked for with the first request. */
const CONTRIBUTIONS = 40_000;
/** Larger maps are asked for row by row, and folded. */
const LARGE = 65_536;

/** Whether its maps would have too many cells to be shown one by one. @param {string} path @param {Json} request */
export function isLarge(path, request) {
  return path !== "/attention/encoder-decoder" && path !== "/attention/weights" && cells(request) > LARGE;
}

/** Whether the contributions of all rows are few enough to be asked for at once. @param {string} path @param {Json} request */
export function hasFewContributions(path, request) {
  return contributions(request) <= CONTRIBUTIONS && path !== "/attention/weights";
}

/** @param {Json} request */
function contributions(request) {
  const keys = keysOf(request);
  const queries = request.queryIndices ?? request.queries ?? request.embeddings ?? request.decoder?.inputs ?? keys;
  const values = request.values ?? keys;
  return (queries.length || 1) * keys.length * (values[0]?.length ?? 1) * (request.heads ?? 1);
}

/** @param {Json} request */
function cells(request) {
  const keys = keysOf(request);
  const queries = request.queryIndices ?? request.queries ?? request.embeddings ?? keys;
  return (queries.length || 1) * keys.length;
}

/** @param {Json} request @returns {any[]} */
const keysOf = (request) => request.keys ?? request.embeddings ?? request.inputs ?? request.scores ?? [];
