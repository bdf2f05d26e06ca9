/** What the page shows, and the requests that lead from one state to the next. */
import {takeAhead} from "./ahead.js";
import {Answer} from "./answer.js";
import {opened} from "./example.js";
import {answerTo, failureOf, get, isLarge, mechanismOf, Refusal} from "./service.js";

const UNDONE = 100;

export class State {
  constructor() {
    /** @type {Example[]} */
    this.examples = [];
    /** @type {string | null} */
    this.example = null;
    /** @type {{title: string, why: string} | null} the example that the numbers are from, or were before they were changed */
    this.about = null;
    this.path = "/attention/self";
    /** @type {Json} */
    this.request = {};
    /** @type {Answer | null} */
    this.answer = null;
    /** @type {Answer | null} the answer before the last edit */
    this.before = null;
    /** @type {Refusal | null} */
    this.refusal = null;
    /** @type {string | null} what keeps the page from the service */
    this.failure = null;
    this.pending = false;
    /** @type {{i: number, j: number} | null} */
    this.cell = null;
    /** the row that is looked at, also while no cell is chosen */
    this.row = 0;
    this.head = 0;
    /** @type {Opening} where the request began: the same until another one is opened */
    this.opening = {own: null};
    /** whether another example was chosen since the address was written */
    this.turned = false;
    /** how many examples were chosen */
    this.loads = 0;
    /** the drawing of the row; the first that fits if empty */
    this.view = "";
    /** @type {Record<string, ColourRange>} */
    this.ranges = {};
    /** @type {Record<string, boolean>} */
    this.tables = {};
    /** @type {(Pick<State, "path" | "request" | "example" | "about" | "opening"> & {look: Required<Look>})[]} */
    this.history = [];
    /** @type {((what: "request" | "answer" | "cell" | "look" | "step") => void)[]} */
    this.listeners = [];
    /** @type {AbortController | null} */
    this.running = null;
  }

  /** @param {(what: "request" | "answer" | "cell" | "look" | "step") => void} listener */
  listen(listener) {
    this.listeners.push(listener);
  }

  /** @param {"request" | "answer" | "cell" | "look" | "step"} what */
  tell(what) {
    if (this.answer) {
      this.keepInside(this.answer);
    }
    this.listeners.forEach((listener) => listener(what));
  }

  /** Tells listeners that came late what the others know. @param {number} from the first of them */
  catchUp(from) {
    for (const what of /** @type {const} */ (["request", "answer"])) {
      this.listeners.slice(from).forEach((listener) => listener(what));
    }
  }

  get mechanism() {
    return mechanismOf(this.path);
  }

  /** @param {string} name @param {Look} [look] what a link says of it; without, somebody chose it on the page */
  async load(name, look) {
    const turn = ++this.loads;
    this.pending = true;
    this.tell("look");
    const {example, ahead} = await this.find(name).catch((fault) => {
      this.pending = turn !== this.loads && this.pending;
      throw fault;
    });
    if (turn !== this.loads) {
      return; // Another one was chosen meanwhile.
    }
    this.remember();
    this.turned = look === undefined;
    const {path, request, row, own} = opened(example);
    await this.open(path, request, {example: example.name, about: example, row, own, body: ahead?.body, ...look});
  }

  /** @param {string} name @returns {Promise<{example: Example, ahead: Awaited<ReturnType<typeof takeAhead>>}>} */
  async find(name) {
    const ahead = await takeAhead(name);
    const example = ahead?.example ?? this.examples.find((each) => each.name === name) ?? await get(`/attention/examples/${name}`);
    return {example, ahead};
  }

  /**
   * Shows another request, as its own beginning.
   * @param {string} path
   * @param {Json} request
   * @param {Look & {example?: string | null, about?: {title: string, why: string} | null, own?: Record<string, any> | null,
   *   body?: Promise<Json> | null}} [look] the body is that of the answer, if it was asked for already
   */
  async open(path, request, {example = null, about = null, own = null, body = null, row = 0, cell = null, head = 0, view = own ? "check" : "", ranges = {}} = {}) {
    this.path = path;
    this.request = request;
    this.example = example;
    this.about = about;
    this.row = row;
    this.cell = cell;
    this.head = head;
    this.opening = {own};
    this.view = view;
    this.ranges = ranges;
    this.tables = {};
    this.answer = null;
    this.tell("request");
    await this.compute(false, body);
  }

  /**
   * Another request of the same kind: what changes is shown beside what was.
   * @param {Json} request
   */
  async edit(request) {
    this.remember();
    this.turned ||= this.example !== null; // The way back leads to the example.
    this.request = request;
    this.example = null;
    this.tell("request");
    await this.compute(true);
  }

  remember() {
    if (Object.keys(this.request).length > 0) {
      const {path, request, example, about, opening, row, cell, head, view, ranges} = this;
      this.history.push({path, request, example, about, opening, look: {row, cell, head, view, ranges}});
      this.history.splice(0, this.history.length - UNDONE);
    }
  }

  async undo() {
    const last = this.history.pop();
    if (last) {
      const {look, ...what} = last;
      const same = last.opening === this.opening;
      Object.assign(this, what, same ? {} : {...look, answer: null});
      this.tell("request");
      await this.compute(same);
    }
  }

  /** Whether its maps would have too many cells to be shown one by one. */
  get large() {
    return isLarge(this.path, this.request);
  }

  /**
   * @param {boolean} compare whether to keep the answer before for comparison
   * @param {Promise<Json> | null} [coming] the body of the answer, if it was asked for already
   */
  async compute(compare, coming = null) {
    this.running?.abort();
    const running = new AbortController();
    this.running = running;
    const {path, request} = this;
    if (this.large) {
      this.answer = this.before = this.refusal = this.failure = null;
      this.pending = false;
      this.tell("answer");
      return;
    }
    this.pending = true;
    this.refusal = this.failure = null;
    this.tell("look");
    try {
      const body = await (coming ?? answerTo(path, request, running.signal));
      if (running.signal.aborted) {
        return;
      }
      const answer = new Answer(path, request, body);
      this.before = compare && this.answer && comparable(this.answer, answer) ? this.answer : null;
      this.answer = answer;
    } catch (fault) {
      if (running.signal.aborted) {
        return;
      }
      if (fault instanceof Refusal) {
        this.refusal = fault;
      } else {
        this.failure = failureOf(fault);
      }
    }
    this.pending = false;
    this.tell("answer");
  }

  /** What is looked at is in the answer that is shown, whatever a link or a drawing says. @param {Answer} answer */
  keepInside(answer) {
    this.row = Math.min(this.row, answer.rows.length - 1);
    this.head = Math.min(this.head, Math.max(0, answer.heads - 1));
    if (this.cell && (this.cell.i >= answer.rows.length || this.cell.j >= answer.keyLabels.length)) {
      this.cell = null;
    }
  }

  /** @param {number} i @param {number} j */
  choose(i, j) {
    this.row = i;
    this.cell = {i, j};
    this.tell("cell");
  }

  /** @param {number} i */
  chooseRow(i) {
    this.row = i;
    this.cell = this.cell && {i, j: this.cell.j};
    this.tell("cell");
  }

  /** @param {number} head */
  chooseHead(head) {
    this.head = head;
    this.tell("answer");
  }
}

/** @param {Answer} a @param {Answer} b */
function comparable(a, b) {
  return a.path === b.path && a.rows.length === b.rows.length && a.keyLabels.length === b.keyLabels.length
    && a.heads === b.heads && a.rows.every((_, i) => a.index(i) === b.index(i));
}
