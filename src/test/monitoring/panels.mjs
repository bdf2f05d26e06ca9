// Asks Prometheus what each panel of a dashboard asks it, and fails if one gets no number:
// node panels.mjs attention.json http://127.0.0.1:9090
import { readFileSync } from "node:fs";

const [file, prometheus] = process.argv.slice(2);
const variables = { $__rate_interval: "20s", $__range: "1m", $instance: ".*" };

const filled = (expr) => Object.entries(variables).reduce((text, [name, value]) => text.replaceAll(name, value), expr);

async function numbers(expr) {
  const response = await fetch(`${prometheus}/api/v1/query?${new URLSearchParams({ query: filled(expr) })}`);
  const answer = await response.json();
  if (answer.status !== "success") throw new Error(`${expr}: ${answer.error}`);
  return answer.data.result.filter((series) => Number.isFinite(Number(series.value[1]))).length;
}

let empty = 0;
for (const panel of JSON.parse(readFileSync(file, "utf8")).panels) {
  for (const { expr } of panel.targets ?? []) {
    const found = await numbers(expr);
    console.log(`${panel.title}: ${found} series`);
    if (found === 0) {
      console.error(`No number for ${panel.title}: ${filled(expr)}`);
      empty++;
    }
  }
}
process.exit(empty === 0 ? 0 : 1);
