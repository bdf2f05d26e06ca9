/** Where the cells and the names of a map are, and the names; in the corner, what rows and columns are. */

/** No name is wider. */
const LABEL = 88;
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

const SLANT = -Math.PI / 4;

/**
 * @param {CanvasRenderingContext2D} context @param {Drawing} drawing @param {Layout} layout @param {Record<string, string>} palette
 * @param {Place | null} at the row and column that are set in bold
 */
export function labels(context, drawing, layout, palette, at) {
  const {rowLabels, columnLabels, rows, font} = drawing;
  const {left, top, width, height, straight} = layout;
  const columns = rows[0].length;
  context.textBaseline = "middle";
  context.textAlign = "right";
  corner(context, drawing, layout, palette);
  const skipRows = apart(13 / height, rowLabels);
  for (let i = 0; i < rows.length; i++) {
    if (labelled(i, skipRows, at?.i)) {
      label(context, rowLabels[i], at?.i === i, palette, font, left - 8, top + (i + 0.5) * height, 0);
    }
  }
  context.textAlign = straight ? "center" : "left";
  const skip = apart((straight ? roomFor(columnLabels) : width > 12 ? 18 : 20) / width, columnLabels);
  for (let j = 0; j < columns; j++) {
    if (labelled(j, skip, at?.j)) {
      const x = left + (j + 0.5) * width;
      label(context, columnLabels[j], at?.j === j, palette, font, straight ? x : x - 2, top - (straight ? 9 : 6), straight ? 0 : SLANT);
    }
  }
}

/** Level names fit, except for indices, of which the last is the longest. @param {string[]} labels */
const roomFor = (labels) => /^\d+$/.test(labels.at(-1) ?? "") ? 8 + 7 * (labels.at(-1)?.length ?? 0) : 1;

/** One of how many has a label: of indices a power of two, so that both sides count alike. @param {number} least @param {string[]} labels */
const apart = (least, labels) => /^\d+$/.test(labels.at(-1) ?? "") ? 2 ** Math.max(0, Math.ceil(Math.log2(least))) : Math.ceil(least);

/** @param {CanvasRenderingContext2D} context @param {Drawing} drawing @param {Layout} layout @param {Record<string, string>} palette */
function corner(context, {corner, font}, {left, top, height}, palette) {
  const above = Math.max(8, 14 - height / 2);
  context.font = `10px ${font}`;
  context.fillStyle = palette.soft;
  corner.forEach((text, at) => context.fillText(text, left - 8, top - above - 13 * (corner.length - 1 - at)));
}

/**
 * @param {CanvasRenderingContext2D} context @param {string} text @param {boolean} strong @param {Record<string, string>} palette @param {string} font
 * @param {number} x @param {number} y @param {number} angle
 */
function label(context, text, strong, palette, font, x, y, angle) {
  context.font = `${strong ? "600 " : ""}12px ${font}`;
  context.fillStyle = strong ? palette.ink : palette.soft;
  context.save();
  context.translate(x, y);
  context.rotate(angle);
  context.fillText(cut(context, text ?? ""), 0, 0);
  context.restore();
}

/** @param {CanvasRenderingContext2D} context @param {string} text */
function cut(context, text) {
  if (context.measureText(text).width <= LABEL) {
    return text;
  }
  const letters = [...text];
  while (letters.length > 1 && context.measureText(letters.join("") + "…").width > LABEL) {
    letters.pop();
  }
  return letters.join("") + "…";
}

/**
 * Whether there is room for a label: one of so many, and the chosen one in place of its neighbours.
 * @param {number} at @param {number} skip @param {number | null | undefined} chosen
 */
function labelled(at, skip, chosen) {
  const free = chosen === null || chosen === undefined || Math.abs(at - chosen) >= skip;
  return at === chosen || at % skip === 0 && free;
}
