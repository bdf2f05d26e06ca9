/** One way to look at the answers of all mechanisms. */
import {kept} from "./number.js";

/** @typedef {"keys" | "query" | "key"} Axes what a stage's columns and rows are: queries × keys, queries × components, keys × components */

const ABOVE = new Set(["keys", "values", "annotations", "normalizedKeys", "rotatedKeys"]);
const OVER_KEYS = new Set(["scores", "scaledScores", "cappedScores", "biasedScores", "maskedScores", "weights",
  "averageWeights"]);
const WHOLE = new Set(["concatenated", "output", "averageWeights", "state", "memory", "attentional", "logits",
  "prediction"]);

export class Answer {
  /**
   * @param {string} path
   * @param {Json} request what was posted
   * @param {Json} body what came back
   */
  constructor(path, request, body) {
    this.path = path;
    this.request = request;
    this.body = body;
    /** @type {Json[]} */
    this.rows = body.rows;
    /** @type {string} */
    this.mechanism = body.mechanism;
    this.heads = body.shape.heads ?? 0;
    /** @type {{name: string, formula: string}[]} */
    this.stages = distinct(body.stages).filter((stage) => this.matrix(stage.name, 0).length > 0);
    const n = body.shape.keys;
    this.keyLabels = labels(body.tokens ?? request.tokens, n);
    this.queryLabels = this.rows.map((row, at) =>
      row.token ?? row.predictedToken ?? request.queryTokens?.[row.queryIndex] ?? String(row.queryIndex ?? row.step ?? at));
  }

  /** @param {string} stage @returns {Axes} */
  axes(stage) {
    return ABOVE.has(stage) ? "key" : OVER_KEYS.has(stage) ? "keys" : "query";
  }

  /** Whether all heads share it. @param {string} stage */
  isWhole(stage) {
    return WHOLE.has(stage);
  }

  /** Whether its numbers have a sign worth a colour. @param {string} stage */
  signed(stage) {
    return stage !== "weights" && stage !== "averageWeights" && stage !== "sinkWeight"
      || this.body.normalization === "sum" && this.hasNegative();
  }

  hasNegative() {
    return this.rows.some((_, i) => this.units(i).some((unit) => unit.weights?.some((/** @type {number} */ w) => w < 0)));
  }

  /** @param {number} i @returns {Json[]} */
  units(i) {
    return this.rows[i].heads ?? [this.rows[i]];
  }

  /**
   * The object that holds the stages of a row, of one head if there are several.
   * @param {number} i
   * @param {number} head
   * @returns {Json}
   */
  unit(i, head) {
    return this.rows[i].heads?.[head] ?? this.rows[i];
  }

  /**
   * A stage as a matrix; empty if the answer does not have it.
   * @param {string} stage
   * @param {number} head
   * @returns {Row[]}
   */
  matrix(stage, head) {
    if (ABOVE.has(stage)) {
      return this.body[stage] ? this.columns(this.body[stage], stage, head) : [];
    }
    const rows = this.rows.map((row, i) => (WHOLE.has(stage) ? row : this.unit(i, head))[stage]);
    if (rows.every((row) => row === undefined)) {
      return [];
    }
    return rows.map((row) => row === undefined ? [] : Array.isArray(row) ? row : [row]);
  }

  /**
   * The columns of one head of what stands side by side above the rows.
   * @param {Row[]} all
   * @param {string} stage
   * @param {number} head
   */
  columns(all, stage, head) {
    if (!this.heads) {
      return all;
    }
    const shape = this.body.shape;
    const width = stage === "values" ? shape.valueDimension : shape.keyDimension ?? shape.dimension;
    const at = Math.floor(head / (shape.heads / shape.keyValueHeads)) * width;
    return all[0].length === width ? all : all.map((row) => row.slice(at, at + width));
  }

  /** The query as it meets the keys. @param {number} i @param {number} head @returns {number[]} */
  query(i, head) {
    const unit = this.unit(i, head);
    return unit[this.last(["normalizedQuery", "rotatedQuery"]) ?? "query"] ?? unit.query ?? [];
  }

