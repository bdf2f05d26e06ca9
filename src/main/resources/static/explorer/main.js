/** Puts the page together: first the maps, then what is beside and below them. */
import {Address} from "./link.js";
import {byId, h} from "./dom.js";
import {header} from "./header.js";
import {heads} from "./heads.js";
import {lede} from "./lede.js";
import {get} from "./service.js";
import {State} from "./state.js";
import {Strip} from "./strip.js";
import {theme} from "./theme.js";

const state = new State();
const strip = new Strip(byId("strip"), state, say);
const address = new Address(state, say);

/** @param {string} text */
function say(text) {
  byId("live").textContent = text;
}

/** What a recurrent decoder does is seen in its steps first; elsewhere the stages come first. */
function place() {
  const [first, last] = state.mechanism === "encoder-decoder" ? ["views", "heads"] : ["ledger", "views"];
  if (byId(first).nextElementSibling !== byId(last)) {
    byId(first === "views" ? "heads" : "ledger")[first === "views" ? "before" : "after"](byId("views"));
  }
}

/** Asks the service again; for everything, if not even the first request arrived. */
function again() {
  if (Object.keys(state.request).length === 0) {
    location.reload();
  } else {
    state.compute(true);
  }
}

/** After so many milliseconds a visitor is told that the service computes; the page says so as late. */
const LATE = 1000;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let late;

/** What the notice says. */
let told = "";

/** Whether it is the last answer that is shown, and not one to the request as it is now, or to another than the link's. */
function status() {
  const {refusal, failure, answer, pending} = state;
  const why = refusal ? `The service refused this request. ${refusal.errors[0]?.detail ?? refusal.message}` : failure;
  const notice = byId("notice");
  document.body.classList.toggle("pending", pending);
  clearTimeout(late);
  if (pending) {
    late = setTimeout(say, LATE, "Computing…");
  }
  for (const id of ["heads", "strip", "ledger", "views", "take"]) {
    byId(id).inert = answer === null && !state.large; // What is there is of another request.
  }
  document.body.classList.toggle("stale", why !== null && answer !== null);
  const text = why === null ? address.fault : `${why}${answer ? " The maps below belong to the request before." : ""}`;
  if (text === told) {
    return; // The button keeps the focus, and a click.
  }
  told = text;
  notice.textContent = text;
  notice.hidden = text === "";
  if (failure) {
    notice.append(" ", h("button", {type: "button", onclick: again}, "try again"));
  }
}

state.listen((what) => {
  if (what === "step") {
    return;
  }
  status();
  if (state.large) {
    byId("heads").hidden = true;
    strip.leave();
    return;
  }
  if (what === "answer" || what === "cell" || what === "look") {
    strip.render();
    place();
    heads(byId("heads"), state);
  }
});

header(byId("choices"), byId("actions"), state, say);
lede(byId("lede"), state);
const redraw = () => state.large || strip.render();
theme(redraw);
addEventListener("resize", redraw);
await address.follow();
const later = byId("later");
if (later instanceof HTMLTemplateElement) {
  document.head.append(later.content); // All of its modules at once, and none of them before the maps.
}
const {rest} = await import("./rest.js");
rest(state, strip, say);
state.examples = (await Promise.all(["/attention/examples", "/attention/checks"].map((path) => get(path).catch(() => [])))).flat();
state.tell("request");

document.querySelector(".skip")?.addEventListener("click", (event) => {
  event.preventDefault(); // The address is the request's.
  byId("strip").focus();
});
addEventListener("hashchange", () => address.follow());
state.listen((what) => what !== "request" && address.write());
if (address.fault !== "") {
  address.write(); // A link that leads nowhere is no place to come back to.
}
addEventListener("keydown", (event) => {
  const {target} = event;
  const typing = (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) && target.value !== target.defaultValue;
  if ((event.ctrlKey || event.metaKey) && event.key === "z" && !event.shiftKey && !typing) {
    event.preventDefault();
    state.undo();
  }
});
