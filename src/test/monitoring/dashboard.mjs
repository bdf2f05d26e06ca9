// Writes a dashboard as a TypeScript program whose types are Grafana's own, so that the compiler finds each member that
// Grafana does not know: node dashboard.mjs attention.json >dashboard.ts
import { readFileSync } from "node:fs";

const optionsOf = { stat: "StatPanelCfg", timeseries: "TimeSeriesPanelCfg", heatmap: "HeatmapPanelCfg", bargauge: "BarGaugePanelCfg" };
const fieldConfigs = new Set(["timeseries", "heatmap"]);

const dashboard = JSON.parse(readFileSync(process.argv[2], "utf8"));
const { panels, ...head } = dashboard;

const imports = Object.entries(optionsOf).map(([kind, name]) =>
  `import type * as ${kind} from "@grafana/schema/dist/esm/raw/composable/${kind}/panelcfg/x/${name}_types.gen";`);

const typeOf = (panel) => {
  if (panel.type === "row") return "Plain<RowPanel>";
  if (!(panel.type in optionsOf)) throw new Error(`${panel.title}: no types are known for ${panel.type}`);
  return `Drawn<${panel.type}.Options, ${fieldConfigs.has(panel.type) ? `${panel.type}.FieldConfig` : "{}"}>`;
};

console.log(`${imports.join("\n")}
import type { Dashboard, FieldConfig, Panel, RowPanel } from "@grafana/schema";

// JSON has the value of an enum constant in the place of the constant.
type Plain<T> = T extends string ? \`\${T}\` : T extends number ? number : T extends boolean | null | undefined ? T
  : T extends (infer U)[] ? Plain<U>[] : T extends object ? { [K in keyof T]: Plain<T[K]> } : T;
type Source = { type: "prometheus"; uid: "prometheus" };
type Query = { refId: string; datasource: Source; expr: string; legendFormat: string; range?: boolean; instant?: boolean; format?: "heatmap" };
type Overrides = NonNullable<Panel["fieldConfig"]>["overrides"];
type Drawn<O, C> = Plain<Omit<Panel, "options" | "fieldConfig" | "targets" | "datasource">> & {
  options: Plain<O>;
  targets: Query[];
  datasource: Source;
  fieldConfig: { defaults: Plain<Omit<FieldConfig, "custom">> & { custom?: Plain<C> }; overrides: Plain<Overrides> };
};

export const head: Plain<Omit<Dashboard, "panels">> = ${JSON.stringify(head, null, 1)};`);
panels.forEach((panel, i) => console.log(`// ${panel.title}\nexport const panel${i}: ${typeOf(panel)} = ${JSON.stringify(panel, null, 1)};`));
