/** A form made from the schema of a request: a member that the service gets later appears here by itself. */
import {h} from "./dom.js";
import {typed} from "./paste.js";
import {at, withAt} from "./request.js";
import {typeOf} from "./schema.js";

/**
 * @typedef {object} Form
 * @property {() => Json} request as it is now
 * @property {(request: Json) => void} change
 * @property {(field: HTMLInputElement | HTMLTextAreaElement, detail: string) => void} refuse
 */

/** Longer members are closed until someone looks. */
const LONG = 300;

/**
 * @param {Form} form
 * @param {Json} schema
 * @param {Set<string>} without
 */
export function fields(form, schema, without) {
  return Object.entries(schema.properties ?? {}).filter(([name]) => !without.has(name))
    .map(([name, inner]) => field(form, inner, [name], schema.required?.includes(name)));
}

/**
 * @param {Form} form
 * @param {Json} schema
 * @param {(string | number)[]} path
 * @param {boolean} required
 * @returns {HTMLElement}
 */
function field(form, schema, path, required) {
  const type = typeOf(schema);
  if (type === "object") {
    return group(form, schema, path);
  }
  const name = String(path.at(-1));
  const value = at(form.request(), path);
  const [help, fault] = ["help", "fault"].map((what) => `${what}-${path.join("-")}`);
  const set = (/** @type {any} */ to) => form.change(withAt(form.request(), path, to));
  const input = schema.enum ? choice(schema, value, required, set)
    : type === "boolean" ? flag(value, set)
      : type === "array" ? list(form, schema, value, set)
        : plain(form, type, value, set);
  input.setAttribute("aria-describedby", `${help} ${fault}`);
  const wide = type === "array" && typeOf(schema.items) === "array";
  return h("div", {class: `field${wide ? " wide" : ""}${type === "boolean" ? " flag" : ""}`, "data-pointer": `#/${path.join("/")}`},
    h("label", null, h("span", null, name), input),
    h("p", {class: "help", id: help}, schema.description),
    h("p", {class: "fault", id: fault, hidden: true}));
}

/** @param {Form} form @param {Json} schema @param {(string | number)[]} path */
function group(form, schema, path) {
  const value = at(form.request(), path);
  return h("details", {class: "group", open: Boolean(value) && JSON.stringify(value).length < LONG, "data-pointer": `#/${path.join("/")}`},
    h("summary", null, String(path.at(-1))),
    h("p", {class: "help always"}, schema.description),
    h("p", {class: "fault", hidden: true}),
    Object.entries(schema.properties ?? {}).map(([name, inner]) =>
      field(form, inner, [...path, name], schema.required?.includes(name))));
}

/** @param {Json} schema @param {any} value @param {boolean} required @param {(to: any) => void} set */
function choice(schema, value, required, set) {
  const select = h("select", {onchange: () => set(select.value || undefined)},
    !required && h("option", {value: ""}, schema.default === undefined ? "—" : `${schema.default} (default)`),
    schema.enum.filter((/** @type {any} */ each) => each !== null && (each !== schema.default || required))
      .map((/** @type {string} */ each) => h("option", {value: each}, each)));
  select.value = value ?? "";
  if (value === schema.default && !required) {
    select.value = "";
  }
  return select;
}

/** @param {any} value @param {(to: any) => void} set */
function flag(value, set) {
  const input = h("input", {type: "checkbox", checked: value === true, onchange: () => set(input.checked || undefined)});
  return input;
}

/** @param {Form} form @param {string} type @param {any} value @param {(to: any) => void} set */
function plain(form, type, value, set) {
  const input = h("input", {value: value ?? "", inputmode: type === "string" ? "text" : "decimal", size: 8, autocomplete: "off",
    onchange: () => {
      const text = input.value.trim();
      const to = text === "" ? undefined : type === "string" ? text : typed(text);
      if (to === undefined && text !== "") {
        form.refuse(input, `Expected a finite number, found ${shortened(text)}. Nothing was changed.`);
      } else {
        input.defaultValue = input.value;
        set(to);
      }
    }});
  return input;
}

/** Numbers, words or truth values as a line; matrices as JSON. @param {Form} form @param {Json} schema @param {any} value @param {(to: any) => void} set */
function list(form, schema, value, set) {
  const nested = typeOf(schema.items) === "array";
  const written = value === undefined || value === null ? "" : !Array.isArray(value) ? JSON.stringify(value) : nested ? rows(value) : value.join(", ");
  const read = () => {
    const text = input.value.trim();
    const to = nested || text.startsWith("[") ? json(text) : text.split(/[\s,]+/).map((word) => element(schema.items, word));
    if (text === "") {
      set(undefined);
    } else if (!Array.isArray(to) || to.includes(undefined)) {
      const expected = nested ? "rows in JSON, such as [[1, 0], [0, 1]]" : `${EACH[typeOf(schema.items)] ?? "values"} with commas between them`;
      form.refuse(input, `Expected ${expected}, found ${shortened(text)}. Nothing was changed.`);
    } else {
      input.defaultValue = input.value;
      set(to);
    }
  };
  const input = nested ? h("textarea", {rows: Math.min(6, 1 + (value?.length ?? 1)), spellcheck: "false", value: written, onchange: read})
    : h("input", {value: written, autocomplete: "off", onchange: read});
  return input;
}

/** @param {any[]} value */
function rows(value) {
  return `[${value.map((row) => JSON.stringify(row)).join(",\n ")}]`;
}

/** What a list is made of. @type {Record<string, string>} */
const EACH = {boolean: "true or false", integer: "numbers", number: "numbers"};

/** @param {Json} schema @param {string} word @returns {any} undefined if it is no such value */
function element(schema, word) {
  const type = typeOf(schema);
  return type === "string" ? word : type === "integer" || type === "number" ? typed(word) : json(word);
}

/** @param {string} text @returns {any} undefined if it is not JSON */
function json(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @param {string} text */
const shortened = (text) => text.length > 40 ? `${text.slice(0, 40)}…` : text;
