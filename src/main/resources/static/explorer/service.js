/** What the page asks the service for. Addresses are relative, so that a proxy may put a prefix before them. */

import {request as fetchWithKey} from "./key.js";
import {hasFewContributions} from "./size.js";

/** @typedef {import("./answer.js").Json} Json */

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
  return (await send(path, request, "application/json", signal)).json();
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
    throw new Refusal(await response.json());
  }
  return response;
}

/** @param {string} path @returns {Promise<any>} */
export async function get(path) {
  const response = await fetchWithKey(relative(path), {headers: {"Accept": "application/json"}});
  if (!response.ok) {
    throw new Refusal(await response.json());
  }
  return response.json();
}
