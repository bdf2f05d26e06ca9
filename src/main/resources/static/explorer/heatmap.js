/** A matrix as a picture on a canvas, with one cross-hair for the chosen cell and one for the cell that is pointed at. */
import {cells, gapOf} from "./cells.js";
import {token} from "./dom.js";
import {labels, layout} from "./layout.js";

const FONT = "Inter, system-ui, sans-serif";
const COLOURS = ["ink", "soft", "accent", "hatch", "blank", "paper", "edge"];

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
    /** @type {Layout} */
    this.layout = {left: 0, top: 0, right: 0, width: 0, height: 0, straight: true};
  }

  /** @param {Omit<Drawing, "font">} drawing */
  set(drawing) {
    this.drawing = {...drawing, font: FONT};
    this.context.font = `12px ${FONT}`;
    this.size(layout(this.drawing, (text) => this.context.measureText(text).width));
  }

  /** A map without labels, for a place of this size. @param {Omit<Drawing, "font" | "rowLabels" | "columnLabels" | "corner">} drawing */
  small(drawing) {
    const cell = Math.max(1, Math.min(12, Math.floor(drawing.room / Math.max(drawing.rows[0].length, drawing.rows.length))));
    this.drawing = {...drawing, rowLabels: [], columnLabels: [], corner: [], font: FONT};
    this.size({left: 0, top: 0, right: 0, width: cell, height: cell, straight: true});
  }

  /** @param {Layout} places */
  size(places) {
    this.layout = places;
    this.painted = null;
    const ratio = devicePixelRatio || 1;
    const width = places.left + places.width * this.columns + places.right;
    const height = places.top + places.height * (this.drawing?.rows.length ?? 0) + 3;
    this.canvas.width = Math.ceil(width * ratio);
    this.canvas.height = Math.ceil(height * ratio);
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${height}px`;
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
  }

  get columns() {
    return this.drawing?.rows[0]?.length ?? 0;
  }

  /** The cell under a point of the canvas; null beside the cells. @param {number} x @param {number} y */
  hit(x, y) {
    const {left, top, width, height} = this.layout;
    const i = Math.floor((y - top) / height);
    const j = Math.floor((x - left) / width);
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
    const palette = Object.fromEntries(COLOURS.map((name) => [name, token(name)]));
    context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    this.base(drawing, palette);
    labels(context, drawing, this.layout, palette, hover ?? chosen);
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
      cells(context, drawing, this.layout, palette);
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

  /** @param {Place} place @param {string} ink @param {string} paper */
  outline({i, j}, ink, paper) {
    const rows = this.drawing?.rows.length ?? 0;
    if (i !== null && i < rows) {
      this.frame(i, 0, 1, this.columns, 1, ink, paper);
    }
    if (j !== null && j < this.columns) {
      this.frame(0, j, rows, 1, 1, ink, paper);
    }
    if (i !== null && j !== null && i < rows && j < this.columns) {
      this.frame(i, j, 1, 1, 2, ink, paper);
    }
  }

  /**
   * A double line, so that it shows on any colour.
   * @param {number} i @param {number} j @param {number} rows @param {number} columns @param {number} line
   * @param {string} ink @param {string} paper
   */
  frame(i, j, rows, columns, line, ink, paper) {
    const {context} = this;
    const {left, top, width, height} = this.layout;
    const box = /** @type {const} */ ([left + j * width - 0.5, top + i * height - 0.5,
      columns * width - gapOf(width) + 1, rows * height - gapOf(height) + 1]);
    context.strokeStyle = paper;
    context.lineWidth = line + 2;
    context.strokeRect(...box);
    context.strokeStyle = ink;
    context.lineWidth = line;
    context.strokeRect(...box);
    context.lineWidth = 1;
  }
}
