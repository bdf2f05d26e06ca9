/** The key that a service may ask for: kept until the tab is closed, and sent to this service alone. */
import {h} from "./dom.js";

const NAME = "attention.key";

/** Resolves once a key was given; all requests without one wait for the same. @type {Promise<void> | null} */
let asking = null;

/**
 * Like `fetch`, but with the key, and again with another one where the service refuses it.
 * @param {string} address
 * @param {RequestInit} init
 */
export async function request(address, init) {
  for (;;) {
    const key = sessionStorage.getItem(NAME);
    const headers = new Headers(init.headers);
    if (key !== null) {
      headers.set("Authorization", `Bearer ${key}`);
    }
    const response = await fetch(address, {...init, headers});
    if (response.status !== 401) {
      return response;
    }
    if (key === sessionStorage.getItem(NAME)) {
      asking ??= ask(key !== null);
      await asking;
    }
  }
}

/** @param {boolean} again whether the key that is there was refused @returns {Promise<void>} */
function ask(again) {
  return new Promise((resolve) => {
    const field = h("input", {type: "password", id: "key", autocomplete: "off", required: true, size: 48});
    const form = h("form", {class: "key", onsubmit: (/** @type {Event} */ event) => {
      event.preventDefault();
      sessionStorage.setItem(NAME, field.value.trim());
      form.remove();
      asking = null;
      resolve();
    }},
    h("label", {for: "key"}, again ? "This key is not valid (any more). Another one:" : "The service asks for a key:"),
    " ", field, " ", h("button", {type: "submit"}, "use"));
    document.querySelector("main")?.before(form);
    field.focus();
  });
}
