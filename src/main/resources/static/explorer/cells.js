/** The cells of a map: their colours, their numbers while they fit, and what they have besides. */
import {css, inkOn} from "./colour.js";
import {differs, short} from "./number.js";

/** Smaller cells are one image, which is faster, and has no seams. */
const SEAMS = 12;
/** Cells up to this size have no hatching and no crosses, but a colour of their own. */
const PLAIN = 4;
/** How wide a cell is that shows its number, and how wide it is where there is room. */
const ROOMY = {least: 28, usual: 30};
const NO_COLOUR = [140, 143, 150];

/** @param {number} width of a cell */
export const gapOf = (width) => width >= SEAMS ? 1 : 0;

/** @param {CanvasRenderingContext2D} context @param {Drawing} drawing @param {Layout} layout @param {Record<string, string>} palette */
export function cells(context, drawing, layout, palette) {
  if (layout.width < SEAMS) {
    pixels(context, drawing, layout);
    if (layout.width <= PLAIN) {
      return;
    }
  }
  context.textAlign = "center";
  context.textBaseline = "middle";
  const masked = new Path2D();
  const rows = arrived(drawing);
  rows.forEach((row, i) => {
    for (let j = 0; j < row.length; j++) {
      if (drawing.masked(i, j)) {
        masked.rect(...area(layout, i, j));
      } else {
        cell(context, drawing, layout, palette, i, j);
      }
    }
  });
  const {left, top, width, height} = layout;
  hatch(context, masked, {x: left, y: top, w: width * drawing.rows[0].length, h: height * rows.length, step: width < SEAMS ? 4 : 6}, palette);
}

/** Of a cell, without the gap to the next. @param {Layout} layout @param {number} i @param {number} j @returns {[number, number, number, number]} */
function area({left, top, width, height}, i, j) {
  return [left + j * width, top + i * height, width - gapOf(width), height - gapOf(height)];
}

/** The rows whose numbers are known: nothing is painted that is in no answer. @param {Drawing} drawing */
const arrived = ({rows, arrived = rows.length}) => rows.slice(0, arrived);

/**
 * @param {CanvasRenderingContext2D} context @param {Drawing} drawing @param {Layout} layout @param {Record<string, string>} palette
 * @param {number} i @param {number} j
 */
function cell(context, drawing, layout, palette, i, j) {
  const {width, height} = layout;
  const [x, y, w, h] = area(layout, i, j);
  const value = drawing.rows[i][j];
  if (value === null) {
    cross(context, x, y, w, h, palette);
  } else {
    const old = drawing.before?.[i]?.[j];
    const moved = drawing.before !== null && old !== undefined && differs(old, value);
    if (width < SEAMS && !moved) {
      return;
    }
    const colour = drawing.scale.colour(value, i);
    context.fillStyle = css(colour);
    context.fillRect(x, y, w, h);
    if (width >= ROOMY.least && height >= 18) {
      context.fillStyle = inkOn(colour);
      number(context, value, moved && height >= 28 ? old : undefined, x + w / 2, y + h / 2, drawing.font, width, drawing.scale.range === "log");
    }
    if (moved) {
      changed(context, x, y, w, h, inkOn(colour));
    }
  }
}

/**
 * @param {CanvasRenderingContext2D} context @param {number} value @param {number | null | undefined} old the number before, to be struck through
 * @param {number} x @param {number} y @param {string} font @param {number} width of the cell
 * @param {boolean} fine
 */
function number(context, value, old, x, y, font, width, fine) {
  const written = short(value, fine);
  const most = width < ROOMY.usual || !written.includes(".") ? 4 : 5;
  context.font = `${(width < ROOMY.usual ? 10 : 11) - (written.length > most ? 1 : 0)}px ${font}`;
  if (old === undefined) {
    context.fillText(written, x, y + 0.5);
    return;
  }
  context.fillText(written, x, y - 6);
  context.font = `9px ${font}`;
  const was = old === null ? "–" : short(old);
  context.fillText(was, x, y + 7);
  const half = context.measureText(was).width / 2 + 1;
  context.fillRect(x - half, y + 6.5, 2 * half, 1);
}

/** @param {CanvasRenderingContext2D} context @param {Drawing} drawing @param {Layout} layout */
function pixels(context, drawing, {left, top, width, height}) {
  const {rows, scale, masked} = drawing;
  const columns = rows[0].length;
  const image = new ImageData(columns, rows.length);
  arrived(drawing).forEach((row, i) => row.forEach((value, j) => {
    const [r, g, b] = value === null || masked(i, j) ? NO_COLOUR : scale.colour(value, i);
    const at = 4 * (i * columns + j);
    image.data[at] = r;
    image.data[at + 1] = g;
    image.data[at + 2] = b;
    image.data[at + 3] = 255;
  }));
  const small = new OffscreenCanvas(columns, rows.length);
  small.getContext("2d")?.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(small, left, top, width * columns, height * rows.length);
}

/** @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {number} w @param {number} h @param {string} ink */
function changed(context, x, y, w, h, ink) {
  context.strokeStyle = ink;
  context.setLineDash([2, 2]);
  context.strokeRect(x + 1.5, y + 1.5, Math.max(1, w - 3), Math.max(1, h - 3));
  context.setLineDash([]);
}

/**
 * Lines over all masked cells of a map at once, so that they join.
 * @param {CanvasRenderingContext2D} context @param {Path2D} cells
 * @param {{x: number, y: number, w: number, h: number, step: number}} map @param {Record<string, string>} palette
 */
function hatch(context, cells, {x, y, w, h, step}, palette) {
  context.fillStyle = palette.blank;
  context.fill(cells);
  context.save();
  context.clip(cells);
  context.strokeStyle = palette.hatch;
  context.lineWidth = 1;
  context.beginPath();
  for (let at = 0; at < w + h; at += step) {
    context.moveTo(x + at, y);
    context.lineTo(x + at - h, y + h);
  }
  context.stroke();
  context.restore();
}

/** @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {number} w @param {number} h @param {Record<string, string>} palette */
function cross(context, x, y, w, h, palette) {
  context.fillStyle = palette.blank;
  context.fillRect(x, y, w, h);
  context.strokeStyle = palette.ink;
  context.lineWidth = w < 12 ? 1 : 1.5;
  const inset = Math.min(w, h) * 0.25;
  context.beginPath();
  context.moveTo(x + inset, y + inset);
  context.lineTo(x + w - inset, y + h - inset);
  context.moveTo(x + w - inset, y + inset);
  context.lineTo(x + inset, y + h - inset);
  context.stroke();
  context.lineWidth = 1;
}
