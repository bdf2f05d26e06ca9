/** The address of what is on the page, for the clipboard. */
import {fragment, LONGEST} from "./link.js";

const SHOWN = 2500;

/** @param {import("./state.js").State} state @returns {Promise<{address: string | null, text: string}>} no address if it would be too long */
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
