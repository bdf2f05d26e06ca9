/** What stages are called, in the title of a card and in the ledger, and what their rows and columns are. */

/** @type {Record<string, string>} */
const TITLES = {
  scaledScores: "scaled scores",
  cappedScores: "capped scores",
  biasedScores: "biased scores",
  maskedScores: "masked scores",
  averageWeights: "average weights",
  sinkWeight: "sink weight",
  normalizedKeys: "normalized keys",
  rotatedKeys: "rotated keys",
  normalizedQuery: "normalized query",
  rotatedQuery: "rotated query",
};

/** @type {Record<string, string>} */
const NUMBERS = {
  scores: "score",
  scaledScores: "scaled",
  cappedScores: "capped",
  biasedScores: "biased",
  maskedScores: "masked",
  weights: "weight",
  sinkWeight: "sink",
  contributions: "term",
  normalizedQuery: "query, normalized",
  normalizedKeys: "key, normalized",
  rotatedQuery: "query, turned",
  rotatedKeys: "key, turned",
  keys: "key",
  values: "value",
};

/** @param {string} stage */
export const titleOf = (stage) => TITLES[stage] ?? stage;

/** What one of its numbers is called. @param {string} stage */
export const numberOf = (stage) => NUMBERS[stage] ?? titleOf(stage);

/** As a sentence, and for the corner of a map. @type {Record<import("./answer.js").Axes, {axes: string, corner: string[]}>} */
export const AXES = {
  keys: {axes: "rows are queries, columns are keys", corner: ["key →", "query ↓"]},
  query: {axes: "rows are queries, columns are components", corner: ["query ↓"]},
  key: {axes: "rows are keys, columns are components", corner: ["key ↓"]},
};
