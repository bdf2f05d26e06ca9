/** Where the cells and the labels of a map are. */

/**
 * @typedef {import("./heatmap.js").Drawing} Drawing
 *
 * @typedef {object} Layout
 * @property {number} left beside the cells, for the names of rows
 * @property {number} top above the cells, for the names of columns
 * @property {number} right beside the cells, for names of columns that lean over
 * @property {number} width of a cell
 * @property {number} height of a cell
 * @property {boolean} straight whether the names of columns are level; else they lean
 */

/** No name is wider. */
export const LABEL = 88;
const TALLEST = 32;
const LOWEST = 18;
/** Cells from this width on may be higher than wide, so that their neighbours keep their numbers. */
const NARROW = 12;
/** What the corner needs, which says what rows and columns are. */
const CORNER = 48;
/** Of cells that are too low for numbers, in maps of few columns. */
const FLAT = 22;
const FEW = 12;
/** How much wider a name is when it is chosen. */
const BOLD = 1.08;

/**
 * @param {Drawing} drawing
 * @param {(text: string) => number} measure
 * @returns {Layout}
 */
export function layout({rows, rowLabels, columnLabels, room, corner, top = 0, tallest = TALLEST}, measure) {
  const widest = (/** @type {string[]} */ labels) =>
    Math.min(LABEL, labels.slice(0, 512).reduce((most, label) => Math.max(most, measure(label)), 0));
  const columns = rows[0].length;
  const left = Math.max(corner.length > 0 ? CORNER : 0, Math.ceil(widest(rowLabels) * BOLD) + 12);
  const label = widest(columnLabels);
  const level = columnLabels.every((each) => /^\d{0,4}$/.test(each));
  const slanted = Math.ceil(label * Math.SQRT1_2) + 4;
  const fits = (/** @type {number} */ width) => level || label <= width - 4;
  const ideal = tallest < LOWEST && columns <= FEW ? FLAT : idealWidth(columns);
  const most = (room - left - (fits(ideal) ? 1 : slanted)) / columns;
  const free = Math.max(columns > 128 ? 1 : 4, Math.min(ideal, most));
  const width = free > 3 ? Math.floor(free) : free;
  const straight = fits(width);
  return {left, width, height: Math.min(tallest, width < NARROW ? width : Math.max(width, LOWEST)), straight, right: straight ? Math.max(3, Math.ceil((label * BOLD - width) / 2)) : Math.max(3, Math.ceil(slanted * BOLD - width / 2)),
    top: Math.max(top, corner.length > 1 ? 34 : 20, straight ? 18 : slanted + 8)};
}

/** @param {number} columns */
function idealWidth(columns) {
  return columns <= 10 ? 38 : columns <= 20 ? 23 : columns <= 32 ? 16 : columns <= 48 ? 9 : columns <= 64 ? 6 : Math.max(1, 480 / columns);
}

/** How high a row may be where there are so many, so that a map fits on a screen. @param {number} rows */
export function rowHeight(rows) {
  return Math.max(rows > 128 ? 1 : 4, Math.min(TALLEST, Math.floor(640 / rows)));
}
