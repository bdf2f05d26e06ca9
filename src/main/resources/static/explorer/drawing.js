/** What the drawings of a row are made of: labels, cells with their numbers, and a figure with its caption. */
import {css, inkOn} from "./colour.js";
import {h, svg, token} from "./dom.js";
import {short} from "./number.js";
import {saveSvg} from "./pictures.js";

/** Of a cell. */
export const WIDTH = 46;
export const HEIGHT = 22;

/**
 * @param {string} text @param {number} x @param {number} y
 * @param {Record<string, any>} [props]
 */
export function label(text, x, y, props = {}) {
  return svg("text", {x, y, "font-size": 12, "font-family": "Inter, system-ui, sans-serif", fill: token("ink"),
    "text-anchor": "middle", ...props}, text);
}

/** A coloured cell with its number. @param {number | null} value @param {Scale} scale @param {number} x @param {number} y @param {number} [row] of the map that has the scale */
export function box(value, scale, x, y, row = 0) {
  if (value === null) {
    return svg("g", null, svg("rect", {x, y, width: WIDTH, height: HEIGHT, fill: token("blank")}),
      svg("path", {d: `M${x + 8} ${y + 5}l${WIDTH - 16} ${HEIGHT - 10}m0 ${10 - HEIGHT}l${16 - WIDTH} ${HEIGHT - 10}`, stroke: token("ink")}));
  }
  const colour = scale.colour(value, row);
  return svg("g", null, svg("rect", {x, y, width: WIDTH, height: HEIGHT, fill: css(colour), "shape-rendering": "crispEdges"}),
    label(short(value), x + WIDTH / 2, y + HEIGHT / 2 + 4, {"font-size": 11, fill: inkOn(colour)}));
}

/** A cell that has no number because its key is masked. @param {number} x @param {number} y */
export function hatched(x, y) {
  const lines = [];
  for (let at = 6; at < WIDTH + HEIGHT; at += 6) {
    lines.push(`M${x + Math.min(at, WIDTH)} ${y + Math.max(0, at - WIDTH)}L${x + Math.max(0, at - HEIGHT)} ${y + Math.min(at, HEIGHT)}`);
  }
  return svg("g", null, svg("rect", {x, y, width: WIDTH, height: HEIGHT, fill: token("blank")}),
    svg("path", {d: lines.join(""), stroke: token("hatch"), fill: "none"}), svg("title", null, "masked"));
}

/** @param {number} width @param {number} height @param {string} title @param {Child[]} children */
export function picture(width, height, title, ...children) {
  return svg("svg", {width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": title,
    xmlns: "http://www.w3.org/2000/svg"}, svg("title", null, title), children);
}

/** @param {string} text @param {number} [most] letters */
export const cut = (text, most = 8) => [...text].length > most ? [...text].slice(0, most - 1).join("") + "…" : text;

/** @param {SVGSVGElement} picture @param {string} name @param {string} caption @param {Child} [heading] */
export function figure(picture, name, caption, heading = null) {
  return h("figure", {class: "picture", "data-figure": name}, heading && h("h3", null, heading), h("div", {class: "scroll wide", tabindex: 0, role: "group", "aria-label": caption}, picture),
    h("figcaption", null, caption, " ",
      h("button", {type: "button", class: "plain", onclick: () => saveSvg(picture, `${name}.svg`)}, "save SVG")));
}
