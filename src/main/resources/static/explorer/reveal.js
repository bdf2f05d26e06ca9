/** Keeps the chosen cell in sight, above the ledger that says how it came about. */

/** @typedef {import("./strip.js").Strip} Strip */

const MARGIN = 16;

/**
 * Scrolls no further than it must: to the whole map if there is room for it, else to the cell.
 * @param {Strip} strip
 * @param {HTMLElement} header @param {HTMLElement} ledger what covers the stages above and below
 */
export function reveal(strip, header, ledger) {
  const card = watched(strip);
  const place = card && strip.onMap(card.stage, strip.state.cell);
  if (!place || getComputedStyle(ledger).position !== "sticky") {
    return;
  }
  const map = card.canvas.getBoundingClientRect();
  const {top, height} = card.map.layout;
  const above = map.top + top + (place.i ?? 0) * height;
  const cell = {top: above, bottom: above + height};
  const sight = {top: header.getBoundingClientRect().bottom + MARGIN, bottom: ledger.getBoundingClientRect().top - MARGIN};
  if (cell.top >= sight.top && cell.bottom <= sight.bottom) {
    return;
  }
  const shown = map.height <= sight.bottom - sight.top ? map : cell;
  scrollBy(0, shown.bottom > sight.bottom ? shown.bottom - sight.bottom : shown.top - sight.top);
}

/** The map on which the cell was chosen; that of the weights for a link; none if it was chosen elsewhere. @param {Strip} strip */
function watched({cards}) {
  const all = [...cards.values()];
  const active = document.activeElement;
  return all.find((card) => card.canvas === active) ?? (active === document.body ? cards.get("weights") ?? all[0] : undefined);
}
