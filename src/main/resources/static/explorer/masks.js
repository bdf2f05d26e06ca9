/** Why a query may not attend to a key, in the words of the request. */
import {text} from "./number.js";

/**
 * Every reason; none if the key is allowed.
 * @param {Json} request
 * @param {number} i the query, counted over all queries of the request
 * @param {number} j the key
 * @param {number} head
 * @returns {string[]}
 */
export function reasons(request, i, j, head) {
  const reasons = [];
  const mask = request.mask ?? {};
  const place = i + (mask.offset ?? 0);
  const at = mask.offset ? `${i} ${mask.offset < 0 ? "−" : "+"} ${text(Math.abs(mask.offset))} = ${text(place)}` : String(i);
  if (mask.causal && j > place) {
    reasons.push(`causal: key ${j} comes after query ${at}`);
  }
  if (mask.window?.left != null && j < place - mask.window.left) {
    reasons.push(`window: key ${j} is more than ${mask.window.left} before query ${at}`);
  }
  if (mask.window?.right != null && j > place + mask.window.right) {
    reasons.push(`window: key ${j} is more than ${mask.window.right} after query ${at}`);
  }
  if (mask.keys?.[j] === false) {
    reasons.push(`keys: key ${j} is marked false (padding)`);
  }
  if (mask.allowed?.[i]?.[j] === false) {
    reasons.push(`allowed: row ${i}, column ${j} is false`);
  }
  if (request.bias?.[i]?.[j] === null) {
    reasons.push(`bias: row ${i}, column ${j} is null, which is −∞`);
  }
  if (request.headBias?.[head]?.[i]?.[j] === null) {
    reasons.push(`headBias: head ${head}, row ${i}, column ${j} is null, which is −∞`);
  }
  if (Array.isArray(request.scores) && request.scores[i]?.[j] === null) {
    reasons.push(`scores: row ${i}, column ${j} is null, which is −∞`);
  }
  return reasons;
}

/** Stages at which a masked key shows as masked. */
const FROM = ["maskedScores", "weights", "averageWeights"];

/** Whether a stage shows what is masked. @param {string} stage @param {Json} request */
export function shows(stage, request) {
  return FROM.includes(stage) || stage === "biasedScores" && Boolean(request.bias ?? request.headBias);
}
