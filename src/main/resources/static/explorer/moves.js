/** Where keys lead on a map: arrows to the neighbours, Home, End, Page Up and Page Down to the edges. */

/** @typedef {{i: number, j: number}} At */

/**
 * @param {string} key
 * @param {At} at
 * @param {At} last the lower right cell
 * @returns {At | null} null if the key leads nowhere
 */
export function moved(key, {i, j}, last) {
  /** @type {Record<string, At>} */
  const moves = {ArrowLeft: {i, j: j - 1}, ArrowRight: {i, j: j + 1}, ArrowUp: {i: i - 1, j}, ArrowDown: {i: i + 1, j},
    Home: {i, j: 0}, End: {i, j: last.j}, PageUp: {i: 0, j}, PageDown: {i: last.i, j}};
  const to = moves[key];
  return to === undefined ? null : {i: Math.max(0, Math.min(last.i, to.i)), j: Math.max(0, Math.min(last.j, to.j))};
}
