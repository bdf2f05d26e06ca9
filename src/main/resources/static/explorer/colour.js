/** From numbers to colours: cividis for weights, blue to orange for signed numbers, each with a range that is named. */

/** Cividis (Nuñez, Anderton and Renslow 2018), every eighth colour. */
const CIVIDIS = ("00224e 00285b 002e6a 053371 1a386f 273e6e 32436d 3b496c 434e6c 4b546c 535a6d 5a5f6e 61656f 686a71 "
  + "6f7073 767676 7d7c78 848279 8c8878 938e78 9b9476 a39a74 aba072 b4a76f bcae6c c4b468 cdbb63 d5c25e dec958 "
  + "e7d150 f0d846 f9e03a fee838").split(" ");
const SIGNED_LIGHT = "1d4f91 4a86c5 86b3de c5ddf0 f7f6f3 fbdcb4 f3b06a dc7f2b a8560f".split(" ");
const SIGNED_DARK = "b8dcff 78b4ee 4285c6 28517c 23262a 6b4420 b3701f ec9c46 ffd3a0".split(" ");

/** @typedef {[number, number, number]} Colour */
/** @typedef {"fixed" | "max" | "row" | "log"} Range */

/** @param {string[]} stops @returns {Colour[]} 256 colours */
function table(stops) {
  const colours = stops.map((hex) =>
    /** @type {Colour} */ ([0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16))));
  return Array.from({length: 256}, (_, i) => {
    const at = i / 255 * (colours.length - 1);
    const below = Math.min(Math.floor(at), colours.length - 2);
    return /** @type {Colour} */ (colours[below].map((from, c) =>
      Math.round(from + (at - below) * (colours[below + 1][c] - from))));
  });
}

const TABLES = {weights: table(CIVIDIS), light: table(SIGNED_LIGHT), dark: table(SIGNED_DARK)};

export function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

/** How the numbers of one map become colours. */
export class Scale {
  /**
   * @param {boolean} signed
   * @param {Range} range
   * @param {(number | null)[][]} rows
   */
  constructor(signed, range, rows) {
    this.signed = signed;
    this.range = range;
    this.table = signed ? TABLES[isDark() ? "dark" : "light"] : TABLES.weights;
    this.maxima = rows.map((row) => largest(row));
    const all = this.maxima.reduce((a, b) => Math.max(a, b), 0);
    this.maximum = !signed && (range === "fixed" || range === "log") ? Math.max(1, all) : all || 1;
    this.least = range === "log" ? leastOf(signed, smallest(rows, this.maximum), this.maximum) : 0;
  }

  /**
   * Between 0 and 1.
   * @param {number} value
   * @param {number} row
   */
  place(value, row) {
    const most = this.range === "row" ? this.maxima[row] || 1 : this.maximum;
    const size = Math.abs(value);
    const share = this.range === "log" ? this.logarithm(size) : Math.min(1, size / most);
    return this.signed ? 0.5 + Math.sign(value) * share / 2 : value < 0 ? 0 : share;
  }

  /** @param {number} size */
  logarithm(size) {
    return size <= this.least ? 0 : Math.min(1, Math.log(size / this.least) / Math.log(this.maximum / this.least));
  }

  /**
   * @param {number} value
   * @param {number} row
   * @returns {Colour}
   */
  colour(value, row) {
    return this.table[Math.round(255 * this.place(value, row))];
  }

  /** What is written below the colours, and where, from 0 to 1. @returns {{at: number, text: string}[]} */
  marks() {
    const most = this.range === "row" ? "row’s maximum" : shortEnd(this.maximum);
    if (this.signed) {
      return [{at: 0, text: this.range === "row" ? "−" : "−" + most}, {at: 0.5, text: "0"}, {at: 1, text: most}];
    }
    return this.range === "log" ? this.decades() : [{at: 0, text: "0"}, {at: 1, text: most}];
  }

  /** The powers of ten of a logarithmic range. */
  decades() {
    const from = Math.ceil(Math.log10(this.least) - 1e-9);
    const powers = Math.floor(Math.log10(this.maximum) + 1e-9) - from + 1;
    return Array.from({length: powers}, (_, k) => 10 ** (from + k))
      .map((power, k) => ({at: this.logarithm(power), text: (k === 0 ? "≤ " : "") + shortEnd(power)}));
  }
}

/** @param {number} x */
function shortEnd(x) {
  return x !== 0 && (x < 1e-3 || x >= 1e6) ? x.toExponential(0).replace("e-", "e−").replace("e+", "e")
    : x >= 1000 ? x.toFixed(0) : String(Number(x.toPrecision(3)));
}

/** @param {(number | null)[]} row */
function largest(row) {
  let most = 0;
  for (const value of row) {
    if (value !== null && Math.abs(value) > most) {
      most = Math.abs(value);
    }
  }
  return most;
}

/** @param {(number | null)[][]} rows @param {number} maximum */
function smallest(rows, maximum) {
  let least = maximum;
  for (const row of rows) {
    for (const value of row) {
      if (value !== null && value !== 0 && Math.abs(value) < least) {
        least = Math.abs(value);
      }
    }
  }
  return least;
}

/** Where a logarithmic range begins: the same as in the pictures of the service. @param {boolean} signed @param {number} smallest @param {number} most */
function leastOf(signed, smallest, most) {
  const deepest = most / 10 ** (signed ? 3 : 6);
  return signed || !(smallest < most) ? deepest : Math.max(deepest, Math.min(10 ** Math.floor(Math.log10(smallest)), most / 10));
}

/** @param {Colour} colour */
export function css([r, g, b]) {
  return `rgb(${r} ${g} ${b})`;
}

/** Black or white, whichever is easier to read on a colour: at least 4.58 : 1. @param {Colour} colour */
export function inkOn(colour) {
  const [r, g, b] = colour.map((c) => c <= 10 ? c / 3294 : ((c / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? "#000" : "#fff";
}
