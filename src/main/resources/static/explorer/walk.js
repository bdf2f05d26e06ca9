/** Encoder and decoder step by step: attention above, one hidden state below, over the same input. */
import {Answer} from "./answer.js";
import {css, Scale} from "./colour.js";
import {fill, h, svg, token} from "./dom.js";
import {label, picture} from "./figure.js";
import {byLength} from "./lengths.js";
import {compute, get} from "./service.js";

/**
 * @typedef {import("./state.js").State} State
 * @typedef {import("./answer.js").Json} Json
 */

const COLUMN = 44;
const CELL = 6;
const LEFT = 24;
const PACE = 900;

/** The trained pairs: each with the same letters to copy. @type {Record<string, string>} */
const PARTNERS = {"copy-with-attention": "copy-without-attention", "copy-luong-with-attention": "copy-luong-without-attention"};

export class Walk {
  constructor() {
    this.step = 0;
    /** the chosen row when the step was last set by it */
    this.row = 0;
    /** @type {ReturnType<typeof setInterval> | undefined} */
    this.playing = undefined;
    /** @type {HTMLElement | null} where it is shown now */
    this.element = null;
    /** @type {Json | null} */
    this.shownFor = null;
    /** @type {Answer | null} */
    this.other = null;
    /** @type {string | null} */
    this.pair = null;
  }

  /** @param {HTMLElement} element @param {State} state @param {Answer} answer */
  async show(element, state, answer) {
    this.element = element;
    if (this.row !== state.row) {
      this.row = this.step = state.row;
    }
    if (this.shownFor !== answer.request) {
      this.stop();
      this.shownFor = answer.request;
      this.other = await this.partner(state, answer);
      if (state.answer !== answer) {
        return;
      }
    }
    this.step = Math.min(this.step, this.steps(answer) - 1);
    this.render(this.element ?? element, state, answer);
  }

  /** The same input for the model without attention: the trained partner, else the same request without a score. @param {State} state @param {Answer} answer */
  async partner(state, answer) {
    const {request} = answer;
    if (request.attention.score === "none") {
      return null;
    }
    const name = PARTNERS[state.example ?? this.pair ?? ""];
    const trained = name && (state.example || same(request, this.pairRequest)) ? await get(`/attention/examples/${name}`) : null;
    if (state.example) {
      this.pair = name ? state.example : null;
      this.pairRequest = request;
    }
    const {parameters, ...attention} = request.attention;
    const bare = trained ? {...trained.request, inputs: inputsOf(trained.request, request), tokens: request.tokens}
      : {...request, attention: {...attention, score: "none"}};
    try {
      return new Answer(answer.path, bare, await compute(answer.path, bare));
    } catch {
      return null;
    }
  }

  /** @param {Answer} answer */
  steps(answer) {
    return Math.max(answer.rows.length, this.other?.rows.length ?? 0);
  }

  /** @param {HTMLElement} element @param {State} state @param {Answer} answer */
  render(element, state, answer) {
    const last = this.steps(answer) - 1;
    const go = (/** @type {number} */ step) => {
      this.step = Math.max(0, Math.min(last, step));
      this.render(element, state, answer);
    };
    const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.walk;
    const button = (/** @type {string} */ name, /** @type {() => void} */ act, off = false) =>
      h("button", {type: "button", "data-walk": name, disabled: off, onclick: act}, name);
    const slider = h("input", {type: "range", min: 0, max: last, value: this.step, "data-walk": "slider", "aria-label": "Step",
      "aria-valuetext": `step ${this.step} of ${last}`, oninput: () => go(Number(slider.value))});
    fill(element, h("div", {class: "walk"}, word(state, answer),
      h("div", {class: "bar controls"}, button("back", () => go(this.step - 1), this.step === 0),
        button(this.playing === undefined ? "play" : "pause", () => this.toggle(() => {
          if (this.step >= last - 1) {
            this.stop();
          }
          go(this.step + 1);
        }, () => this.render(element, state, answer), () => this.step === last && go(0))),
        button("step", () => go(this.step + 1), this.step === last), slider, h("span", null, `step ${this.step} of ${last}`)),
      this.lane(answer, answer.request.attention.score === "none" ? "One hidden state" : "With attention"),
      this.other && this.lane(this.other, "One hidden state"),
      contexts(answer, this.other, this.step),
      this.trained(state, answer) && byLength(answer.request.encoder.forward.type, answer.keyLabels.length)));
    const again = element.querySelector(`[data-walk="${focused === "play" ? "pause" : focused === "pause" ? "play" : focused}"]`);
    if (again instanceof HTMLElement) {
      again.focus();
    }
  }

