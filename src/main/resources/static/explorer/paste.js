/** Numbers out of text: from a spreadsheet, CSV, JSON, or as Python prints them. */

/**
 * @typedef {object} Pasted
 * @property {(number | null)[][]} rows
 * @property {string[] | null} tokens the first column, where it is text
 */

const NUMBER = /^[-+−]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;
const MISSING = /^(null|none|-?inf|-?infinity|nan|-∞|−∞)$/i;

/**
 * @param {string} text
 * @returns {Pasted | null} null if there is no matrix in it
 */
export function parse(text) {
  const bracketed = inBrackets(text);
  const lines = bracketed ?? text.split(/\r?\n/).filter((line) => line.trim() !== "").map(fields);
  const read = lines.map((line) => line.map(number));
  // Names of columns may be numbers, above a column of names that has none.
  const corner = !bracketed && lines.length > 1 && lines[0].length > 1 && lines.every((line, at) => (unquoted(line[0]) === "") === (at === 0));
  const body = corner || read.length > 1 && read[0].every((value) => value === undefined) ? 1 : 0;
  const table = read.slice(body);
  if (table.length === 0) {
    return null;
  }
  const labelled = !bracketed && table.every((row) => row.length > 1)
    && (corner || table.some((row) => row[0] === undefined));
  const rows = labelled ? table.map((row) => row.slice(1)) : table;
  if (rows.some((row) => row.length === 0 || row.length !== rows[0].length || row.includes(undefined))) {
    return null;
  }
  return {
    rows: /** @type {(number | null)[][]} */ (rows),
    tokens: labelled ? lines.slice(body).map((line) => unquoted(line[0])) : null,
  };
}

/** The fields of rows as JSON and Python write them. @param {string} text @returns {string[][] | undefined} */
function inBrackets(text) {
  return text.match(/\[[^[\]]*\]/g)?.map((row) => row.slice(1, -1).split(/[\s,;]+/).filter(Boolean));
}

/** The fields of a line, by the separator that it has. @param {string} line */
function fields(line) {
  if (line.includes("\t") || line.includes(";")) {
    return line.split(line.includes("\t") ? "\t" : ";").map((field) => field.trim().replace(/^(-?\d+),(\d+)$/, "$1.$2"));
  }
  return line.includes(",") ? quoted(line) : line.trim().split(/\s+/);
}

/** Fields between commas, some of them in quotes. @param {string} line */
function quoted(line) {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((match) => match[1].trim())
    .filter((_, at, all) => at < all.length - 1 || all[at] !== "");
}

/** @param {string} field */
function unquoted(field) {
  return field.replace(/^"(.*)"$/, "$1").replaceAll('""', '"');
}

/** @param {string} field @returns {number | null | undefined} undefined if it is no number */
function number(field) {
  const plain = unquoted(field).replace("−", "-");
  return MISSING.test(plain) ? null : finite(plain);
}

/** A number that somebody typed. @param {string} text */
export function typed(text) {
  return finite(text.trim().replace("−", "-").replace(/^(-?\d*),(\d+)$/, "$1.$2"));
}

/** @param {string} plain @returns {number | undefined} undefined if it is no number, or too large for one */
function finite(plain) {
  const value = NUMBER.test(plain) ? Number(plain) : NaN;
  return Number.isFinite(value) ? value : undefined;
}

/**
 * What keeps a text from being a matrix, as a sentence.
 * @param {string} text
 * @param {string} [otherwise] if nothing in it is wrong
 */
export function fault(text, otherwise = "No matrix of numbers found yet.") {
  const bracketed = inBrackets(text);
  const [what, columns] = bracketed ? ["Row", "numbers"] : ["Line", "columns"];
  const lines = (bracketed ?? text.split(/\r?\n/).map(fields)).map((fields, at) => ({at: at + 1, fields}))
    .filter(({fields}) => fields.some((field) => field !== ""));
  const widths = lines.map(({fields}) => fields.length);
  for (const {at, fields} of lines.slice(1)) {
    const wrong = fields.findIndex((field, column) => (column > 0 || bracketed) && number(field) === undefined);
    if (wrong >= 0) {
      return `${what} ${at}, column ${wrong + 1}: expected a number, found ${fields[wrong].slice(0, 20)}.`;
    }
    if (fields.length !== widths[0]) {
      return `${what} ${at}: expected ${widths[0]} ${columns} as in the first, found ${fields.length}.`;
    }
  }
  return otherwise;
}
