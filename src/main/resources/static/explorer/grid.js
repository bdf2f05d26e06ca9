/** A matrix of the request as an editable grid: type, paste, add and remove rows and columns, drop a file. */
import {h} from "./dom.js";
import {readNpy} from "./npy.js";
import {exact} from "./number.js";
import {fault, parse, typed} from "./paste.js";

/**
 * @typedef {object} Grid
 * @property {string} member
 * @property {() => (number | null)[][]} rows as they are now
 * @property {() => string[] | null} tokens
 * @property {boolean} labelled whether its rows may have tokens
 * @property {(number | null)[][] | null} before
 * @property {(rows: (number | null)[][], tokens?: string[] | null) => void} change
 * @property {(whole: Json) => boolean} open another request; false if there is none in it
 * @property {(field: HTMLInputElement, detail: string) => void} refuse
 */

/** More fields than this are not for editing by hand. */
const FIELDS = 600;

/** @param {Grid} grid */
export function gridOf(grid) {
  const {member} = grid;
  const rows = grid.rows();
  const columns = rows[0]?.length ?? 0;
  const editable = rows.length * columns <= FIELDS;
  return h("section", {class: "grid", "data-pointer": `#/${member}`, "aria-label": member,
    ondragover: (/** @type {DragEvent} */ event) => event.preventDefault(),
    ondrop: (/** @type {DragEvent} */ event) => drop(grid, event)},
  h("header", null, h("h3", null, member), h("span", {class: "size"}, `${rows.length} × ${columns}`)),
  editable ? table(grid, columns) : h("p", {class: "soft"}, "Too many to edit by hand: paste, or drop a file."),
  h("p", {class: "fault", hidden: true}),
  h("div", {class: "tools"},
    editable && tool("+ row", `Add a row to ${member}`, () => grid.change([...grid.rows(), grid.rows().at(-1)?.map(() => 0) ?? [0]], grown(grid))),
    editable && rows.length > 1 && tool("− row", `Remove the last row of ${member}`, () => grid.change(grid.rows().slice(0, -1), grid.tokens()?.slice(0, -1))),
    editable && tool("+ column", `Add a column to ${member}`, () => grid.change(grid.rows().map((row) => [...row, 0]))),
    editable && columns > 1 && tool("− column", `Remove the last column of ${member}`, () => grid.change(grid.rows().map((row) => row.slice(0, -1)))),
  ),
  h("div", {class: "tools"}, pasting(grid), file(grid)));
}

/** @param {string} label @param {string} name @param {() => void} act */
function tool(label, name, act) {
  return h("button", {type: "button", class: "plain", "aria-label": name, onclick: act}, label);
}

/** @param {Grid} grid */
function grown(grid) {
  const tokens = grid.tokens();
  return tokens && [...tokens, `token ${tokens.length}`];
}

/** @param {Grid} grid @param {number} columns */
function table(grid, columns) {
  const {member, labelled} = grid;
  const [rows, tokens] = [grid.rows(), grid.tokens()];
  const label = (/** @type {number} */ i) => tokens?.[i] ?? String(i);
  return h("div", {class: "cells", role: "group", "aria-label": `${member}, ${rows.length} rows`},
    h("table", {onkeydown: move}, h("tbody", null, rows.map((row, i) => h("tr", {"data-pointer": `#/${member}/${i}`},
      h("th", {scope: "row"}, labelled
        ? h("input", {class: "token", value: tokens?.[i] ?? "", placeholder: String(i), "aria-label": `token ${i}`,
          onchange: (/** @type {Event} */ event) => rename(grid, i, field(event)),
          onpaste: (/** @type {ClipboardEvent} */ event) => paste(grid, i, 0, event)})
        : h("bdi", null, label(i))),
      row.map((value, j) => h("td", null, cell(grid, i, j, value, label(i)))))))),
    columns > 5 && h("p", {class: "unseen"}, "The table scrolls sideways."));
}

/** @param {Event} event */
const field = (event) => /** @type {HTMLInputElement} */ (event.target);

/** @param {Grid} grid @param {number} i @param {number} j @param {number | null} value @param {string} label */
function cell(grid, i, j, value, label) {
  const {member, before} = grid;
  const old = before?.[i]?.[j];
  const written = value === null ? "null" : String(value);
  return [
    h("input", {class: "number", inputmode: "decimal", value: written, autocomplete: "off",
      size: Math.max(4, Math.min(8, written.length)), "data-at": `${member} ${i} ${j}`,
      "aria-label": `${member}, ${label}, column ${j}`,
      onfocus: (/** @type {Event} */ event) => field(event).select(),
      onchange: (/** @type {Event} */ event) => write(grid, i, j, field(event)),
      onpaste: (/** @type {ClipboardEvent} */ event) => paste(grid, i, j, event)}),
    before && old !== undefined && old !== value && h("del", {title: "before the last change"}, exact(old)),
  ];
}

/** @param {Grid} grid @param {number} i @param {number} j @param {HTMLInputElement} input */
function write(grid, i, j, input) {
  const value = typed(input.value);
  const missing = grid.member === "scores" && /^(null|−?∞|-inf)$/i.test(input.value.trim());
  if (value === undefined && !missing) {
    grid.refuse(input, `Expected a finite number, found ${input.value.trim() || "nothing"}. The number is still ${grid.rows()[i][j]}.`);
    return;
  }
  input.defaultValue = input.value;
  grid.change(grid.rows().map((row, r) => r === i ? row.map((x, c) => c === j ? value ?? null : x) : row));
}

