// Each field is saved when it is left. One request is under way at a time, by htmx, and what could not be sent is tried
// again until the server has answered.
import { field, form, keeper, mark, rowOf, stored, table, tell, unwarn, warn } from "./page.js";
import { reportWhenSaved } from "./paste_report.js";
import { putBack, remembered, settle, shownIn, takeIn } from "./rows.js";
import { keep, refused, typing, waiting } from "./unsaved.js";

const AGAIN = [1000, 2000, 4000, 8000]; // milliseconds between tries while the server cannot be reached
const SOON = 50; // milliseconds
const QUIET = 1500; // milliseconds without a save before the progress is fetched anew
const MOST = 200; // fields in one request

let sending = null; // Map of name → text while a request is under way
let beside = []; // what was said of other refused fields when it was sent
let known = []; // what this page had shown of the fields in its rows when it was sent
let isAsked = false; // htmx has taken the request in hand
let tries = 0;
let timer = 0;
let refreshing = 0;
let toldOfWaiting = "Väntar på att sparas";
let stopped = false; // logged out, or an old page: nothing is sent until it is loaded again

export const isStopped = () => stopped;

export function wait(element) {
  typing.delete(element.name);
  refused.delete(element.name);
  if (!waiting.has(element.name)) waiting.set(element.name, new Set());
  mark(element, "waiting");
  showWaiting(rowOf(element).querySelector(".row-state"));
  keep();
  send();
}

function showWaiting(state) {
  if (state.querySelector(".waiting")) return;
  const line = document.createElement("p");
  line.className = "waiting";
  line.innerHTML = '<svg class="step-mark" aria-hidden="true"><use href="#step-waiting"/></svg><span></span>';
  line.querySelector("span").textContent = toldOfWaiting;
  state.prepend(line);
}

export function leave(element) {
  if (element.readOnly || refused.get(element.name) === element.value) return;
  if (element.value !== stored(element.name) || waiting.has(element.name)) wait(element);
  else forget(element);
}

export function forget(element) {
  waiting.delete(element.name);
  typing.delete(element.name);
  refused.delete(element.name);
  const row = rowOf(element);
  if (![...waiting.keys()].some((name) => rowOf(field(name)) === row)) row.querySelector(".waiting")?.remove();
  mark(element, keeper(element.name)?.dataset.kind ?? "");
  keep();
}

function send() {
  if (sending || stopped || !waiting.size) return;
  clearTimeout(timer);
  sending = new Map([...waiting.keys()].slice(0, MOST).map((name) => [name, field(name).value]));
  beside = remembered(sending);
  known = shownIn(new Set([...sending.keys()].map((name) => rowOf(field(name)))));
  isAsked = false;
  table.dispatchEvent(new CustomEvent("spara", { bubbles: false }));
  if (!isAsked) { // htmx has not begun to listen yet
    sending = null;
    timer = setTimeout(send, SOON);
  }
}

export function sendAtOnce() {
  tries = 0;
  send();
}

function body() {
  const sent = new FormData();
  sent.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
  for (const [name, text] of sending) {
    sent.append(name, text);
    sent.append(`${name}__sett`, keeper(name).value);
    // A save whose answer was lost may have been done: then what stands there is what this page sent.
    for (const earlier of waiting.get(name) ?? []) sent.append(`${name}__skickat`, earlier);
    waiting.get(name)?.add(text);
  }
  return sent;
}

function unsent(told) {
  sending = null;
  keep();
  for (const line of table.querySelectorAll(".waiting span")) line.textContent = told;
}

function lost() {
  unsent("Väntar på kontakt. Sparas när den är tillbaka.");
  if (tries === 0) tell("Kontakten är bruten. Det du skriver finns kvar och sparas när den är tillbaka.");
  timer = setTimeout(send, AGAIN[Math.min(tries, AGAIN.length - 1)]);
  tries += 1;
}

function stop(answer) {
  stopped = true;
  toldOfWaiting = answer.status === 401 ? "Sparas när du har loggat in igen" : "Inte sparat. Ladda om sidan.";
  unsent(toldOfWaiting);
  if (answer.status === 401) {
    const login = `${answer.headers.get("X-Login-Url") ?? "/admin/login/"}?next=${encodeURIComponent(location.pathname + location.search)}`;
    warn("Du är utloggad. Det du har skrivit finns kvar här och sparas när du har loggat in igen.", login, "Logga in igen");
  } else {
    warn("Det gick inte att spara, för sidan är gammal eller din behörighet har ändrats. Det du har skrivit finns kvar.", location.href, "Ladda om sidan");
  }
}

function saved() {
  const sent = sending;
  sending = null;
  putBack(beside);
  takeIn(known, sent);
  if (tries) tell("Kontakten är tillbaka.");
  tries = 0;
  unwarn();
  const rewritten = [];
  for (const [name, text] of sent) {
    const element = field(name);
    waiting.delete(name);
    if (element.value === text) settle(element, text);
    else if (document.activeElement === element) typing.add(name);
    else rewritten.push(element);
  }
  rewritten.forEach(wait);
  keep();
  reportWhenSaved();
  if (waiting.size) send();
  else refresh();
}

function refresh() {
  clearTimeout(refreshing);
  refreshing = setTimeout(() => {
    if (!waiting.size && !stopped) {
      htmx.ajax("GET", location.pathname + location.search, { target: "#framsteg", select: "#framsteg", swap: "outerHTML" }).catch(() => {});
    }
  }, QUIET);
}

// The row's remarks are about a text that is gone: ask the server how the row stands now.
export function refetch(element) {
  const row = rowOf(element);
  const id = `lage-${row.dataset.row}`;
  const others = remembered(new Map([[element.name, ""]]));
  const shown = shownIn([row]);
  htmx.ajax("GET", location.pathname + location.search, { target: `#${id}`, select: `#${id}`, swap: "outerHTML" })
    .then(() => {
      putBack(others);
      takeIn(shown);
      mark(element, keeper(element.name)?.dataset.kind ?? "");
    }).catch(() => {});
}

export function listenToHtmx() {
  table.addEventListener("htmx:config:request", (event) => {
    event.detail.ctx.request.body = body();
    isAsked = true;
  });
  table.addEventListener("htmx:finally:request", (event) => {
    if (event.target === table && sending && event.detail.ctx.status === "swapped") saved();
  });
  table.addEventListener("htmx:before:response", (event) => {
    const answer = event.detail.ctx.response.raw;
    if (answer.ok) return;
    event.preventDefault(); // an error page has nothing to put in the sheet
    if (answer.status >= 500) lost();
    else stop(answer);
  });
  table.addEventListener("htmx:error", lost);
}
