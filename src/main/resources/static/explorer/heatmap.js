/** A matrix as a picture on a canvas: cells, hatching, crosses, labels, values where they fit, and the cross-hair. */
import {css, inkOn} from "./colour.js";
import {token} from "./dom.js";
import {changed, cross, hatch} from "./marks.js";
import {short} from "./number.js";

/**
 * @typedef {object} Drawing
 * @property {import("./answer.js").Row[]} rows
 * @property {string[]} rowLabels
 * @property {string[]} columnLabels
 * @property {import("./colour.js").Scale} scale
 * @property {(i: number, j: number) => boolean} masked
 * @property {import("./answer.js").Row[] | null} before the numbers before the last edit
 * @property {number} room how wide it may be, in CSS pixels
 * @property {number} [top] the least height above the cells, so that maps beside each other align
 *
 * @typedef {{i: number | null, j: number | null}} Place a cell, a whole row (j null) or a whole column (i null)
 */

const LABEL = 88;
const FONT = "Inter, system-ui, sans-serif";
const SLANT = Math.PI / 4;

export class HeatMap {
  constructor() {
    this.canvas = document.createElement("canvas");
    const context = this.canvas.getContext("2d");
    if (context === null) {
      throw new Error("This browser has no canvas");
    }
    this.context = context;
    /** @type {Drawing | null} */
    this.drawing = null;
    /** @type {HTMLCanvasElement | null} the cells, drawn once for all positions of the cross-hair */
    this.painted = null;
    this.left = this.top = this.right = 0;
    this.cellWidth = this.cellHeight = 0;
  }