/** @param {Grid} grid @param {number} i @param {HTMLInputElement} input */
function rename(grid, i, input) {
  input.defaultValue = input.value;
  const [rows, known] = [grid.rows(), grid.tokens()];
  grid.change(rows, rows.map((_, r) => r === i ? input.value : known?.[r] ?? String(r)));
}

/** A block of numbers fills the cells from here on; one that does not fit replaces all of them. @param {Grid} grid @param {number} i @param {number} j @param {ClipboardEvent} event */
function paste(grid, i, j, event) {
  const text = event.clipboardData?.getData("text") ?? "";
  const pasted = parse(text);
  if (!pasted && /[\t\n]/.test(text.trim())) {
    event.preventDefault();
    grid.refuse(field(event), fault(text));
    return;
  }
  if (!pasted || pasted.rows.length * pasted.rows[0].length < 2) {
    return;
  }
  event.preventDefault();
  const rows = grid.rows();
  const fits = i + pasted.rows.length <= rows.length && j + pasted.rows[0].length <= rows[0].length;
  if (!fits || pasted.tokens) {
    replace(grid, pasted);
  } else {
    grid.change(rows.map((row, r) => row.map((x, c) => {
      const to = pasted.rows[r - i]?.[c - j];
      return to === undefined ? x : to;
    })));
  }
}

/** @param {Grid} grid @param {import("./paste.js").Pasted} pasted */
function replace(grid, pasted) {
  const tokens = grid.tokens();
  const kept = tokens?.length === pasted.rows.length ? tokens : null;
  grid.change(pasted.rows, grid.labelled ? pasted.tokens ?? kept : undefined);
}

/** @param {Grid} grid */
function pasting(grid) {
  const found = h("p", {class: "soft", "aria-live": "polite"});
  const use = h("button", {type: "button", disabled: true, onclick: () => {
    const pasted = parse(text.value);
    text.value = "";
    if (pasted) {
      replace(grid, pasted);
    }
  }}, "Use these numbers");
  const text = h("textarea", {rows: 4, spellcheck: "false", "aria-label": `Numbers for ${grid.member}`,
    placeholder: "From a spreadsheet, CSV, JSON or Python",
    oninput: () => {
      const pasted = parse(text.value);
      use.disabled = pasted === null;
      found.textContent = pasted ? `${pasted.rows.length} × ${pasted.rows[0].length} numbers${pasted.tokens ? ", with tokens" : ""}`
        : text.value.trim() ? fault(text.value) : "";
    }});
  return h("details", {class: "paste"}, h("summary", null, "paste numbers"), text, found, use);
}

/** @param {Grid} grid */
function file(grid) {
  const input = h("input", {type: "file", accept: ".npy,.csv,.tsv,.txt,.json", class: "unseen", "aria-label": `File for ${grid.member}: .npy, .csv or .json`,
    onchange: () => input.files?.[0] && read(grid, input.files[0], input)});
  return h("label", {class: "file"}, h("span", null, "open .npy, .csv or .json"), input);
}

/** @param {Grid} grid @param {DragEvent} event */
function drop(grid, event) {
  event.preventDefault();
  const dropped = event.dataTransfer?.files[0];
  const field = /** @type {HTMLElement} */ (event.currentTarget).querySelector("input[type=file]");
  if (dropped && field instanceof HTMLInputElement) {
    read(grid, dropped, field);
  }
}

/** @param {Grid} grid @param {File} source @param {HTMLInputElement} field where it is said if there is no matrix in it */
async function read(grid, source, field) {
  try {
    const binary = source.name.endsWith(".npy");
    const text = binary ? "" : await source.text();
    const whole = objectIn(text);
    if (whole && grid.open(whole)) {
      return;
    }
    const pasted = binary ? {rows: readNpy(await source.arrayBuffer()), tokens: null} : parse(text);
    if (pasted === null) {
      throw new Error(`Expected a matrix of numbers in ${source.name}, found none. ${fault(text, "")}`.trim());
    }
    replace(grid, pasted);
  } catch (thrown) {
    field.value = ""; // The same file can be chosen again.
    grid.refuse(field, /** @type {Error} */ (thrown).message);
  }
}

/** @param {string} text @returns {Json | null} null if it is no object in JSON */
function objectIn(text) {
  try {
    const value = JSON.parse(text);
    return Array.isArray(value) ? null : value;
  } catch {
    return null;
  }
}

/** Enter, up and down move between rows, as in a spreadsheet. @param {KeyboardEvent} event */
function move(event) {
  const input = /** @type {HTMLElement} */ (event.target);
  const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" || event.key === "Enter" ? 1 : 0;
  const [member, i, j] = (input.dataset.at ?? "").split(" ");
  if (step === 0 || !member) {
    return;
  }
  event.preventDefault();
  const next = document.querySelector(`[data-at="${member} ${Number(i) + step} ${j}"]`);
  if (next instanceof HTMLElement) {
    next.focus();
  } else {
    input.blur();
    input.focus();
  }
}
