/** What the page asks the service for. Addresses are relative, so that a proxy may put a prefix before them. */

import {request as fetchWithKey} from "./key.js";

/** A refusal, as the problem document that the service sent. */
export class Refusal extends Error {
  /** @param {Json} problem */
  constructor(problem) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
    /** @type {{code: string, pointer: string, detail: string}[]} */
    this.errors = problem.errors ?? [];
  }
}

const COMMON = ["projections", "parameters", "keys", "normalizedKeys", "rotatedKeys", "values", "annotations"];
const OVER_KEYS = ["query", "scores", "scaledScores", "cappedScores", "biasedScores", "maskedScores", "weights",
  "sinkWeight", "weightSum", "context"];
const PREPARED = ["normalizedQuery", "rotatedQuery"];

/** What the page asks for, whatever a request includes. @type {Record<string, string[]>} */
const INCLUDE = {
  "self": [...COMMON, ...OVER_KEYS],
  "scaled-dot-product": [...COMMON, ...OVER_KEYS, ...PREPARED],
  "multi-head": [...COMMON, ...OVER_KEYS, ...PREPARED, "averageWeights", "concatenated", "output"],
  "additive": [...COMMON, ...OVER_KEYS],
  "multiplicative": [...COMMON, ...OVER_KEYS],
  "encoder-decoder": [...COMMON, ...OVER_KEYS, "state", "memory", "attentional", "logits", "prediction",
    "predictedToken"],
  "weights": [...COMMON, "weights", "sinkWeight", "weightSum"],
};

/** @param {string} path */
export function mechanismOf(path) {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** @param {string} path */
const relative = (path) => path.replace(/^\//, "");

/**
 * @param {string} path
 * @param {Json} request
 * @param {{signal?: AbortSignal, contributions?: boolean}} [options]
 * @returns {Promise<Json>}
 */
export async function compute(path, request, {signal, contributions = false} = {}) {
  const include = INCLUDE[mechanismOf(path)];
  const asked = include ? {...request, include: contributions ? [...include, "contributions"] : include} : request;
  return post(path, asked, {signal});
}

/**
 * What the page shows of a request: all stages, and the contributions where they are few.
 * @param {string} path
 * @param {Json} request
 * @param {AbortSignal} [signal]
 */
export function answerTo(path, request, signal) {
  return compute(path, request, {signal, contributions: hasFewContributions(path, request)});
}

/**
 * @param {string} path
 * @param {Json} request
 * @param {{signal?: AbortSignal}} [options]
 * @returns {Promise<Json>}
 */
export async function post(path, request, {signal} = {}) {
  return jsonOf(await send(path, request, "application/json", signal));
}

/**
 * @param {string} path
 * @param {Json} request
 * @param {string} accept
 * @param {AbortSignal} [signal]
 * @returns {Promise<Response>}
 */
export async function send(path, request, accept, signal) {
  const response = await fetchWithKey(relative(path), {
    method: "POST",
    headers: {"Content-Type": "application/json", "Accept": accept},
    body: JSON.stringify(request),
    signal,
  });
  if (!response.ok) {
    throw await refusalOf(response);
  }
  return response;
}

/** @param {string} path @returns {Promise<any>} */
export async function get(path) {
  const response = await fetchWithKey(relative(path), {headers: {"Accept": "application/json"}});
  if (!response.ok) {
    throw await refusalOf(response);
  }
  return jsonOf(response);
}

/** What the service sent, or that something before it refused, or could not reach it. @param {Response} response */
async function refusalOf(response) {
  const {status, statusText} = response;
  const detail = `The answer has the status ${status} and does not say why: it may be that of a proxy.`;
  const problem = await response.json().catch(() => null);
  return problem || status < 500 ? new Refusal(problem ?? {status, title: `${status} ${statusText}`.trim(), detail})
    : new Error(`something before it has the status ${status}.`);
}

/** @param {Response} response @returns {Promise<any>} */
function jsonOf(response) {
  return response.json().catch((fault) => {
    throw fault instanceof SyntaxError ? new Error("what came is not JSON: it may be a page of a proxy, such as a login.") : fault;
  });
}

/** What kept the page from the service, or that it refused. @param {unknown} fault */
export function failureOf(fault) {
  const {message} = /** @type {Error} */ (fault);
  return fault instanceof Refusal ? message : `The service did not answer: ${message.replace(/\.?$/, ".")}`;
}

/** Up to this many numbers of contributions are asked for with the first request. */
const CONTRIBUTIONS = 40_000;
/** Larger maps are asked for row by row, and folded. */
const LARGE = 65_536;

/** Whether its maps would have too many cells to be shown one by one. @param {string} path @param {Json} request */
export function isLarge(path, request) {
  return path !== "/attention/encoder-decoder" && path !== "/attention/weights" && cells(request) > LARGE;
}

/** Whether the contributions of all rows are few enough to be asked for at once. @param {string} path @param {Json} request */
function hasFewContributions(path, request) {
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
