/** Numbers as text: four significant digits where there is little room, all of them elsewhere. */

const MINUS = "−";
const SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/**
 * At most `digits` significant digits, without trailing zeros.
 * @param {number | null | undefined} x
 * @param {number} [digits]
 * @returns {string}
 */
export function text(x, digits = 4) {
  if (x === null || x === undefined || Number.isNaN(x)) {
    return "no number";
  }
  if (!Number.isFinite(x)) {
    return x > 0 ? "∞" : MINUS + "∞";
  }
  const size = Math.abs(x);
  if (size !== 0 && (size < 1e-4 || size >= 1e7)) {
    return power(x, digits);
  }
  const whole = size >= 10 ** digits ? x.toFixed(0) : String(Number(x.toPrecision(digits)));
  return whole.replace("-", MINUS);
}

/**
 * @param {number} x
 * @param {number} digits
 */
function power(x, digits) {
  const [mantissa, exponent] = x.toExponential(digits - 1).split("e");
  const raised = [...String(Number(exponent))]
    .map((c) => c === "-" ? "⁻" : SUPERSCRIPT[Number(c)]).join("");
  return `${String(Number(mantissa)).replace("-", MINUS)}·10${raised}`;
}

/** As it came, for tables and titles. @param {number | null | undefined} x */
export function exact(x) {
  return x === null || x === undefined ? "no number" : String(x).replace("-", MINUS);
}

/** For the inside of a cell: never more than six characters. @param {number} x @param {boolean} [fine] whether small numbers are told apart */
export function short(x, fine = false) {
  const size = Math.abs(x);
  const sign = x < 0 ? MINUS : "";
  if (size === 0) {
    return "0";
  }
  if (size < 0.005) {
    return sign + (fine ? size.toExponential(0).replace("e-", "e−") : "0.00");
  }
  if (size < 9.995) {
    return sign + size.toFixed(2);
  }
  if (size < 99.95) {
    return sign + size.toFixed(1);
  }
  return sign + (size < 99_999.5 ? size.toFixed(0) : size.toExponential(0).replace("e+", "e"));
}

/** The number of a vector, counted from 1: ⁽²⁾. @param {number} n */
export const superscript = (n) => `⁽${[...String(n)].map((c) => SUPERSCRIPT[Number(c)]).join("")}⁾`;

/** 1st, 2nd, 3rd, 4th. @param {number} n */
export function ordinal(n) {
  const tail = n % 100 >= 11 && n % 100 <= 13 ? "th" : ["th", "st", "nd", "rd"][n % 10] ?? "th";
  return n + tail;
}

/** Whether two numbers are written differently where there is room for four digits. @param {number | null} a @param {number | null} b */
export function differs(a, b) {
  return text(a) !== text(b);
}

/** Where the largest number is, the first of several. @param {number[]} numbers */
export function indexOfLargest(numbers) {
  return numbers.reduce((best, x, j) => x > numbers[best] ? j : best, 0);
}

/** Significant bits, and the exponent of the smallest normal number. @type {Record<string, [number, number]>} */
const SHORT = {bfloat16: [8, -126], float16: [11, -14]};
/** Added and taken away again, it leaves a multiple of one, the even one of two that are as near. */
const WHOLE = 1.5 * 2 ** 52;

/** What a type of 16 bits keeps of a number of the request; others keep more than is shown. @param {number} value @param {string} dtype */
export function kept(value, dtype) {
  if (!SHORT[dtype] || !value) {
    return value;
  }
  const [bits, least] = SHORT[dtype];
  const unit = 2 ** (Math.max(Math.floor(Math.log2(Math.abs(value))), least) - bits + 1);
  return (value / unit + WHOLE - WHOLE) * unit;
}
