/** The state of the page as the fragment of its address: a server never sees it. */

/** @typedef {import("./state.js").State} State */

/** Longer addresses get lost on their way. */
export const LONGEST = 32_768;

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
  const look = new URLSearchParams(hash.replace(/^#/, ""));
  const packed = look.get("r");
  const example = look.get("example");
  if (!packed && !example) {
    return false;
  }
  if (packed) {
    const {path, request} = await unpack(packed);
    await state.open(path, request);
  } else if (example) {
    await state.load(example);
  }
  const cell = look.get("cell")?.split(",").map(Number);
  state.row = cell?.[0] ?? Number(look.get("row") ?? state.row);
  state.cell = cell ? {i: cell[0], j: cell[1]} : null;
  state.head = Number(look.get("head") ?? 0);
  state.view = look.get("view") ?? state.view;
  for (const ranged of (look.get("ranges") ?? "").split(",").filter(Boolean)) {
    const [stage, range] = ranged.split(":");
    state.ranges[stage] = /** @type {import("./colour.js").Range} */ (range);
  }
  if (state.answer) {
    state.keepInside(state.answer);
  }
  state.tell("answer");
  return true;
}

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
