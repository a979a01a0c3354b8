// The sheet for those who have scripts: each field is saved when it is left, moved between with the keys, filled by a
// paste and undone. Without this script the same form is sent whole, by the same rules.
import "../htmx_answers.js";
import { leaveField, listenToKeys } from "./keys.js";
import { field, form, isField, rowOf, stored, table, tell } from "./page.js";
import { listenToPaste } from "./paste.js";
import { listenToRefetch, refetch } from "./refetch.js";
import { forget, isStopped, listenToSaves, sendAtOnce, wait } from "./saving.js";
import * as undo from "./undo.js";
import { dropKept, isAnyUnsaved, keep, noteHandedBack, refused, restored, typing } from "./unsaved.js";

const MOST_LINES = 6; // of a comment, before its field is scrolled

function listenToFields() {
  table.addEventListener("focusin", ({ target }) => {
    if (!isField(target)) return;
    undo.enter(target);
    if (target instanceof HTMLInputElement) target.select();
  });
  table.addEventListener("focusout", ({ target }) => { if (isField(target)) leaveField(target); });
  table.addEventListener("input", ({ target }) => {
    if (!isField(target) || target.readOnly) return;
    typing.add(target.name);
    keep();
    while (target instanceof HTMLTextAreaElement && target.scrollHeight > target.clientHeight && target.rows < MOST_LINES) target.rows += 1;
    // Buttons that answer what was asked of another text: Tab must not stop at what the next answer takes away.
    for (const button of rowOf(target).querySelectorAll(`[data-fill="${CSS.escape(target.name)}"]`)) {
      button.parentElement.hidden = target.value !== refused.get(target.name);
    }
  });
}

// A question of the server's is answered by a button that holds the text.
function listenToButtons() {
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-fill]");
    if (!button) return;
    event.preventDefault();
    const element = field(button.dataset.fill);
    undo.remember(element.name, stored(element.name));
    element.value = button.value;
    element.focus();
    undo.enter(element);
    if (element.value === stored(element.name)) {
      forget(element);
      refetch(element);
    } else wait(element);
  });
}

function listenToLeaving() {
  let isBySubmit = false;
  addEventListener("beforeunload", (event) => {
    if (isAnyUnsaved() && !isStopped() && !isBySubmit) event.preventDefault();
  });
  for (const each of [form, document.getElementById("logout-form")]) {
    each?.addEventListener("submit", () => {
      isBySubmit = true; // everything is in the form, or is given up
      dropKept();
    });
  }
}

function sendRestored() {
  const elements = restored();
  elements.forEach(wait);
  if (!elements.length) keep();
  else tell(`${elements.length === 1 ? "En uppgift" : `${elements.length} uppgifter`} som inte hann sparas finns kvar och sparas nu.`);
}

if (window.htmx) {
  listenToSaves();
  listenToRefetch();
  listenToFields();
  listenToButtons();
  listenToKeys();
  listenToPaste();
  listenToLeaving();
  addEventListener("online", sendAtOnce);
  noteHandedBack();
  sendRestored();
}
