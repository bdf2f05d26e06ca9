/** The state of the page as the fragment of its address: a server never sees it. */

/** @typedef {import("./state.js").State} State */

/** Longer addresses get lost on their way. */
export const LONGEST = 32_768;
const PATH = /^\/attention\/[a-z-]+$/;

/** @param {State} state @returns {Promise<string>} the fragment, without # */
export async function fragment(state) {
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
export async function follow(state, hash) {
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
  /** @type {import("./state.js").Look} */
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
