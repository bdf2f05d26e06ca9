/** What a request may have, as the OpenAPI document describes it. */
import {get} from "./service.js";

/** @type {Promise<Json> | null} */
let loaded = null;

/** Has no paths as long as the service does not send it. */
function openApi() {
  loaded ??= get("/v3/api-docs").catch(() => {
    loaded = null;
    return {paths: {}};
  });
  return loaded;
}

/** The paths that compute something, in the document's order. */
export async function mechanisms() {
  const {paths} = await openApi();
  return Object.keys(paths).filter((path) => /^\/attention\/[^/]+$/.test(path) && paths[path].post)
    .map((path) => ({path, description: String(paths[path].post.description ?? "").split("\n")[0]}));
}

/** The stages of which the service draws a picture. @param {string} path @returns {Promise<string[]>} */
export async function pictures(path) {
  const {paths} = await openApi();
  return paths[path]?.post.parameters?.find((/** @type {Json} */ each) => each.name === "stage")?.schema.enum ?? [];
}

/** @param {string} path @returns {Promise<Json>} the schema of a request, without references; empty for an unknown path */
export async function requestSchema(path) {
  const document = await openApi();
  return resolve(document, document.paths[path]?.post.requestBody.content["application/json"].schema ?? {});
}

/**
 * @param {Json} document
 * @param {Json} schema
 * @returns {Json}
 */
function resolve(document, schema) {
  if (schema.$ref) {
    const {$ref, ...beside} = schema;
    return {...resolve(document, document.components.schemas[$ref.split("/").at(-1)]), ...beside};
  }
  const choice = schema.oneOf?.find((/** @type {Json} */ each) => each.type !== "null") ?? schema.allOf?.[0];
  if (choice) {
    const {oneOf, allOf, ...beside} = schema;
    return {...resolve(document, choice), ...beside};
  }
  const properties = schema.properties && Object.fromEntries(Object.entries(schema.properties)
    .map(([name, inner]) => [name, resolve(document, inner)]));
  return {...schema, ...properties && {properties}, ...schema.items && {items: resolve(document, schema.items)}};
}

/** @param {Json} schema @returns {string} */
export function typeOf(schema) {
  return Array.isArray(schema.type) ? schema.type.find((/** @type {string} */ type) => type !== "null") : schema.type;
}
