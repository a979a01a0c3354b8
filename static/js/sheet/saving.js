// Each field is saved when it is left. One request is under way at a time, by htmx, and what could not be sent is tried
// again until the server has answered.
import { field, form, seenInput, mark, rowOf, stored, table, tell, unwarn, warn } from "./page.js";
import { reportWhenSaved } from "./paste_report.js";
import { refreshSoon } from "./refetch.js";
import { putBack, remembered, settle, shownIn, takeIn } from "./rows.js";
import { keep, refused, typing, waiting } from "./unsaved.js";
import { hideWaiting, retellWaiting, showWaiting } from "./waiting_lines.js";

const RETRY_DELAYS = [1000, 2000, 4000, 8000]; // milliseconds between tries while the server cannot be reached
const SEND_DELAY = 50; // milliseconds
const MOST = 200; // fields in one request

let sending = null; // Map of name → text while a request is under way
let isAsked = false; // htmx has taken the request in hand
let tries = 0;
let timer = 0;
let stopped = false; // logged out, or an old page: nothing is sent until it is loaded again

export const isStopped = () => stopped;

export function wait(element) {
  typing.delete(element.name);
  refused.delete(element.name);
  if (!waiting.has(element.name)) waiting.set(element.name, new Set());
  mark(element, "waiting");
  showWaiting(element);
  keep();
  send();
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
  hideWaiting(rowOf(element));
  mark(element, seenInput(element.name)?.dataset.kind ?? "");
  keep();
}

function send() {
  if (sending || stopped || !waiting.size) return;
  clearTimeout(timer);
  sending = new Map([...waiting.keys()].slice(0, MOST).map((name) => [name, field(name).value]));
  isAsked = false;
  table.dispatchEvent(new CustomEvent("spara", { bubbles: false }));
  if (!isAsked) { // htmx has not begun to listen yet
    sending = null;
    timer = setTimeout(send, SEND_DELAY);
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
    sent.append(`${name}__sett`, seenInput(name).value);
    // A save whose answer was lost may have been done: then what stands there is what this page sent.
    for (const earlier of waiting.get(name) ?? []) sent.append(`${name}__skickat`, earlier);
    waiting.get(name)?.add(text);
  }
  return sent;
}

function unsent() {
  sending = null;
  keep();
}

function lost() {
  unsent();
  retellWaiting("Väntar på kontakt. Sparas när den är tillbaka.");
  if (tries === 0) tell("Kontakten är bruten. Det du skriver finns kvar och sparas när den är tillbaka.");
  timer = setTimeout(send, RETRY_DELAYS[Math.min(tries, RETRY_DELAYS.length - 1)]);
  tries += 1;
}

function stop(answer) {
  stopped = true;
  unsent();
  if (answer.status === 401) {
    retellWaiting("Sparas när du har loggat in igen", { isLasting: true });
    const login = `${answer.headers.get("X-Login-Url") ?? "/admin/login/"}?next=${encodeURIComponent(location.pathname + location.search)}`;
    warn("Du är utloggad. Det du har skrivit finns kvar här och sparas när du har loggat in igen.", login, "Logga in igen");
  } else {
    retellWaiting("Inte sparat. Ladda om sidan.", { isLasting: true });
    warn("Det gick inte att spara, för sidan är gammal eller din behörighet har ändrats. Det du har skrivit finns kvar.", location.href, "Ladda om sidan");
  }
}

function saved({ beside, known }) {
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
  else refreshSoon(() => !waiting.size && !stopped);
}

const isSave = ({ ctx }) => ctx?.request.method === "POST"; // the table asks how a row stands, too

export function listenToSaves() {
  table.addEventListener("htmx:config:request", ({ detail }) => {
    if (!isSave(detail)) return;
    detail.ctx.request.body = body();
    isAsked = true;
  });
  table.addEventListener("htmx:before:request", ({ detail }) => {
    if (!isSave(detail)) return;
    detail.ctx.beside = remembered(sending);
    detail.ctx.known = shownIn(new Set([...sending.keys()].map((name) => rowOf(field(name)))));
  });
  table.addEventListener("htmx:finally:request", ({ detail }) => {
    if (isSave(detail) && detail.ctx.status === "swapped") saved(detail.ctx);
  });
  table.addEventListener("htmx:before:response", ({ detail }) => {
    const answer = detail.ctx.response.raw;
    if (answer.ok || !isSave(detail)) return;
    if (answer.status >= 500) lost();
    else stop(answer);
  });
  table.addEventListener("htmx:error", ({ detail }) => { if (isSave(detail)) lost(); });
}