  /** @param {() => void} tick @param {() => void} render @param {() => void} begin */
  toggle(tick, render, begin) {
    if (this.playing === undefined) {
      begin();
      this.playing = setInterval(tick, PACE);
    } else {
      this.stop();
    }
    render();
  }

  stop() {
    clearInterval(this.playing);
    this.playing = undefined;
  }

  /** @param {Answer} answer @param {string} title */
  lane(answer, title) {
    const step = Math.min(this.step, answer.rows.length - 1);
    const row = answer.rows[step];
    const bare = !row.weights;
    return h("section", {class: "lane"}, h("h3", null, title), letters(answer, step),
      h("div", {class: "scroll wide", tabindex: 0, role: "group", "aria-label": title}, drawing(answer, step)),
      h("p", {class: "soft"}, bare
        ? `${row.context.length} numbers have to carry the whole input: the same context at every step.`
        : `The context is made anew at every step: now mostly of ${answer.keyLabels[largest(row.weights)]} (weight ${row.weights[largest(row.weights)].toFixed(2)}).`));
  }

  /** Whether it is one of the trained models. @param {State} state @param {Answer} answer */
  trained(state, answer) {
    return state.example?.startsWith("copy-") || this.pair !== null && same(answer.request, this.pairRequest);
  }

  /** @type {Json | undefined} */
  pairRequest;
}

/** A field for another word, where the model has vectors for letters. @param {State} state @param {Answer} answer */
function word(state, answer) {
  const {request} = answer;
  const letters = request.decoder.readout?.tokens;
  const vectors = request.decoder.generate?.embeddings;
  if (!letters || !vectors || request.inputs[0].length !== vectors[0].length) {
    return null;
  }
  const usual = letters.filter((/** @type {string} */ letter) => /^\p{L}$/u.test(letter));
  const input = h("input", {value: request.tokens?.join("") ?? "", size: 18, maxlength: 20, "data-walk": "word", autocomplete: "off", spellcheck: "false",
    onchange: () => {
      const typed = [...input.value].filter((letter) => usual.includes(letter));
      if (typed.length > 0) {
        const steps = Math.max(request.decoder.generate.steps, typed.length + 2);
        state.edit({...request, tokens: typed, inputs: typed.map((letter) => vectors[letters.indexOf(letter)]),
          decoder: {...request.decoder, generate: {...request.decoder.generate, steps}}});
      }
    }});
  return h("div", {class: "bar"}, h("label", null, h("span", null, "word to copy "), input), h("span", {class: "soft"}, `letters ${usual[0]} to ${usual.at(-1)}`));
}

/** @param {Json} a @param {Json | undefined} b */
function same(a, b) {
  return b !== undefined && JSON.stringify(a.encoder) === JSON.stringify(b.encoder);
}

/**
 * The trained models have letter vectors of their own: an input is found by its token.
 * @param {Json} to @param {Json} from
 */
function inputsOf(to, from) {
  const known = new Map(to.tokens?.map((/** @type {string} */ token, /** @type {number} */ at) => [token, to.inputs[at]]));
  const {readout, generate} = to.decoder;
  readout?.tokens?.forEach((/** @type {string} */ token, /** @type {number} */ at) => {
    if (!known.has(token)) {
      known.set(token, generate?.embeddings[at]);
    }
  });
  return from.tokens?.every((/** @type {string} */ token) => known.has(token))
    ? from.tokens.map((/** @type {string} */ token) => known.get(token)) : to.inputs;
}

/** @param {number[]} weights */
function largest(weights) {
  return weights.reduce((best, weight, j) => weight > weights[best] ? j : best, 0);
}

/** What has been read out until now, right or wrong where the input is to be copied. @param {Answer} answer @param {number} step */
function letters(answer, step) {
  const said = answer.rows.slice(0, step + 1).map((row) => row.predictedToken).filter((token) => token !== undefined);
  if (said.length === 0) {
    return null;
  }
  const wanted = answer.keyLabels;
  const copies = answer.rows.some((row) => wanted.includes(row.predictedToken));
  return h("p", {class: "letters"}, h("span", {class: "soft"}, "read out "), said.map((token, at) => {
    const right = at >= wanted.length ? !wanted.includes(token) : token === wanted[at];
    return copies ? h(right ? "b" : "del", {class: right ? "right" : "wrong", title: right ? "right" : `wrong: ${wanted[at] ?? "the end"}`}, token) : h("b", null, token);
  }));
}

