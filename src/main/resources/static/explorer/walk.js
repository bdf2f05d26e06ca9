/** Encoder and decoder step by step: attention above, one hidden state below, over the same input. */
import {Answer} from "./answer.js";
import {fill, h} from "./dom.js";
import {contexts, lane} from "./lane.js";
import {compute, get} from "./service.js";

const PACE = 900;

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
    const {normalization, scale, softcap, bias, mask, sink, ...unweighted} = request;
    const bare = trained ? {...trained.request, inputs: inputsOf(trained.request, request), tokens: request.tokens}
      : {...unweighted, attention: {...attention, score: "none"}};
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
      if (this.step < answer.rows.length) {
        this.row = state.row = this.step;
        state.tell("step");
      }
      render();
    };
    const render = () => this.render(this.element ?? element, state, answer);
    const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.walk;
    const button = (/** @type {string} */ name, /** @type {() => void} */ act, off = false) =>
      h("button", {type: "button", "data-walk": name, disabled: off, onclick: act}, name);
    const slider = h("input", {type: "range", min: 0, max: last, value: this.step, "data-walk": "slider", "aria-label": "Step",
      "aria-valuetext": `step ${this.step} of ${last}`, oninput: () => go(Number(slider.value))});
    fill(element, h("div", {class: "walk"}, h("div", {class: "head"}, word(state, answer), h("div", {class: "bar controls"}, button("back", () => go(this.step - 1), this.step === 0),
        button(this.playing === undefined ? "play" : "pause", () => this.toggle(() => {
          if (this.step >= last - 1) {
            this.stop();
          }
          go(this.step + 1);
        }, render, () => this.step === last && go(0))),
        button("step", () => go(this.step + 1), this.step === last), slider, h("span", null, `step ${this.step} of ${last}`))),
      this.trained(state, answer) && byLength(answer.request.encoder.forward.type, answer.keyLabels.length),
      lane(answer, answer.request.attention.score === "none" ? "One hidden state" : "With attention", this.step),
      this.other && lane(this.other, "One hidden state", this.step),
      contexts(answer, this.other, this.step)));
    const again = element.querySelector(`[data-walk="${focused === "play" ? "pause" : focused === "pause" ? "play" : focused}"]`);
    if (again instanceof HTMLElement) {
      again.focus({preventScroll: true});
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

  /** Also when the walk is left: its steps are no rows of another drawing or answer. */
  stop() {
    clearInterval(this.playing);
    this.playing = undefined;
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
  const allowed = `letters ${usual[0]} to ${usual.at(-1)}`;
  const fault = h("p", {class: "fault", id: "word-fault", role: "alert", hidden: true});
  const input = h("input", {value: request.tokens?.join("") ?? "", size: 18, maxlength: 20, "data-walk": "word", autocomplete: "off", spellcheck: "false",
    "aria-describedby": fault.id, onchange: () => {
      const typed = [...input.value.trim()];
      const wrong = typed.find((letter) => !usual.includes(letter));
      if (wrong !== undefined || typed.length === 0) {
        input.setAttribute("aria-invalid", "true");
        fault.hidden = false;
        fault.textContent = `Expected ${allowed}, found ${wrong ?? "none"}. The word is still ${request.tokens?.join("")}.`;
      } else {
        const steps = Math.max(request.decoder.generate.steps, typed.length + 2);
        state.edit({...request, tokens: typed, inputs: typed.map((letter) => vectors[letters.indexOf(letter)]),
          decoder: {...request.decoder, generate: {...request.decoder.generate, steps}}});
      }
    }});
  return h("div", {class: "bar"}, h("label", null, h("span", null, "word to copy "), input), h("span", {class: "soft"}, allowed), fault);
}

/** The trained pairs: each with the same letters to copy. @type {Record<string, string>} */
const PARTNERS = {"copy-with-attention": "copy-without-attention", "copy-luong-with-attention": "copy-luong-without-attention"};

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

const LENGTHS = [2, 4, 6, 8, 10, 12, 14, 16];

/** @type {Record<string, {attention: number[], last: number[]}>} */
const RIGHT = {
  gru: {attention: [100, 100, 100, 100, 100, 93.5, 77.2, 67.4], last: [100, 100, 96.2, 72.7, 50.8, 39.3, 31.2, 26.3]},
  lstm: {attention: [100, 100, 100, 100, 100, 93, 77, 63.5], last: [100, 100, 99.7, 87.7, 62.2, 45.4, 38, 32]},
};

/** @param {string} cell @param {number} length of the word that is shown */
function byLength(cell, length) {
  const right = RIGHT[cell];
  if (!right) {
    return null;
  }
  const row = (/** @type {string} */ name, /** @type {number[]} */ values) => h("tr", null, h("th", {scope: "row"}, name),
    values.map((value, at) => h("td", {class: LENGTHS[at] === length ? "own" : null}, value.toFixed(1))));
  return h("section", {class: "lane"}, h("h3", null, "Letters right, in percent"),
    h("div", {class: "scroll wide", tabindex: 0, role: "region", "aria-label": "Letters right by length"},
      h("table", {class: "lengths"}, h("caption", {class: "unseen"}, "Letters right by length of the word"),
        h("thead", null, h("tr", null, h("th", {scope: "col"}, "length"), LENGTHS.map((each) => h("th", {scope: "col", class: each === length ? "own" : null}, String(each))))),
        h("tbody", null, row("with attention", right.attention), row("one hidden state", right.last)))),
    h("p", {class: "soft"}, "Measured over 500 words of each length. Words of more than 10 letters were never seen in training; guessing gives 12.5."));
}
