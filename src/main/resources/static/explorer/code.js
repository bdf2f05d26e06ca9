/** The request as a program: to run in a shell, in Python and in JavaScript. */

/** @typedef {import("./answer.js").Json} Json */

/** JSON with a row of numbers a line. @param {Json} request @param {string} [indent] @returns {string} */
function pretty(request, indent = "  ") {
  const members = Object.entries(request).map(([name, value]) => `${indent}${JSON.stringify(name)}: ${written(value, indent)}`);
  return `{\n${members.join(",\n")}\n${indent.slice(2)}}`;
}

/** @param {any} value @param {string} indent @returns {string} */
function written(value, indent) {
  if (Array.isArray(value) && Array.isArray(value[0])) {
    return `[\n${value.map((row) => `${indent}  ${JSON.stringify(row).replaceAll(",", ", ")}`).join(",\n")}\n${indent}]`;
  }
  if (value !== null && typeof value === "object" && !Array.isArray(value)) {
    return pretty(value, indent + "  ");
  }
  return JSON.stringify(value).replaceAll('","', '", "');
}

/** @param {string} url @param {Json} request */
export function curl(url, request) {
  return `curl -s '${url}' -H 'Content-Type: application/json' -d '${pretty(request).replaceAll("'", "'\\''")}'`;
}

/** @param {string} url @param {Json} request */
export function python(url, request) {
  return `import json, urllib.request

request = json.loads(${quoted(pretty(request))})
answer = json.load(urllib.request.urlopen(urllib.request.Request(
    "${url}", json.dumps(request).encode(), {"Content-Type": "application/json"})))
for row in answer["rows"]:
    print(row)`;
}

/** A raw string of Python, as JSON has backslashes of its own. @param {string} text */
function quoted(text) {
  return text.includes("'''") ? JSON.stringify(text) : `r'''${text}'''`;
}

/** @param {string} url @param {Json} request */
export function javascript(url, request) {
  return `const request = ${pretty(request)};
const response = await fetch("${url}", {
  method: "POST",
  headers: {"Content-Type": "application/json"},
  body: JSON.stringify(request),
});
for (const row of (await response.json()).rows) {
  console.log(row);
}`;
}
