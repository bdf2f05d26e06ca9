/** Encoder and decoder step by step: attention above, one hidden state below, over the same input. */
import {Answer} from "./answer.js";
import {fill, h} from "./dom.js";
import {contexts, lane} from "./lane.js";
import {byLength} from "./lengths.js";
import {inputsOf, PARTNERS, same} from "./partner.js";
import {compute, get} from "./service.js";

/**
 * @typedef {import("./state.js").State} State
 * @typedef {import("./answer.js").Json} Json
 */

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
