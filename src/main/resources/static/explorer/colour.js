/** From numbers to colours: cividis for weights, blue to orange for signed numbers, each with a range that is named. */

/** Cividis (Nuñez, Anderton and Renslow 2018), every eighth colour. */
const CIVIDIS = ("00224e 00285b 002e6a 053371 1a386f 273e6e 32436d 3b496c 434e6c 4b546c 535a6d 5a5f6e 61656f 686a71 "
  + "6f7073 767676 7d7c78 848279 8c8878 938e78 9b9476 a39a74 aba072 b4a76f bcae6c c4b468 cdbb63 d5c25e dec958 "
  + "e7d150 f0d846 f9e03a fee838").split(" ");
const SIGNED_LIGHT = "1d4f91 4a86c5 86b3de c5ddf0 f7f6f3 fbdcb4 f3b06a dc7f2b a8560f".split(" ");
const SIGNED_DARK = "b8dcff 78b4ee 4285c6 28517c 23262a 6b4420 b3701f ec9c46 ffd3a0".split(" ");

/** @typedef {[number, number, number]} Colour */

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

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

/** How the numbers of one map become colours. */
export class Scale {
  /**
   * @param {boolean} signed
   * @param {ColourRange} range
   * @param {(number | null)[][]} rows
   */
  constructor(signed, range, rows) {
    this.signed = signed;
    this.range = range;
    this.table = signed ? TABLES[isDark() ? "dark" : "light"] : TABLES.weights;
    this.maxima = rows.map((row) => largest(row));
    const all = this.maxima.reduce((a, b) => Math.max(a, b), 0);
    this.decades = range === "log" && all > 0 ? decadesOf(smallest(rows, all), all) : null;
    this.maximum = this.decades ? step(this.decades.to) : !signed && range === "fixed" ? Math.max(1, all) : all || 1;
    this.least = this.decades ? step(this.decades.from) : this.maximum / 1000;
    this.empty = rows.every((row) => row.every((value) => value === null));
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
    if (this.empty) {
      return [];
    }
    const most = this.range === "row" ? "row’s maximum" : shortEnd(this.maximum);
    if (this.signed) {
      return [{at: 0, text: this.range === "row" ? "−" : "−" + most}, {at: 0.5, text: this.decades ? "≤ " + shortEnd(this.least) : "0"}, {at: 1, text: most}];
    }
    return this.decades ? this.logarithms(this.decades) : [{at: 0, text: "0"}, {at: 1, text: most}];
  }

  /** The steps of a logarithmic range; all that is smaller looks like the first. @param {Decades} decades */
  logarithms({from, to}) {
    const apart = to - from > EACH * FINE ? EACH : 1;
    return Array.from({length: Math.floor((to - from) / apart) + 1}, (_, k) => step(from + k * apart))
      .map((value, k) => ({at: this.logarithm(value), text: (k === 0 ? "≤ " : "") + shortEnd(value)}));
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

/**
 * The ends of a logarithmic range, as the pictures of the service have them: 1, 2 or 5 times a power of ten.
 * @typedef {{from: number, to: number}} Decades
 */

/** The steps of a power of ten. */
const EACH = 3;
/** The most powers of ten, and up to how many the ends need not be whole ones. */
const MOST = 6;
const FINE = 2;
const ROUNDING = 1e-6;

/** 1, 2, 5, 10 …, of which the first has the number 0. @param {number} number */
function step(number) {
  const power = Math.floor(number / EACH);
  return Number(`${[1, 2, 5][number - EACH * power]}e${power}`);
}

/** @param {number} smallest @param {number} largest @returns {Decades} */
function decadesOf(smallest, largest) {
  let to = EACH * Math.ceil(Math.log10(largest));
  while (step(to - 1) >= largest * (1 - ROUNDING)) {
    to--;
  }
  let from = EACH * Math.floor(Math.log10(smallest));
  while (step(from + 1) <= smallest * (1 + ROUNDING)) {
    from++;
  }
  if (to - from > EACH * FINE) {
    to = EACH * Math.ceil(to / EACH);
    from = Math.max(EACH * Math.floor(from / EACH), to - EACH * MOST);
  }
  return {from: Math.min(from, to - EACH), to};
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
