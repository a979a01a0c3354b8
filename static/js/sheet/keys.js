// The keys of the sheet: moving, taking back what is written, and undoing what is saved.
import { go, isAtEdge } from "./grid.js";
import { field, isField, stored, table, tell } from "./page.js";
import { refetch } from "./refetch.js";
import { tellUndone } from "./rows.js";
import { forget, leave } from "./saving.js";
import * as undo from "./undo.js";
import { waiting } from "./unsaved.js";

export function leaveField(element) {
  undo.leave(element);
  leave(element);
}

function giveUp(element) {
  if (element.readOnly || (element.value === stored(element.name) && !element.hasAttribute("aria-invalid"))) return false;
  const wasRefused = element.hasAttribute("aria-invalid");
  element.value = stored(element.name);
  undo.enter(element);
  element.select();
  forget(element);
  if (wasRefused) refetch(element);
  tell(`Tog tillbaka det som stod: ${element.value || "tomt"}.`);
  return true;
}

function undoLast() {
  const last = undo.takeLast();
  const element = last && field(last.name);
  if (!element || element.readOnly) return false;
  element.focus();
  element.value = last.text;
  undo.enter(element);
  leave(element);
  if (waiting.has(element.name)) undo.tellWhenSaved(element.name);
  else tellUndone(element);
  return true;
}

function press(event) {
  const element = event.target;
  if (!isField(element) || event.isComposing) return;
  const isText = element instanceof HTMLTextAreaElement;
  if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z") {
    if (undo.isAsEntered(element) && undoLast()) event.preventDefault();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const moves = {
    Enter: () => (isText && event.shiftKey ? false : go(element, event.shiftKey ? -1 : 1, 0) || (leaveField(element), true)),
    ArrowDown: () => !event.shiftKey && (!isText || isAtEdge(element, 1)) && go(element, 1, 0),
    ArrowUp: () => !event.shiftKey && (!isText || isAtEdge(element, -1)) && go(element, -1, 0),
    ArrowLeft: () => !event.shiftKey && isAtEdge(element, -1) && go(element, 0, -1),
    ArrowRight: () => !event.shiftKey && isAtEdge(element, 1) && go(element, 0, 1),
    Escape: () => giveUp(element),
  };
  if (moves[event.key]?.()) event.preventDefault();
}

export function listenToKeys() {
  table.addEventListener("keydown", press);
}
