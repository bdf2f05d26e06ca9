/** What a cell may have besides its colour: a change, a mask, no number. */

/** @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {number} w @param {number} h @param {string} ink */
export function changed(context, x, y, w, h, ink) {
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
export function hatch(context, cells, {x, y, w, h, step}, palette) {
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
export function cross(context, x, y, w, h, palette) {
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
