/** A line of the ledger: the arithmetic of one stage, written out with its numbers, each of which leads to its cell. */
import {h} from "./dom.js";
import {differs, exact, text} from "./number.js";

const MOST = 12;
const SHOWN = 6;

export class Writer {
  /** @param {Light} light */
  constructor(light) {
    this.light = light;
  }

  /**
   * @param {number | null | undefined} value
   * @param {Origin | null} [origin]
   * @param {boolean} [inside] whether a sign needs parentheses
   */
  number(value, origin = null, inside = false) {
    const written = text(value);
    const shown = inside && written.startsWith("−") ? `(${written})` : written;
    return origin === null
      ? h("span", {class: "n"}, shown)
      : h("button", {type: "button", class: "n", title: `${exact(value)}: show where it is from`,
        "data-origin": `${origin.stage} ${origin.i} ${origin.j}`, onclick: () => this.light(origin)}, shown);
  }

  /**
   * a·b + a·b + …, then the products if there are few. Beyond 12 terms the six largest, the rest on demand.
   * @param {{a: number, from?: Origin | null, b: number, to?: Origin | null}[]} terms
   */
  products(terms) {
    const sized = terms.map((term, m) => ({...term, m, product: term.a * term.b}));
    if (sized.length <= MOST) {
      return [this.sum(sized), sized.length > 1 && sized.length <= 4 && [" = ", this.plain(sized.map((term) => term.product))]];
    }
    const largest = [...sized].sort((x, y) => Math.abs(y.product) - Math.abs(x.product)).slice(0, SHOWN)
      .sort((x, y) => x.m - y.m);
    const rest = sized.filter((term) => !largest.includes(term));
    const more = h("details", {class: "more"},
      h("summary", null, `+ ${rest.length} more (${text(rest.reduce((sum, term) => sum + term.product, 0))})`),
      this.sum(rest));
    return [this.sum(largest), " ", more];
  }

  /** @param {{a: number, from?: Origin | null, b: number, to?: Origin | null}[]} terms */
  sum(terms) {
    return h("span", {class: "sum"}, terms.map((term, at) => [at > 0 && " ", h("span", {class: "term"}, at > 0 && "+ ",
      this.number(term.a, term.from ?? null, at > 0), "·", this.number(term.b, term.to ?? null, true))]));
  }

  /** @param {number[]} values */
  plain(values) {
    return values.map((value, at) => [at > 0 && " ", h("span", {class: "term"}, at > 0 && "+ ", this.number(value, null, at > 0))]);
  }

  /**
   * @param {Row} values
   * @param {((m: number) => Origin) | null} [origin]
   */
  vector(values, origin = null) {
    const shown = values.length > 8 ? values.slice(0, 6) : values;
    const left = values.length > shown.length && ` … ${values.length} numbers`;
    return h("span", {class: "vector"}, shown.map((value, m) => [m > 0 && " ", h("span", {class: "term"},
      m === 0 && "[", this.number(value, origin?.(m) ?? null), m === shown.length - 1 && [left, "]"])]));
  }
}

/**
 * A number of the answer, with the one before the last edit struck through beside it.
 * @param {Cell} cell
 * @param {string} stage
 * @param {number} column
 * @param {number} [row]
 */
export function result(cell, stage, column, row = cell.i) {
  const value = cell.answer.matrix(stage, cell.head)[row]?.[column];
  const number = cell.write.number(value, {stage, i: row, j: column});
  const old = cell.before?.matrix(stage, cell.head)[row]?.[column];
  return cell.before && old !== undefined && differs(old, value)
    ? [h("del", null, cell.write.number(old)), " ", h("ins", null, number)]
    : number;
}

/**
 * @param {Cell} cell
 * @param {string} stage
 * @param {number} [row]
 */
export function vectorResult(cell, stage, row = cell.i) {
  const values = cell.answer.matrix(stage, cell.head)[row] ?? [];
  const now = cell.write.vector(values, (m) => ({stage, i: row, j: m}));
  const old = cell.before?.matrix(stage, cell.head)[row];
  return cell.before && old && old.some((each, m) => differs(each, values[m]))
    ? [h("del", null, cell.write.vector(old)), " ", h("ins", null, now)]
    : now;
}