  /** @param {Drawing} drawing */
  set(drawing) {
    this.drawing = drawing;
    this.painted = null;
    this.measure(drawing);
    const ratio = devicePixelRatio || 1;
    const width = this.left + this.cellWidth * this.columns + this.right;
    const height = this.top + this.cellHeight * drawing.rows.length + 1;
    this.canvas.width = Math.ceil(width * ratio);
    this.canvas.height = Math.ceil(height * ratio);
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${height}px`;
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
  }

  get columns() {
    return this.drawing?.rows[0]?.length ?? 0;
  }

  /** @param {Drawing} drawing */
  measure({rows, rowLabels, columnLabels, room, top = 0}) {
    this.context.font = `12px ${FONT}`;
    const widest = (/** @type {string[]} */ labels) =>
      Math.min(LABEL, labels.slice(0, 512).reduce((most, label) => Math.max(most, this.context.measureText(label).width), 0));
    const columns = rows[0].length;
    this.left = Math.ceil(widest(rowLabels)) + 8;
    const ideal = columns <= 10 ? 38 : columns <= 20 ? 26 : columns <= 32 ? 16 : columns <= 64 ? 9 : Math.max(1, 560 / columns);
    const label = widest(columnLabels);
    const fits = (/** @type {number} */ cell) => label <= cell - 4;
    const slanted = Math.ceil(label * Math.SQRT1_2) + 4;
    const most = (room - this.left - (fits(ideal) ? 1 : slanted)) / columns;
    this.cellWidth = Math.max(columns > 128 ? 1 : 4, Math.min(ideal, most));
    if (this.cellWidth > 3) {
      this.cellWidth = Math.floor(this.cellWidth);
    }
    this.cellHeight = Math.min(32, this.cellWidth);
    this.straight = fits(this.cellWidth);
    this.top = Math.max(top, this.straight ? 18 : slanted + 8);
    this.right = this.straight ? 1 : slanted;
  }

  /** The cell under a point of the canvas; null beside the cells. @param {number} x @param {number} y */
  hit(x, y) {
    const i = Math.floor((y - this.top) / this.cellHeight);
    const j = Math.floor((x - this.left) / this.cellWidth);
    return this.drawing && i >= 0 && j >= 0 && i < this.drawing.rows.length && j < this.columns ? {i, j} : null;
  }

  /**
   * @param {Place | null} chosen
   * @param {Place | null} hover
   */
  paint(chosen, hover) {
    const {context, drawing} = this;
    if (drawing === null) {
      return;
    }
    context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    const palette = {ink: token("ink"), soft: token("soft"), accent: token("accent"), hatch: token("hatch"),
      blank: token("blank"), paper: token("paper"), edge: token("edge")};
    this.base(drawing, palette);
    this.labels(drawing, palette, hover ?? chosen);
    if (chosen) {
      this.outline(chosen, palette.accent, palette.paper);
    }
    if (hover) {
      this.outline(hover, palette.ink, palette.paper);
    }
  }

  /** @param {Drawing} drawing @param {Record<string, string>} palette */
  base(drawing, palette) {
    const {canvas, context} = this;
    if (this.painted === null) {
      this.cells(drawing, palette);
      this.painted = document.createElement("canvas");
      this.painted.width = canvas.width;
      this.painted.height = canvas.height;
      this.painted.getContext("2d")?.drawImage(canvas, 0, 0);
      return;
    }
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.drawImage(this.painted, 0, 0);
    context.restore();
  }

  /** @param {Drawing} drawing @param {Record<string, string>} palette */
  cells(drawing, palette) {
    const {context, cellWidth: w, cellHeight: h} = this;
    if (w <= 4) {
      this.pixels(drawing);
      return;
    }
    const values = w >= 30 && h >= 18;
    const gap = w >= 12 ? 1 : 0;
    context.textAlign = "center";
    context.textBaseline = "middle";
    drawing.rows.forEach((row, i) => {
      const y = this.top + i * h;
      for (let j = 0; j < row.length; j++) {
        const x = this.left + j * w;
        const value = row[j];
        if (drawing.masked(i, j)) {
          hatch(context, x, y, w - gap, h - gap, palette);
        } else if (value === null) {
          cross(context, x, y, w - gap, h - gap, palette);
        } else {
          const colour = drawing.scale.colour(value, i);
          context.fillStyle = css(colour);
          context.fillRect(x, y, w - gap, h - gap);
          const old = drawing.before?.[i]?.[j];
          const moved = drawing.before !== null && old !== undefined && old !== value;
          if (values) {
            context.fillStyle = inkOn(colour);
            this.value(value, moved ? old : undefined, x + (w - gap) / 2, y + (h - gap) / 2);
          }
          if (moved) {
            changed(context, x, y, w - gap, h - gap, inkOn(colour));
          }
        }
      }
    });
  }

  /** Small cells as one image, so that no seams show between them. @param {Drawing} drawing */
  pixels({rows, scale, masked}) {
    const image = new ImageData(this.columns, rows.length);
    rows.forEach((row, i) => row.forEach((value, j) => {
      const [r, g, b] = value === null || masked(i, j) ? [140, 143, 150] : scale.colour(value, i);
      image.data.set([r, g, b, 255], 4 * (i * this.columns + j));
    }));
    const small = new OffscreenCanvas(this.columns, rows.length);
    small.getContext("2d")?.putImageData(image, 0, 0);
    this.context.imageSmoothingEnabled = false;
    this.context.drawImage(small, this.left, this.top, this.cellWidth * this.columns, this.cellHeight * rows.length);
  }

  /** @param {number} value @param {number | null | undefined} old @param {number} x @param {number} y */
  value(value, old, x, y) {
    const {context} = this;
    context.font = `11px ${FONT}`;
    if (old === undefined || this.cellHeight < 28) {
      context.fillText(short(value), x, y + 0.5);
      return;
    }
    context.fillText(short(value), x, y - 6);
    context.font = `9px ${FONT}`;
    const was = old === null ? "–" : short(old);
    context.fillText(was, x, y + 7);
    const half = context.measureText(was).width / 2 + 1;
    context.fillRect(x - half, y + 6.5, 2 * half, 1);
  }

  /** @param {Drawing} drawing @param {Record<string, string>} palette @param {Place | null} at */
  labels({rowLabels, columnLabels, rows}, palette, at) {
    const {context} = this;
    context.textBaseline = "middle";
    context.textAlign = "right";
    const skipRows = Math.ceil(12 / this.cellHeight);
    for (let i = 0; i < rows.length; i++) {
      if (labelled(i, skipRows, at?.i)) {
        this.label(rowLabels[i], at?.i === i, palette, this.left - 6, this.top + (i + 0.5) * this.cellHeight, 0);
      }
    }
    context.textAlign = this.straight ? "center" : "left";
    const skip = Math.ceil((this.cellWidth > 12 ? 13 : 20) / this.cellWidth);
    for (let j = 0; j < this.columns; j++) {
      if (labelled(j, skip, at?.j)) {
        const x = this.left + (j + 0.5) * this.cellWidth;
        this.label(columnLabels[j], at?.j === j, palette, this.straight ? x : x - 2, this.top - (this.straight ? 9 : 5), this.straight ? 0 : -SLANT);
      }
    }
  }

  /**
   * @param {string} text @param {boolean} strong @param {Record<string, string>} palette
   * @param {number} x @param {number} y @param {number} angle
   */
  label(text, strong, palette, x, y, angle) {
    const {context} = this;
    context.font = `${strong ? "600 " : ""}12px ${FONT}`;
    context.fillStyle = strong ? palette.ink : palette.soft;
    context.save();
    context.translate(x, y);
    context.rotate(angle);
    context.fillText(this.cut(text ?? ""), 0, 0);
    context.restore();
  }

  /** @param {string} text */
  cut(text) {
    if (this.context.measureText(text).width <= LABEL) {
      return text;
    }
    const letters = [...text];
    while (letters.length > 1 && this.context.measureText(letters.join("") + "…").width > LABEL) {
      letters.pop();
    }
    return letters.join("") + "…";
  }

  /** A double line, so that it shows on any colour. @param {Place} place @param {string} ink @param {string} paper */
  outline({i, j}, ink, paper) {
    const {context} = this;
    const rows = this.drawing?.rows.length ?? 0;
    const box = (/** @type {number} */ r, /** @type {number} */ c, /** @type {number} */ height, /** @type {number} */ width, /** @type {number} */ line) => {
      const gap = this.cellWidth >= 12 ? 1 : 0;
      const args = /** @type {const} */ ([this.left + c * this.cellWidth - 0.5, this.top + r * this.cellHeight - 0.5,
        width * this.cellWidth - gap + 1, height * this.cellHeight - gap + 1]);
      context.strokeStyle = paper;
      context.lineWidth = line + 2;
      context.strokeRect(...args);
      context.strokeStyle = ink;
      context.lineWidth = line;
      context.strokeRect(...args);
    };
    if (i !== null && i < rows) {
      box(i, 0, 1, this.columns, 1);
    }
    if (j !== null && j < this.columns) {
      box(0, j, rows, 1, 1);
    }
    if (i !== null && j !== null && i < rows && j < this.columns) {
      box(i, j, 1, 1, 2);
    }
    context.lineWidth = 1;
  }
}

/**
 * Whether there is room for a label: one of so many, and the chosen one in place of its neighbours.
 * @param {number} at @param {number} skip @param {number | null | undefined} chosen
 */
function labelled(at, skip, chosen) {
  const free = chosen === null || chosen === undefined || Math.abs(at - chosen) >= skip;
  return at === chosen || at % skip === 0 && free;
}
