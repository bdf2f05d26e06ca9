/** Asks for what the page opens with while the modules that show it are still on their way. */
import {opened} from "./example.js";
import {answerTo, get, isLarge} from "./service.js";

/** Opened if the address names nothing else. */
export const FIRST = "notebook-softmax";

/** @type {string | null} the example whose answer is asked for */
let asked = location.hash.length > 1 ? new URLSearchParams(location.hash.slice(1)).get("example") : FIRST;
const coming = asked === null ? null : ask(asked);
coming?.catch(() => {}); // Asked for again, and reported, when it is opened.

/** @param {string} name */
async function ask(name) {
  const example = await get(`/attention/examples/${name}`);
  const {path, request} = opened(example);
  const body = isLarge(path, request) ? null : answerTo(path, request);
  body?.catch(() => {});
  return {example, body};
}

/**
 * What was asked for ahead, once: later the service is asked anew.
 * @param {string} name of the example
 * @returns {Promise<{example: Example, body: Promise<Json> | null} | null>}
 */
export async function takeAhead(name) {
  if (name !== asked) {
    return null;
  }
  asked = null;
  return coming && coming.catch(() => null);
}
