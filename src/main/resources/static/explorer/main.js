/** Puts the page together. */
import {byId, fill} from "./dom.js";
import {header} from "./header.js";
import {input} from "./input.js";
import {Large} from "./large.js";
import {lede} from "./lede.js";
import {ledger, overview} from "./ledger.js";
import {follow, fragment, LONGEST} from "./link.js";
import {State} from "./state.js";
import {Strip} from "./strip.js";
import {get} from "./service.js";
import {heads} from "./heads.js";
import {take} from "./take.js";
import {views} from "./views.js";
import {theme} from "./theme.js";

const FIRST = "notebook-softmax";

const state = new State();
const strip = new Strip(byId("strip"), state, say);
const large = new Large(byId("strip"), byId("ledger"), state, say);

/** @param {string} text */
function say(text) {
  byId("live").textContent = text;
}

function showLedger() {
  const {answer, before, cell, head} = state;
  const element = byId("ledger");
  element.classList.toggle("open", cell !== null);
  if (answer === null) {
    return;
  }
  if (cell === null) {
    fill(element, overview(answer, state.row, head));
    return;
  }
  const formulas = element.querySelector("details.formulas")?.hasAttribute("open") ?? false;
  fill(element, ledger({answer, before, ...cell, head}, light));
  element.querySelector("details.formulas")?.toggleAttribute("open", formulas);
  element.querySelector("h2")?.setAttribute("tabindex", "-1");
}

/** @param {import("./terms.js").Origin} origin */
function light(origin) {
  document.querySelector(".lit")?.classList.remove("lit");
  if (!strip.light(origin)) {
    const field = document.querySelector(`[data-at="${origin.stage} ${origin.i} ${origin.j}"]`);
    if (field instanceof HTMLElement) {
      document.body.classList.add("input-shown");
      field.classList.add("lit");
      field.scrollIntoView({block: "center"});
      field.focus({preventScroll: true});
    }
  }
}

/** Opens what the address describes; false if it describes nothing that can be read. */
async function followed() {
  try {
    return await follow(state, location.hash);
  } catch {
    say("The link cannot be read. It may have been cut on its way.");
    return false;
  }
}

/** What a recurrent decoder does is seen in its steps first; elsewhere the stages come first. */
function place() {
  const [first, last] = state.mechanism === "encoder-decoder" ? ["views", "heads"] : ["ledger", "views"];
  if (byId(first).nextElementSibling !== byId(last)) {
    byId(first === "views" ? "heads" : "ledger")[first === "views" ? "before" : "after"](byId("views"));
  }
}

/** Whether it is the last answer that is shown, and not one to the request as it is now. */
function status() {
  const {refusal, failure, answer, pending} = state;
  const why = refusal ? `The service refused this request. ${refusal.errors[0]?.detail ?? refusal.message}` : failure;
  const notice = byId("notice");
  document.body.classList.toggle("pending", pending);
  document.body.classList.toggle("stale", why !== null && answer !== null);
  notice.hidden = why === null;
  notice.textContent = `${why ?? ""}${answer ? " The maps below belong to the request before." : ""}`;
}

state.listen((what) => {
  if (what === "step") {
    return;
  }
  status();
  if (state.large) {
    if (what === "answer") {
      byId("heads").hidden = true;
      fill(byId("views"));
      fill(byId("ledger"));
      large.run();
    }
    return;
  }
  if (what === "answer") {
    large.leave();
  }
  if (what === "answer" || what === "cell" || what === "look") {
    strip.render();
    place();
    heads(byId("heads"), state);
    views(byId("views"), state);
  }
  if (what === "answer" || what === "cell") {
    showLedger();
  }
});

header(byId("choices"), byId("actions"), state, say);
lede(byId("lede"), state);
input(byId("input"), state, say);
take(byId("take"), state, say);
const redraw = () => state.large ? large.render() : strip.render();
theme(redraw);
addEventListener("resize", redraw);
if (!await followed()) {
  await state.load(FIRST);
}
state.examples = (await Promise.all(["/attention/examples", "/attention/checks"].map(get))).flat();
state.tell("request");

addEventListener("hashchange", followed);
state.listen(async (what) => {
  if (what !== "request") {
    const hash = await fragment(state);
    history.replaceState(null, "", hash.length > LONGEST ? location.pathname : `#${hash}`);
  }
});
addEventListener("keydown", (event) => {
  const typing = event.target instanceof HTMLElement && event.target.matches("input, textarea, select");
  if ((event.ctrlKey || event.metaKey) && event.key === "z" && !event.shiftKey && !typing) {
    event.preventDefault();
    state.undo();
  }
});
