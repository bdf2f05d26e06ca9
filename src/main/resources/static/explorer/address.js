/** The address of the page: what it describes is opened, and what is shown is written into it. */
import {FIRST} from "./ahead.js";
import {follow, fragment, LONGEST} from "./link.js";
import {Refusal} from "./service.js";

/** @typedef {import("./state.js").State} State */

const ELSE = "What is shown is not from the link.";

export class Address {
  /** @param {State} state @param {(text: string) => void} say */
  constructor(state, say) {
    this.state = state;
    this.say = say;
    /** why the address could not be followed, and the request that is shown instead */
    this.lost = {why: "", shown: state.request};
    this.writing = 0;
  }

  /** What is wrong with the link, as long as nothing else was opened since. */
  get fault() {
    return this.lost.shown === this.state.request ? this.lost.why : "";
  }

  /** Opens what the address describes; the first example if it describes nothing. */
  async follow() {
    const {state} = this;
    let why = "";
    try {
      if (await follow(state, location.hash)) {
        return;
      }
    } catch (fault) {
      why = `${reason(fault)} ${ELSE}`;
    }
    if (Object.keys(state.request).length === 0 || location.hash.length < 2) {
      await state.load(FIRST, {});
    }
    if (why !== "") {
      this.lost = {why, shown: state.request};
      this.say(why);
      state.tell("look");
    }
  }

  /** The way back leads to what was shown before another example was chosen. */
  async write() {
    const turn = ++this.writing;
    const hash = await fragment(this.state);
    if (turn === this.writing) {
      const address = hash.length > LONGEST ? location.pathname : `#${hash}`;
      history[this.state.turned ? "pushState" : "replaceState"](null, "", address);
      this.state.turned = false;
    }
  }
}

/** @param {unknown} fault */
function reason(fault) {
  if (!(fault instanceof Refusal)) {
    return "The link cannot be read: it may have been cut on its way.";
  }
  const example = new URLSearchParams(location.hash.slice(1)).get("example");
  return fault.problem.status === 404 ? `There is no example “${example}”.` : fault.message;
}
