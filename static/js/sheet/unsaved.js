// What is not saved yet. It is kept in this tab until it is: through a lost connection, an expired login and a server
// that is started anew.
import { field, isField, seenInput, stored, table } from "./page.js";

const KEPT = `inmatning:${table.dataset.person}:${table.dataset.year}`;

export const waiting = new Map(); // what is to be saved: name → the texts that were sent without an answer
export const typing = new Set(); // what is being written, or was refused and has to be mended: kept, not sent
export const refused = new Map(); // name → the text that the server refused

export function keep() {
  // With what its writer had seen: what another saves meanwhile is to be asked about, and not written over.
  const texts = Object.fromEntries([...waiting.keys(), ...typing].map((name) => (
    [name, { text: field(name).value, seen: seenInput(name).value, sent: [...waiting.get(name) ?? []] }]
  )));
  try {
    if (Object.keys(texts).length) sessionStorage.setItem(KEPT, JSON.stringify(texts));
    else sessionStorage.removeItem(KEPT);
  } catch { /* A full or forbidden store: the page still holds the texts. */ }
}

export function dropKept() {
  try { sessionStorage.removeItem(KEPT); } catch { /* nothing was kept */ }
}

// Put back in their fields what an earlier page of this tab kept, and return those fields.
export function restored() {
  let texts = {};
  try { texts = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}"); } catch { return []; }
  const elements = [];
  for (const [name, { text, seen, sent }] of Object.entries(texts)) {
    const element = field(name);
    if (typeof text !== "string" || !isField(element) || element.readOnly || element.value === text) continue;
    element.value = text;
    seenInput(name).value = seen;
    waiting.set(name, new Set(sent));
    elements.push(element);
  }
  return elements;
}

export const isAnyUnsaved = () => waiting.size > 0 || [...typing].some((name) => field(name).value !== stored(name));

// A page that was handed back by a form sent whole: what it refused is not sent again until it has been changed.
export function noteHandedBack() {
  for (const input of table.querySelectorAll("input[data-kind=fault], input[data-kind=conflict]")) {
    typing.add(input.dataset.of);
    refused.set(input.dataset.of, field(input.dataset.of).value);
  }
}
