/** Cards beside each other: one height of rows, one top of the cells, and room for formulas. */
import {rowHeight} from "./layout.js";

/** @typedef {import("./card.js").Card} Card */

const LEAST_WIDTH = 184;
const WIDEST_FORMULA = 340;

/**
 * Rows of maps beside each other have one height: that of the map with the smallest cells.
 * @param {Card[]} cards @param {Content[]} contents @param {number} room
 */
export function setAll(cards, contents, room) {
  const tallest = Math.min(...contents.map(({rows}) => rowHeight(rows.length)));
  contents.forEach((content, at) => cards[at].set(content, room, tallest));
  const lowest = Math.min(...cards.map((card) => card.map.layout.height));
  cards.filter((card) => card.map.layout.height > lowest).forEach((card) => card.lower(lowest));
  const top = Math.max(...cards.map((card) => card.map.layout.top));
  cards.forEach((card) => card.align(top));
}

/**
 * Makes room for formulas, as soon as their cards are in the page. All are measured before any is changed, so that the
 * page is laid out twice and not once for each card.
 * @param {Card[]} cards @param {number} room
 */
export function fit(cards, room) {
  const widths = cards.map((card) => Math.ceil(card.formula.firstElementChild?.getBoundingClientRect().width ?? 0) + 4);
  cards.forEach((card, at) => {
    card.element.style.minWidth = `${Math.min(room, Math.max(LEAST_WIDTH, Math.min(WIDEST_FORMULA, widths[at])))}px`;
  });
  const scrolls = cards.map(({formula: box}) => box.scrollWidth > box.clientWidth + 1);
  cards.forEach((card, at) => card.scrollFormula(scrolls[at]));
}

/** Puts cards into the page, unless they are there. @param {HTMLElement} element @param {Card[]} cards */
export function put(element, cards) {
  const wanted = cards.map((card) => card.element);
  if (element.children.length !== wanted.length || wanted.some((each, at) => element.children[at] !== each)) {
    element.replaceChildren(...wanted);
  }
}
