/** The state of the page as the fragment of its address, which a server never sees; followed, written, and copied. */
import {FIRST} from "./ahead.js";
import {failureOf, Refusal} from "./service.js";

/** Longer addresses get lost on their way. */
const LONGEST = 32_768;
export const PATH = /^\/attention\/[a-z-]+$/;

/** @param {State} state @returns {Promise<string>} the fragment, without # */
async function fragment(state) {
  const {example, row, cell, head, view, ranges} = state;
  const look = new URLSearchParams();
  if (example) {
    look.set("example", example);
  } else {
    look.set("r", await pack({path: state.path, request: state.request}));
  }
  look.set(cell ? "cell" : "row", cell ? `${cell.i},${cell.j}` : String(row));
  if (head > 0) {
    look.set("head", String(head));
  }
  if (view) {
    look.set("view", view);
  }
  const ranged = Object.entries(ranges).map(([stage, range]) => `${stage}:${range}`).join(",");
  if (ranged) {
    look.set("ranges", ranged);
  }
  return look.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
}

/**
 * Opens what a fragment describes.
 * @param {State} state
 * @param {string} hash
 * @returns {Promise<boolean>} false if it describes nothing
 */
async function follow(state, hash) {
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const packed = given.get("r");
  const example = given.get("example");
  if (packed) {
    const {path, request} = await unpack(packed);
    if (!PATH.test(path) || Object(request) !== request) {
      throw new Error("Expected the path of a mechanism and its request.");
    }
    await state.open(path, request, lookOf(given));
  } else if (example) {
    await state.load(example, lookOf(given));
  }
  return Boolean(packed ?? example);
}

/** What is looked at, as far as a fragment names it: the first answer is shown as it was left. @param {URLSearchParams} given */
function lookOf(given) {
  /** @type {Look} */
  const look = {};
  const [i, j] = (given.get("cell") ?? given.get("row") ?? "").split(",").map(index);
  if (i !== null) {
    look.row = i;
    look.cell = given.has("cell") && j !== null && j !== undefined ? {i, j} : null;
  }
  look.head = index(given.get("head") ?? "") ?? 0;
  look.view = given.get("view") ?? undefined;
  look.ranges = Object.fromEntries((given.get("ranges") ?? "").split(",").filter(Boolean).map((ranged) => ranged.split(":")));
  return look;
}

/** @param {string} text @returns {number | null} null if it counts nothing */
const index = (text) => /^\d+$/.test(text) ? Number(text) : null;

/** @param {any} value */
async function pack(value) {
  const bytes = await through(new CompressionStream("deflate-raw"), new TextEncoder().encode(JSON.stringify(value)));
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** @param {string} text */
async function unpack(text) {
  const packed = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(await through(new DecompressionStream("deflate-raw"), packed)));
}

/** @param {GenericTransformStream} stream @param {Uint8Array<ArrayBuffer>} bytes */
async function through(stream, bytes) {
  const piped = new Blob([bytes]).stream().pipeThrough(/** @type {ReadableWritablePair<Uint8Array, BufferSource>} */ (/** @type {unknown} */ (stream)));
  return new Uint8Array(await new Response(/** @type {ReadableStream} */ (piped)).arrayBuffer());
}

const SHOWN = 2500;

/** @param {State} state @returns {Promise<{address: string | null, text: string}>} no address if it would be too long */
export async function addressOf(state) {
  const hash = await fragment(state);
  if (hash.length > LONGEST) {
    return {address: null, text: `The link would have ${hash.length} characters, too many for most programs. Take the JSON file instead.`};
  }
  return {address: `${location.href.replace(/#.*/, "")}#${hash}`, text: ""};
}

/** @param {string} text @returns {Promise<boolean>} whether it is in the clipboard */
export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Says on a button what it has done, for a while. @param {HTMLElement} button @param {string} text */
export function answerOn(button, text) {
  const label = button.dataset.label ??= button.textContent ?? "";
  button.textContent = text;
  setTimeout(() => button.textContent = label, SHOWN);
}

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
      await state.load(FIRST, {}).catch((fault) => {
        state.failure = failureOf(fault);
        state.tell("answer");
      });
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
    return /[#&]r=/.test(location.hash) ? "The link cannot be read: it may have been cut on its way." : failureOf(fault);
  }
  const example = new URLSearchParams(location.hash.slice(1)).get("example");
  return fault.problem.status === 404 ? `There is no example “${example}”.` : fault.message;
}
