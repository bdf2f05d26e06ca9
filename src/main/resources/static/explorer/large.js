/** A request too large for maps of cells: rows are folded into bins as they arrive, and a chosen bin is asked for exactly. */
import {Answer} from "./answer.js";
import {Card} from "./card.js";
import {fill, h} from "./dom.js";
import {ledger} from "./ledger.js";
import {reasons} from "./masks.js";
import {AXES} from "./names.js";
import {compute, failureOf, mechanismOf, Refusal, send} from "./service.js";

const REPAINT = 250;
const MOST_EXACT = 24;

export class Large {
  /** @param {HTMLElement} element @param {HTMLElement} below @param {State} state @param {(text: string) => void} say */
  constructor(element, below, state, say) {
    this.element = element;
    this.below = below;
    this.state = state;
    this.say = say;
    /** @type {Fold | null} */
    this.fold = null;
    /** @type {"maximum" | "mean"} */
    this.kind = "maximum";
    /** @type {AbortController | null} */
    this.running = null;
    this.message = "";
    /** the bin that the keyboard is at */
    this.cursor = {i: 0, j: 0};
    /** @type {{i: number, j: number} | null} */
    this.chosen = null;
    /** @type {any} */
    this.request = null;
  }

  /** Begins anew, if the request is another. */
  async run() {
    const {state} = this;
    if (this.request === state.request) {
      return;
    }
    this.stop();
    const request = this.request = state.request;
    const running = this.running = new AbortController();
    this.fold = this.chosen = null;
    this.message = "waiting for the first row";
    this.render();
    try {
      const stage = mechanismOf(state.path) === "multi-head" ? "averageWeights" : "weights";
      const response = await send(state.path, {...request, include: [stage]}, "application/x-ndjson", running.signal);
      let painted = performance.now();
      for await (const row of documents(response)) {
        if (this.fold === null) {
          this.fold = new Fold(row.shape.queries, row.shape.keys);
          continue;
        }
        this.fold.add(row[stage]);
        if (performance.now() - painted > REPAINT) {
          painted = performance.now();
          this.message = `row ${this.fold.arrived} of ${this.fold.rows}`;
          this.render();
          await new Promise((resume) => setTimeout(resume));
        }
      }
      this.message = `all ${this.fold?.arrived} rows`;
    } catch (fault) {
      if (this.request !== request) {
        return;
      }
      this.message = running.signal.aborted ? `stopped after ${this.fold?.arrived ?? 0} rows`
        : fault instanceof Refusal ? fault.message : "The answer broke off.";
      if (fault instanceof Refusal) {
        state.refusal = fault;
        state.tell("request");
      }
    }
    this.running = null;
    this.tell(this.message);
  }

  /** @param {string} message beside the bins */
  tell(message) {
    this.message = message;
    this.say(message);
    this.render();
  }

  stop() {
    this.running?.abort();
    this.running = null;
  }

  /** Leaves the page to a smaller request. */
  leave() {
    this.stop();
    this.request = null;
  }

  render() {
    const {fold} = this;
    const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.large;
    const stop = h("button", {type: "button", "data-large": "stop", disabled: this.running === null, onclick: () => this.stop()}, "stop");
    const kind = h("select", {"data-large": "kind", onchange: () => {
      this.kind = /** @type {"maximum" | "mean"} */ (kind.value);
      this.render();
    }}, h("option", {value: "maximum"}, "maximum"), h("option", {value: "mean"}, "mean"));
    kind.value = this.kind;
    fill(this.element, h("div", {class: "large"},
      h("div", {class: "bar"}, h("progress", {value: fold?.arrived ?? 0, max: fold?.rows ?? 1, "aria-label": "Rows that have arrived"}),
        h("span", null, this.message), stop, h("label", null, h("span", null, "of each bin "), kind)),
      fold && this.card(fold).element,
      fold && h("p", {class: "soft"}, `${fold.rows} × ${fold.columns} numbers in bins of ${fold.height} × ${fold.width}. Choose a bin to see its exact numbers.`)));
    const again = this.element.querySelector(`[data-large="${focused}"]`);
    if (again instanceof HTMLElement) {
      again.focus({preventScroll: true});
    }
  }

  /** @param {Fold} fold */
  card(fold) {
    const {state} = this;
    const rows = fold.picture(this.kind);
    const card = new Card("bins", {
      hover: (at) => card.paint(this.chosen, at),
      choose: (at) => this.exact(fold, at.i, at.j),
      say: () => {
        const {i, j} = this.cursor = card.cursor;
        this.say(`bin of query ${i * fold.height}, key ${j * fold.width}: ${card.value(i, j)}`);
      },
      range: (range) => {
        state.ranges.bins = range;
        this.render();
      },
      table: () => {},
    });
    card.toggle.remove();
    const names = (/** @type {number} */ count, /** @type {number} */ size) => Array.from({length: count}, (_, at) => String(at * size));
    card.set({stage: "bins", latex: "", title: "weights", axes: "rows are queries, columns are keys, in bins", corner: AXES.keys.corner, signed: rows.some((row) => row.some((x) => x < 0)), rows, before: null,
      arrived: Math.ceil(fold.arrived / fold.height), rowLabels: names(rows.length, fold.height), columnLabels: names(rows[0].length, fold.width), masked: () => false,
      range: state.ranges.bins ?? "max", table: false, hint: null}, Math.min(640, this.element.clientWidth - 8));
    card.canvas.dataset.large = "map";
    card.cursor = this.cursor;
    card.paint(this.chosen, null);
    return card;
  }

  /** The rows of a bin, as the service computes them alone. @param {Fold} fold @param {number} i @param {number} j */
  async exact(fold, i, j) {
    const {state} = this;
    this.chosen = this.cursor = {i, j};
    this.render();
    const given = this.request.queryIndices;
    const from = i * fold.height;
    const queryIndices = Array.from({length: Math.min(fold.height, MOST_EXACT, fold.rows - from)}, (_, at) => given?.[from + at] ?? from + at);
    const request = {...this.request, queryIndices};
    const body = await compute(state.path, request).catch((fault) => this.tell(fault instanceof Refusal ? fault.message : failureOf(fault)));
    if (!body) {
      return;
    }
    const answer = new Answer(state.path, request, body);
    const start = j * fold.width;
    const width = Math.min(fold.width, MOST_EXACT, fold.columns - start);
    const exact = h("div", {class: "ledger-of-bin"});
    const card = new Card("exact", {
      hover: (at) => card.paint(null, at),
      choose: (at) => fill(exact, ledger({answer, before: null, i: at.i, j: start + at.j, head: state.head}, () => {})),
      say: this.say, range: () => {}, table: () => {},
    });
    card.toggle.remove();
    card.range.remove();
    card.set({stage: "exact", latex: answer.stages.find((stage) => stage.name === "weights")?.formula ?? "", title: `weights of queries ${from} to ${from + queryIndices.length - 1}, keys ${start} to ${start + width - 1}`,
      ...AXES.keys, signed: answer.signed("weights"), rows: answer.matrix("weights", state.head).map((row) => row.slice(start, start + width)), before: null,
      rowLabels: answer.queryLabels, columnLabels: answer.keyLabels.slice(start, start + width),
      masked: (r, c) => reasons(request, answer.index(r), start + c, state.head).length > 0, range: "max", table: true, hint: null}, Math.min(640, this.element.clientWidth - 8));
    card.paint(null, null);
    fill(this.below, card.element, exact);
    this.say(card.name.textContent ?? "");
  }
}

const BINS = 256;

class Fold {
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
async function* documents(response) {
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
