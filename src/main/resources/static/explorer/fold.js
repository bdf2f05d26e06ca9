/** A large matrix folded into bins as its rows arrive: the largest and the mean number of each bin. */

const BINS = 256;

export class Fold {
  /** @param {number} rows @param {number} columns */
  constructor(rows, columns) {
    this.rows = rows;
    this.columns = columns;
    this.height = Math.ceil(rows / BINS);
    this.width = Math.ceil(columns / BINS);
    const shape = [Math.ceil(rows / this.height), Math.ceil(columns / this.width)];
    this.maximum = Array.from({length: shape[0]}, () => new Array(shape[1]).fill(0));
    this.sum = Array.from({length: shape[0]}, () => new Array(shape[1]).fill(0));
    this.arrived = 0;
  }

  /** @param {(number | null)[]} row */
  add(row) {
    const i = Math.floor(this.arrived++ / this.height);
    const [maximum, sum] = [this.maximum[i], this.sum[i]];
    for (let j = 0; j < row.length; j++) {
      const value = row[j] ?? 0;
      const at = Math.floor(j / this.width);
      sum[at] += value;
      if (Math.abs(value) > Math.abs(maximum[at])) {
        maximum[at] = value;
      }
    }
  }

  /** @param {"maximum" | "mean"} kind @returns {number[][]} */
  picture(kind) {
    return kind === "maximum" ? this.maximum
      : this.sum.map((row, i) => row.map((sum, j) => sum / this.cells(i, j)));
  }

  /** How many numbers are in a bin. @param {number} i @param {number} j */
  cells(i, j) {
    const inside = (/** @type {number} */ at, /** @type {number} */ size, /** @type {number} */ all) => Math.min(size, all - at * size);
    return inside(i, this.height, this.rows) * inside(j, this.width, this.columns);
  }
}

/**
 * The lines of a response as they arrive.
 * @param {Response} response
 * @returns {AsyncGenerator<any>}
 */
export async function* documents(response) {
  if (response.body === null) {
    return;
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    const lines = (rest + piece.value).split("\n");
    rest = /** @type {string} */ (lines.pop());
    for (const line of lines) {
      yield JSON.parse(line);
    }
  }
}
