/** What a visitor can take away: a link, pictures, numbers and programs. */
import {fill, h} from "./dom.js";
import {writeNpy} from "./npy.js";
import {save, savePicture} from "./pictures.js";
import {pictures} from "./schema.js";
import {addressOf, answerOn, copied} from "./link.js";
import {failureOf} from "./service.js";
import {titleOf} from "./names.js";

/** @type {Record<string, (url: string, request: any) => string>} */
const PROGRAMS = {curl, Python: python, JavaScript: javascript};

/**
 * @param {HTMLElement} element
 * @param {State} state
 * @param {(text: string) => void} say
 */
export function take(element, state, say) {
  const stage = h("select", {"aria-label": "Stage to take away", onchange: () => showPictures()});
  const drawn = h("span", {class: "drawn", hidden: true},
    offer("SVG", () => draw("svg")), offer("PNG", () => draw("png")));
  const pdf = h("code");
  const about = h("p", {class: "soft"}, "Pictures have the colours that are chosen on the map. A PDF for a paper: ", pdf);
  const program = h("div", {class: "program"});
  /** the name of a program */
  let shown = "";
  const address = h("code");
  const file = h("div", {class: "offer", hidden: true}, h("span", {class: "soft"}, "request"), h("div", {class: "kinds"},
    button("JSON", () => save(new Blob([JSON.stringify(state.request)], {type: "application/json"}), "request.json"))),
    h("p", {class: "soft"}, "A request of this size is better taken as a file than as a link, or as a program with its numbers inside. To post it: ", address));
  const offers = h("div", {class: "offers"},
    h("div", {class: "offer"}, h("label", null, h("span", null, "this stage"), stage), h("div", {class: "kinds"}, drawn,
      offer("CSV", () => save(new Blob([csv(answer(), stage.value, state.head)], {type: "text/csv"}), `${stage.value}.csv`)),
      offer("NPY", () => save(writeNpy(answer().matrix(stage.value, state.head)), `${stage.value}.npy`))),
      about),
    h("div", {class: "offer"}, h("span", {class: "soft"}, "request and answer"), h("div", {class: "kinds"},
      offer("link", copyLink), offer("JSON", () => save(new Blob([JSON.stringify({path: state.path, request: answer().request, answer: answer().body}, null, 1)], {type: "application/json"}), "attention.json")),
      Object.keys(PROGRAMS).map((name) => h("button", {type: "button", "aria-expanded": "false", "data-program": name,
        onclick: () => {
          shown = shown === name ? "" : name;
          showProgram();
        }}, name)))), program);
  fill(element, h("h2", null, "Take away"), file, offers);

  /** Where the request is posted to. */
  function url() {
    return new URL(state.path.slice(1), location.href.replace(/#.*/, "")).href;
  }

  function answer() {
    return /** @type {Answer} */ (state.answer);
  }

  async function copyLink() {
    const {address, text} = await addressOf(state);
    shown = "";
    showProgram();
    showText("link", address ?? text);
    say(address === null ? text : `The link ${await copied(address) ? "is in the clipboard" : "is shown below"}.`);
  }

  async function draw(/** @type {import("./pictures.js").Kind} */ kind) {
    try {
      await savePicture(state, stage.value, kind);
    } catch (fault) {
      shown = "";
      showProgram();
      fill(program, h("p", {class: "fault", role: "alert"}, failureOf(fault)));
    }
  }

  /** A button that takes back what was said of the one before. @param {string} label @param {() => void} act */
  function offer(label, act) {
    return button(label, () => {
      program.querySelector(".fault")?.remove();
      act();
    });
  }

  /** Offers pictures of the chosen stage, if the service draws them. */
  async function showPictures() {
    pdf.textContent = `rsvg-convert -f pdf ${stage.value}.svg > ${stage.value}.pdf`;
    const drawable = await pictures(state.path);
    drawn.hidden = !drawable.includes(stage.value);
    about.hidden = drawn.hidden;
  }

  function showText(/** @type {string} */ name, /** @type {string} */ text) {
    fill(program, h("pre", {tabindex: 0, "data-shown": name, "aria-label": name}, h("code", null, text)));
  }

  function showProgram() {
    for (const each of element.querySelectorAll("[data-program]")) {
      each.setAttribute("aria-expanded", String(each.getAttribute("data-program") === shown));
    }
    if (shown === "") {
      fill(program);
      return;
    }
    const text = PROGRAMS[shown](url(), state.request);
    showText(shown, text);
    const copy = button("copy", async () => answerOn(copy, await copied(text) ? "copied" : "cannot copy here"));
    program.append(copy);
    program.scrollIntoView({block: "nearest"});
  }

  state.listen(async (what) => {
    if (what !== "answer") {
      return;
    }
    element.hidden = state.answer === null && !state.large;
    file.hidden = !state.large;
    offers.hidden = state.large;
    address.textContent = `curl -s '${url()}' -H 'Content-Type: application/json' -d @request.json`;
    if (state.answer === null) {
      return;
    }
    const kept = stage.value;
    const names = state.answer.stages.map((each) => each.name).filter((name) => name !== "contributions");
    fill(stage, names.map((name) => h("option", {value: name}, titleOf(name))));
    stage.value = names.includes(kept) ? kept : names.includes("weights") ? "weights" : names[0];
    showProgram();
    await showPictures();
  });
}

/** @param {string} label @param {() => void} act */
function button(label, act) {
  return h("button", {type: "button", onclick: act}, label);
}

/** @param {Answer} answer @param {string} stage @param {number} head */
function csv(answer, stage, head) {
  const rows = answer.matrix(stage, head);
  const axes = answer.axes(stage);
  const columns = axes === "keys" ? answer.keyLabels : rows[0].map((_, m) => String(m));
  const names = axes === "key" ? answer.keyLabels : answer.queryLabels;
  const field = (/** @type {string} */ text) => /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  return [["", ...columns].map(field), ...rows.map((row, i) => [field(names[i]), ...row.map((value) => value ?? "NaN")])]
    .map((line) => line.join(",")).join("\r\n") + "\r\n";
}

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
function curl(url, request) {
  return `curl -s '${url}' -H 'Content-Type: application/json' -d '${pretty(request).replaceAll("'", "'\\''")}'`;
}

/** @param {string} url @param {Json} request */
function python(url, request) {
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
function javascript(url, request) {
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
