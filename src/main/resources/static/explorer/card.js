/** One stage: its name, formula, map, legend and range; and the same as a table. */
import {css, Scale} from "./colour.js";
import {h, fill} from "./dom.js";
import {HeatMap} from "./heatmap.js";
import {formula} from "./formula.js";
import {ends, meanings} from "./legend.js";
import {numberOf} from "./names.js";
import {exact, text} from "./number.js";
import {saves} from "./pictures.js";

const RANGES = {
  weights: [["fixed", "0 to 1"], ["max", "to the maximum"], ["row", "each row"], ["log", "log"]],
  signed: [["max", "± maximum"], ["row", "each row"], ["log", "log"]],
};
const MOST_IN_TABLE = 64;
const SPOTTED = 1600;
const LEAST_BAR = 112;

/**
 * Arrows lead to the neighbours, Home, End, Page Up and Page Down to the edges.
 * @param {string} key
 * @param {{i: number, j: number}} at
 * @param {{i: number, j: number}} last the lower right cell
 * @returns {{i: number, j: number} | null} null if the key leads nowhere
 */
function moved(key, {i, j}, last) {
  /** @type {Record<string, {i: number, j: number}>} */
  const moves = {ArrowLeft: {i, j: j - 1}, ArrowRight: {i, j: j + 1}, ArrowUp: {i: i - 1, j}, ArrowDown: {i: i + 1, j},
    Home: {i, j: 0}, End: {i, j: last.j}, PageUp: {i: 0, j}, PageDown: {i: last.i, j}};
  const to = moves[key];
  return to === undefined ? null : {i: Math.max(0, Math.min(last.i, to.i)), j: Math.max(0, Math.min(last.j, to.j))};
}

export class Card {
  /** @param {string} stage @param {Listeners} listeners */
  constructor(stage, listeners) {
    this.stage = stage;
    this.listeners = listeners;
    /** the cell that the keyboard is at */
    this.cursor = {i: 0, j: 0};
    this.map = new HeatMap();
    this.canvas = this.map.canvas;
    this.name = h("h3", {id: `stage-${stage}`});
    this.corner = h("output", {class: "corner", "aria-hidden": "true"});
    this.formula = h("div", {class: "formula"});
    this.frame = h("div", {class: "map"}, this.canvas);
    this.colours = h("canvas", {class: "colours", width: 256, height: 1, "aria-hidden": "true"});
    /** @type {import("./colour.js").Colour[] | null} whose colours the legend shows */
    this.shown = null;
    this.ends = h("div", {class: "ends"});
    this.scaleBar = h("div", {class: "scale"}, this.colours, this.ends);
    this.marks = h("div", {class: "marks"});
    this.range = h("select", {"aria-label": "Range of colours",
      onchange: () => listeners.range(/** @type {ColourRange} */ (this.range.value))});
    this.toggle = h("button", {type: "button", class: "plain", "aria-expanded": "false",
      onclick: () => listeners.table()}, "table");
    this.table = h("div", {class: "values"});
    this.hint = h("p", {class: "hint"});
    const saving = listeners.save && saves(stage, listeners.save);
    this.element = h("article", {class: "card", "data-stage": stage, "aria-labelledby": `stage-${stage}`},
      h("header", null, this.name, this.corner), this.formula, this.frame,
      h("div", {class: "legend"}, this.scaleBar, this.marks, h("div", {class: "choices"}, this.range, this.toggle, saving?.buttons)),
      this.hint, saving?.refusal, this.table);
    this.listen();
  }

  listen() {
    const {canvas, listeners} = this;
    canvas.tabIndex = 0;
    canvas.setAttribute("role", "img");
    const at = (/** @type {MouseEvent} */ event) => this.map.hit(event.offsetX, event.offsetY);
    canvas.addEventListener("pointermove", (event) => listeners.hover(at(event)));
    canvas.addEventListener("pointerleave", () => listeners.hover(null));
    canvas.addEventListener("click", (event) => {
      const cell = at(event);
      if (cell) {
        this.cursor = cell;
        listeners.choose(cell);
      }
    });
    canvas.addEventListener("keydown", (event) => this.key(event));
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const rows = this.content?.rows ?? [];
    const to = moved(event.key, this.cursor, {i: rows.length - 1, j: (rows[0]?.length ?? 1) - 1});
    if (to) {
      this.cursor = to;
      this.listeners.hover(to);
      this.announce();
    } else if (event.key === "Enter" || event.key === " ") {
      this.listeners.choose(this.cursor);
      document.getElementById("ledger")?.querySelector("h2")?.focus({preventScroll: true});
    } else {
      return;
    }
    event.preventDefault();
  }

  announce() {
    const {content, cursor: {i, j}} = this;
    if (content) {
      this.listeners.say(`${content.rowLabels[i]}, ${content.columnLabels[j] || ""}: ${numberOf(this.stage)} ${this.value(i, j)}`);
    }
  }

