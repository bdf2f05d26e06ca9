/** Numbers out of text: from a spreadsheet, CSV, JSON, or as Python prints them. */

/**
 * @typedef {object} Pasted
 * @property {(number | null)[][]} rows
 * @property {string[] | null} tokens the first column, where it is text
 */

const NUMBER = /^[-+−]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i;
/** One matrix ends and another one begins. */
const SEVERAL = /\]\s*\]\s*,?[^[]*\[\s*\[/;
/** Python leaves rows and columns out. */
const LEFT_OUT = /\[[^\]]*\.\.\.|\]\s*,?\s*\.\.\./;
const MISSING = /^(null|none|-?inf|-?infinity|nan|-∞|−∞)$/i;

/**
 * @param {string} text
 * @returns {Pasted | null} null if there is no matrix in it
 */
export function parse(text) {
  if (SEVERAL.test(text) || LEFT_OUT.test(text)) {
    return null;
  }
  const bracketed = inBrackets(text);
  const lines = bracketed ?? table(text);
  const read = lines.map((line) => line.map(number));
  // Names of columns may be numbers, above a column of names that has none: an empty one, or as R and pandas print it.
  const corner = !bracketed && lines.length > 1 && (lines[0].length > 1 && lines.every((line, at) => (unquoted(line[0]) === "") === (at === 0))
    || lines[0].length + 1 === lines[1].length && !/[=:]$/.test(lines[0].at(-1) ?? "") && read[0].every((value, at) => value === undefined || value === at));
  const body = corner || read.length > 1 && read[0].every((value) => value === undefined) ? 1 : 0;
  const all = read.slice(body);
  if (all.length === 0 || body === 1 && !corner && lines[0].some(isAmount) || lines.slice(body).some((line) => isAmount(line[0]))) {
    return null;
  }
  const labelled = !bracketed && all.every((row) => row.length > 1)
    && (corner || all.some((row) => row[0] === undefined));
  const rows = labelled ? all.map((row) => row.slice(1)) : all;
  if (rows.some((row) => row.length === 0 || row.length !== rows[0].length || row.includes(undefined))) {
    return null;
  }
  const names = lines.slice(body).map((line) => unquoted(line[0]));
  const counted = Number(names[0]) <= 1 && names.every((name, at) => name === String(Number(names[0]) + at));
  return {rows: /** @type {(number | null)[][]} */ (rows), tokens: labelled && !counted ? names : null};
}

/** The fields of rows as JSON and Python write them; a token may be in brackets too. @param {string} text @returns {string[][] | undefined} */
function inBrackets(text) {
  const rows = unmarked(text).replace(/np\.\w+\(([^()]*)\)/g, "$1").match(/\[\s*[-+−.\dni][^[\]]*\]/gi);
  return rows?.flatMap((row) => row.slice(1, -1).split(rows.length > 1 ? ";" : /[;\n]/))
    .map((row) => row.split(/[\s,]+/).filter(Boolean)).filter((row) => row.length > 0);
}

/** Without the marks of rows and columns that R prints. @param {string} text */
const unmarked = (text) => text.replace(/\[(\d+,|,\d+)\]/g, "");

/** The fields of lines, by the separator that all have. @param {string} text */
function table(text) {
  const lines = unmarked(text).split(/\r?\n/).filter((line) => line.trim() !== "");
  const by = ["\t", ";"].find((mark) => lines.every((line) => line.includes(mark)));
  const fields = lines.map((line) => by ? line.split(by).map((field) => pointed(field.trim()))
    : line.includes(",") ? quoted(line) : line.trim().split(/\s+/));
  const open = by && fields.every((line) => line.length > 1 && line.at(-1) === ""); // A separator that ends each line.
  return open ? fields.map((line) => line.slice(0, -1)) : fields;
}

/** With a decimal point, where a spreadsheet writes a comma, or one for thousands, or both in the German way. @param {string} field */
function pointed(field) {
  if (/^-?\d{1,3}(,\d{3})+\.\d+$/.test(field)) {
    return field.replaceAll(",", "");
  }
  const whole = /^-?\d{1,3}(\.\d{3})+,\d+$/.test(field) ? field.replaceAll(".", "") : field;
  return whole.replace(/^(-?\d+),(\d+)$/, "$1.$2");
}

/** Fields between commas, some of them in quotes. @param {string} line */
function quoted(line) {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((match) => match[1].trim())
    .filter((_, at, all) => at < all.length - 1 || all[at] !== "");
}

/** Whether a field is a number that cannot be read: too large, or with a currency. It is no token and no name. @param {string} field */
const isAmount = (field) => number(field) === undefined && (NUMBER.test(field) || /^[-+−]?[$€£¥]\s*\d/.test(field));

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
  if (SEVERAL.test(text)) {
    return "Expected one matrix, found several.";
  }
  if (LEFT_OUT.test(text)) {
    return "Expected all numbers, found “...”.";
  }
  const bracketed = inBrackets(text);
  const [what, columns] = bracketed ? ["Row", "numbers"] : ["Line", "columns"];
  const lines = (bracketed ?? table(text)).map((fields, at) => ({at: at + 1, fields}))
    .filter(({fields}) => fields.some((field) => field !== ""));
  const widths = lines.map(({fields}) => fields.length);
  for (const {at, fields} of lines) {
    if (at === 1 && fields.every((field) => number(field) === undefined && !isAmount(field))) {
      continue; // The names of columns.
    }
    const wrong = fields.findIndex((field, column) => (column > 0 || bracketed || isAmount(field)) && number(field) === undefined);
    if (wrong >= 0) {
      return `${what} ${at}, column ${wrong + 1}: expected a number, found ${fields[wrong].slice(0, 20) || "nothing"}.`;
    }
    if (fields.length !== widths[0]) {
      return `${what} ${at}: expected ${widths[0]} ${columns} as in the first, found ${fields.length}.`;
    }
  }
  return otherwise;
}