  /** The stage that the numbers of `query` and `key` come from. @param {"query" | "key"} side */
  source(side) {
    const prepared = side === "query" ? ["query", "normalizedQuery", "rotatedQuery"] : ["normalizedKeys", "rotatedKeys"];
    return this.last(prepared) ?? (side === "query" ? this.given("queries") : this.body.keys ? "keys" : this.body.annotations ? "annotations" : this.given("keys"));
  }

  /**
   * Where a number of a head is: in a card, or in what was posted, whose heads are side by side.
   * @param {string} stage @param {number} i @param {number} m @param {number} head @param {number} width of a head
   */
  origin(stage, i, m, head, width) {
    const {heads, keyValueHeads} = this.body.shape;
    const query = stage === "queries" || stage === "embeddings";
    const posted = heads && (query || (stage === "keys" || stage === "values") && !this.body[stage]);
    return {stage, i, j: posted ? m + width * (query ? head : Math.floor(head * keyValueHeads / heads)) : m};
  }

  /** @param {string[]} names */
  last(names) {
    return this.body.stages.map((/** @type {Json} */ stage) => stage.name)
      .filter((/** @type {string} */ name) => names.includes(name)).at(-1);
  }

  /** The member of the request that plays a part without being projected. @param {"queries" | "keys" | "values"} part */
  given(part) {
    const {request} = this;
    return request[part] ? part : part === "values" && request.keys ? "keys" : "embeddings";
  }

  /** That member, with its numbers as the service computes with them. @param {"keys" | "values"} part @returns {Row[] | undefined} */
  posted(part) {
    return this.request[this.given(part)]?.map((/** @type {number[]} */ row) => row.map((value) => kept(value, this.body.dtype)));
  }

  /** The keys as they meet the queries. @param {number} head @returns {number[][]} */
  keys(head) {
    const prepared = this.last(["normalizedKeys", "rotatedKeys"]);
    const all = (prepared && this.body[prepared]) ?? this.body.keys ?? this.body.annotations ?? this.posted("keys");
    return all ? /** @type {number[][]} */ (this.columns(all, "keys", head)) : [];
  }

  /** @param {number} head @returns {number[][]} */
  values(head) {
    const all = this.body.values ?? this.body.annotations ?? this.posted("values");
    return all ? /** @type {number[][]} */ (this.columns(all, "values", head)) : [];
  }

  /** The parameters of the score function, drawn or given. @returns {Json} */
  parameters() {
    const {body, request} = this;
    return body.attention?.parameters ?? body.parameters?.attention?.parameters ?? body.parameters
      ?? request.attention?.parameters ?? request.parameters ?? {};
  }

  /** What is normalized: the last stage before the weights. */
  beforeWeights() {
    return this.last(["scores", "scaledScores", "cappedScores", "biasedScores", "maskedScores"])
      ?? "scores";
  }

  /** @param {number} i @param {number} head @returns {Row} */
  normalized(i, head) {
    const stage = this.beforeWeights();
    return this.mechanism === "weights" ? this.request.scores[this.rows[i].queryIndex] : this.unit(i, head)[stage] ?? [];
  }

  /** The place of a row among all queries of the request. @param {number} i @returns {number} */
  index(i) {
    return this.rows[i].queryIndex ?? this.rows[i].step ?? i;
  }

  /** @param {number} i @param {number} head @returns {Json[]} */
  warnings(i, head) {
    return [...this.rows[i].warnings ?? [], ...this.rows[i].heads?.[head]?.warnings ?? []];
  }
}

/** A stage that several formulas describe is one card. @param {{name: string, formula: string}[]} stages */
function distinct(stages) {
  /** @type {Map<string, {name: string, formula: string}>} */
  const byName = new Map();
  for (const stage of stages) {
    if (!byName.has(stage.name)) {
      byName.set(stage.name, stage);
    }
  }
  return [...byName.values()];
}

/** @param {string[] | undefined} tokens @param {number} count */
function labels(tokens, count) {
  return Array.from({length: count}, (_, j) => tokens ? tokens[j] || "∅" : String(j));
}