/** Annotations as columns, lines as wide as the weights, and the context they make. @param {Answer} answer @param {number} step */
function drawing(answer, step) {
  const annotations = answer.body.annotations;
  const row = answer.rows[step];
  const weights = row.weights ?? annotations.map((/** @type {any} */ _, /** @type {number} */ j) => j === annotations.length - 1 ? 1 : 0);
  const scale = new Scale(true, "max", [...annotations, ...answer.rows.map((each) => each.context)]);
  const x = (/** @type {number} */ j) => LEFT + j * COLUMN + COLUMN / 2;
  const height = Math.min(annotations[0].length, 32) * CELL;
  const context = x(annotations.length) + 40;
  const foot = 34 + height;
  const begin = row.weights ? foot + 22 : foot + 2;
  const column = (/** @type {number[]} */ values, /** @type {number} */ at, /** @type {number} */ opacity) =>
    values.slice(0, 32).map((value, m) => svg("rect", {x: at - 12, y: 28 + m * CELL, width: 24, height: CELL, fill: css(scale.colour(value, 0)), "fill-opacity": opacity, "shape-rendering": "crispEdges"}));
  return picture(context + 60, foot + 80, `Step ${step}: the annotations, their weights and the context`,
    annotations.map((/** @type {number[]} */ annotation, /** @type {number} */ j) => [
      label(answer.keyLabels[j].slice(0, 6), x(j), 16, {"font-weight": weights[j] > 0.5 ? 600 : 400}),
      column(annotation, x(j), row.weights || j === annotations.length - 1 ? 1 : 0.3),
      weights[j] > 0.002 && svg("path", {d: `M${x(j)} ${begin}C${x(j)} ${foot + 76} ${context} ${foot + 80} ${context} ${foot + 2}`,
        fill: "none", stroke: token("accent"), "stroke-width": Math.max(0.75, 14 * weights[j]), "stroke-opacity": 0.65}),
      row.weights && label(weights[j].toFixed(2).replace(/^0/, ""), x(j), foot + 16, {"font-size": 11, fill: token("soft")}),
    ]),
    label("context", context, 16, {fill: token("accent"), "font-weight": 600}),
    column(row.context, context, 1),
    svg("rect", {x: context - 14, y: 26, width: 28, height: height + 4, fill: "none", stroke: token("accent"), "stroke-width": 2}));
}

/** The contexts of all steps beside each other: with attention they differ, without they are one. @param {Answer} answer @param {Answer | null} other @param {number} step */
function contexts(answer, other, step) {
  const both = other ? [answer, other] : [answer];
  const scale = new Scale(true, "max", both.flatMap((each) => each.rows.map((row) => row.context)));
  const strip = (/** @type {Answer} */ each, /** @type {number} */ y) => each.rows.map((row, t) => [
    row.context.slice(0, 32).map((/** @type {number} */ value, /** @type {number} */ m) => svg("rect", {x: 120 + t * 28, y: y + m * 4, width: 22, height: 4, fill: css(scale.colour(value, 0)), "shape-rendering": "crispEdges"})),
    t === step && svg("rect", {x: 118.5 + t * 28, y: y - 1.5, width: 25, height: Math.min(row.context.length, 32) * 4 + 3, fill: "none", stroke: token("accent"), "stroke-width": 2}),
    label(String(t), 131 + t * 28, 14, {fill: token("soft"), "font-size": 11})]);
  const tall = Math.min(answer.rows[0].context.length, 32) * 4 + 12;
  const most = Math.max(...both.map((each) => each.rows.length));
  return h("section", {class: "lane"}, h("h3", null, "The contexts of all steps"),
    h("div", {class: "scroll wide", tabindex: 0, role: "group", "aria-label": "The contexts of all steps"},
      picture(130 + most * 28, 24 + tall * both.length, "The context columns of all steps, with attention above and without below",
        both.map((each, at) => [label(each.rows[0].weights ? "with attention" : "one hidden state", 110, 24 + tall * at + tall / 2, {"text-anchor": "end", fill: token("soft")}), strip(each, 22 + tall * at)]))),
    other && h("p", {class: "soft"}, "Above they differ. Below it is the same column repeated: that is the bottleneck."));
}
