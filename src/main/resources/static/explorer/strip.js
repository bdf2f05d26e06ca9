/** The cards of an answer, one for each stage, with one cross-hair through all of them. */
import {Card} from "./card.js";
import {fit, put, setAll} from "./cards.js";
import {fill, h} from "./dom.js";
import {reasons, shows} from "./masks.js";
import {AXES, titleOf} from "./names.js";
import {indexOfLargest} from "./number.js";
import {savePicture} from "./pictures.js";

/** Of the next card, where cards are beside each other in a row that scrolls. */
const PEEK = 20;

export class Strip {
  /**
   * @param {HTMLElement} element
   * @param {State} state
   * @param {(text: string) => void} say
   */
  constructor(element, state, say) {
    this.element = element;
    this.state = state;
    this.say = say;
    /** @type {Map<string, Card>} */
    this.cards = new Map();
    /** @type {Place | null} the cell that is pointed at, as query and key */
    this.hover = null;
    /** which cell was chosen when the maps were drawn last */
    this.shown = "";
    this.planned = 0;
    this.nav = h("nav", {class: "jumps", "aria-label": "Stages in order"});
    element.before(this.nav);
  }

  render() {
    const {answer, refusal, failure} = this.state;
    if (answer === null) {
      if (refusal !== null || failure !== null) {
        this.leave();
        fill(this.element);
      }
      return;
    }
    const stages = answer.stages.filter((stage) => stage.name !== "contributions" && stage.name !== "prediction");
    const cards = stages.map((stage) => this.card(stage.name));
    const room = Math.min(this.element.clientWidth - (matchMedia("(max-width: 1099px)").matches ? PEEK : 8), 640);
    const contents = stages.map((stage) => this.content(answer, stage));
    setAll(cards, contents, room);
    for (const name of this.cards.keys()) {
      if (!stages.some((stage) => stage.name === name)) {
        this.cards.delete(name);
      }
    }
    put(this.element, cards);
    fit(cards, room);
    this.jumps(cards);
    this.follow();
    this.paint();
    performance.mark("maps");
  }

  /** Leaves the page to a request without maps of cells. */
  leave() {
    fill(this.nav);
  }

  /** Another chosen cell is shown at once, although the pointer or the focus is still where it was. */
  follow() {
    const {cell, row} = this.state;
    const now = JSON.stringify(cell ?? row);
    if (now !== this.shown) {
      this.shown = now;
      this.hover = null;
    }
  }

  /** The ways to cards that are out of sight, on a narrow screen. @param {Card[]} cards */
  jumps(cards) {
    fill(this.nav, cards.length > 1 && cards.map((card) => h("button", {type: "button", class: "tab", onclick: () =>
      card.element.scrollIntoView({block: "nearest", inline: "start"})}, card.name.textContent)));
  }

  /** @param {string} stage */
  card(stage) {
    const known = this.cards.get(stage);
    if (known) {
      return known;
    }
    const drawn = this.state.answer?.axes(stage) !== "key";
    const card = new Card(stage, {
      save: drawn ? (kind) => savePicture(this.state, stage, kind) : undefined,
      hover: (at) => this.point(at && this.place(stage, at)),
      choose: (at) => this.choose(stage, at),
      say: this.say,
      range: (range) => {
        this.state.ranges[stage] = range;
        this.state.tell("look");
      },
      table: () => {
        this.state.tables[stage] = !this.state.tables[stage];
        this.state.tell("look");
      },
    });
    card.canvas.addEventListener("focus", () => {
      if (!card.canvas.matches(":focus-visible")) {
        return;
      }
      card.cursor = this.start(card);
      this.point(this.place(stage, card.cursor));
    });
    card.canvas.addEventListener("blur", () => this.point(null));
    this.cards.set(stage, card);
    return card;
  }

  /**
   * @param {Answer} answer
   * @param {{name: string, formula: string}} stage
   * @returns {Content}
   */
  content(answer, {name, formula}) {
    const {state} = this;
    const axes = answer.axes(name);
    const rows = answer.matrix(name, state.head);
    const width = rows[0].length;
    const masked = shows(name, answer.request) && rows.map((row, i) =>
      row.map((_, j) => reasons(answer.request, answer.index(i), j, state.head).length > 0));
    return {
      stage: name,
      latex: formula,
      title: titleOf(name),
      ...AXES[axes],
      signed: answer.signed(name),
      rows,
      before: state.before?.matrix(name, state.head) ?? null,
      rowLabels: axes === "key" ? answer.keyLabels : answer.queryLabels,
      columnLabels: axes === "keys" ? answer.keyLabels : Array.from({length: width}, (_, m) => width === 1 ? "" : String(m)),
      masked: (i, j) => masked && masked[i][j],
      range: state.ranges[name] ?? "max",
      table: Boolean(state.tables[name]),
      hint: name === "weights" && state.cell === null ? "Each colour is a number: choose one." : null,
    };
  }

  /**
   * From a cell of a map to query and key.
   * @param {string} stage
   * @param {{i: number, j: number}} at
   * @returns {Place}
   */
  place(stage, {i, j}) {
    const axes = this.state.answer?.axes(stage);
    return axes === "keys" ? {i, j} : axes === "key" ? {i: null, j: i} : {i, j: null};
  }

  /** From query and key to a map. @param {string} stage @param {Place | null} place @returns {Place | null} */
  onMap(stage, place) {
    if (place === null) {
      return null;
    }
    const axes = this.state.answer?.axes(stage);
    return axes === "keys" ? place : axes === "key" ? {i: place.j, j: null} : {i: place.i, j: null};
  }

  /** @param {string} stage @param {{i: number, j: number}} at */
  choose(stage, at) {
    const {state} = this;
    const place = this.place(stage, at);
    state.choose(place.i ?? state.row, place.j ?? state.cell?.j ?? this.largest(place.i ?? state.row));
  }

  /** The key that a query attends to most. @param {number} i */
  largest(i) {
    const weights = this.state.answer?.unit(i, this.state.head).weights ?? [0];
    return indexOfLargest(weights);
  }

  /** @param {Place | null} place */
  point(place) {
    this.hover = place;
    if (!this.planned) {
      this.planned = requestAnimationFrame(() => {
        this.planned = 0;
        this.paint();
      });
    }
  }

  paint() {
    const {state} = this;
    const chosen = state.cell ?? {i: state.row, j: null};
    for (const [stage, card] of this.cards) {
      card.paint(this.onMap(stage, chosen), this.onMap(stage, this.hover));
    }
  }

  /** @param {Card} card */
  start(card) {
    const {cell, row} = this.state;
    const rows = card.content?.rows ?? [[]];
    const place = this.onMap(card.stage, cell ?? {i: row, j: 0}) ?? {i: 0, j: 0};
    return {i: Math.min(place.i ?? 0, rows.length - 1), j: Math.min(place.j ?? 0, rows[0].length - 1)};
  }

  /** Shows where a number is from. @param {Origin} origin */
  light({stage, i, j}) {
    const card = this.cards.get(stage);
    if (!card) {
      return false;
    }
    this.point(this.place(stage, {i, j}));
    card.blink({i, j});
    card.canvas.focus({preventScroll: true});
    card.cursor = {i, j};
    this.point(this.place(stage, {i, j}));
    card.announce();
    return true;
  }
}