  /**
   * @param {Content} content
   * @param {number} room
   * @param {number} [tallest] how high a row may be
   */
  set(content, room, tallest) {
    this.content = content;
    this.scale = new Scale(content.signed, content.range, content.rows);
    this.map.set({...content, scale: this.scale, room, tallest});
    this.name.textContent = content.title;
    this.canvas.setAttribute("aria-label", `Heat map of ${content.title}: ${content.axes}. Arrow keys move, Enter chooses.`);
    fill(this.formula, content.latex !== "" && formula(content.latex));
    this.formula.hidden = content.latex === "";
    this.hint.textContent = content.hint ?? "";
    this.hint.hidden = content.hint === null;
    this.showLegend(content);
    this.toggle.setAttribute("aria-expanded", String(content.table));
    fill(this.table, content.table && this.tableOf(content));
  }

  /** A formula that is longer than its card scrolls, also by keyboard. @param {boolean} scrolls */
  scrollFormula(scrolls) {
    const {formula: box} = this;
    box.classList.toggle("long", scrolls);
    if (scrolls) {
      box.tabIndex = 0;
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", "formula");
    } else {
      box.removeAttribute("tabindex");
      box.removeAttribute("role");
      box.removeAttribute("aria-label");
    }
  }

  /** Gives the map lower rows, and the legend its width. @param {number} tallest */
  lower(tallest) {
    if (this.map.drawing && this.content) {
      this.map.set({...this.map.drawing, tallest});
      this.showLegend(this.content);
    }
  }

  /** Gives the map a place for labels as high as its neighbours'. @param {number} top */
  align(top) {
    if (this.map.drawing && this.map.layout.top < top) {
      this.map.set({...this.map.drawing, top});
    }
  }

  /** @param {Content} content */
  showLegend(content) {
    const context = this.colours.getContext("2d");
    const {left, width} = this.map.layout;
    this.scaleBar.style.marginLeft = `${left}px`;
    this.scaleBar.style.width = `${Math.max(LEAST_BAR, width * this.map.columns - 1)}px`;
    const scale = /** @type {Scale} */ (this.scale);
    if (context && this.shown !== scale.table) {
      this.shown = scale.table;
      scale.table.forEach((colour, x) => {
        context.fillStyle = css(colour);
        context.fillRect(x, 0, 1, 1);
      });
    }
    fill(this.ends, ends(scale.marks(), Math.max(LEAST_BAR, width * this.map.columns - 1)));
    fill(this.marks, meanings(content));
    const ranges = content.signed ? RANGES.signed : RANGES.weights;
    fill(this.range, ranges.map(([value, label]) => h("option", {value}, label)));
    this.range.value = content.signed && content.range === "fixed" ? "max" : content.range;
    this.colours.classList.toggle("signed", content.signed);
    this.range.setAttribute("aria-label", `Range of colours of ${content.title}`);
    this.toggle.setAttribute("aria-label", `table of ${content.title}`);
  }

  /** @param {Content} content */
  tableOf({rows, rowLabels, columnLabels, title, masked}) {
    const shown = rows.slice(0, MOST_IN_TABLE);
    return h("div", {class: "scroll", tabindex: 0, role: "region", "aria-label": `Table of ${title}`},
      h("table", null, h("caption", {class: "unseen"}, title),
        h("thead", null, h("tr", null, h("td"), columnLabels.slice(0, MOST_IN_TABLE).map((label) => h("th", {scope: "col"}, label)))),
        h("tbody", null, shown.map((row, i) => h("tr", null, h("th", {scope: "row"}, rowLabels[i]),
          row.slice(0, MOST_IN_TABLE).map((value, j) => h("td", null, masked(i, j) ? "masked" : exact(value))))))));
  }

  /** @param {Place | null} chosen @param {Place | null} hover */
  paint(chosen, hover) {
    this.map.paint(chosen, hover);
    const at = hover ?? chosen;
    this.corner.textContent = at && at.i !== null && at.j !== null ? this.value(at.i, at.j) : "";
  }

  /** @param {number} i @param {number} j */
  value(i, j) {
    const content = this.content;
    if (!content || i >= content.rows.length || j >= content.rows[i].length) {
      return "";
    }
    return content.masked(i, j) ? "masked" : text(content.rows[i][j]);
  }

  /** Points at a cell. @param {{i: number, j: number}} at */
  blink({i, j}) {
    const {left, top, width, height} = this.map.layout;
    this.element.scrollIntoView({block: "nearest", inline: "nearest"});
    const spot = h("i", {class: "spot"});
    Object.assign(spot.style, {left: `${left + j * width + 2}px`, top: `${top + i * height + 2}px`, width: `${width}px`, height: `${height}px`});
    this.frame.querySelector(".spot")?.remove();
    this.frame.append(spot);
    setTimeout(() => spot.remove(), SPOTTED);
  }
}
