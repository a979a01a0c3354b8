// The sheet's table and fields, and how a person is told of them: what the other modules of the sheet stand on.
import { whenReleased } from "../press.js";

export const form = document.getElementById("ark");
export const table = form.querySelector("table.sheet");
export const pasted = document.querySelector("[data-pasted]");
const say = document.querySelector("[data-say]");
const notice = document.querySelector("[data-notice]");

export const field = (name) => document.getElementById(name); // names and ids are the same here
export const rowOf = (element) => element.closest("tr[data-row]");
export const seenInput = (name) => table.querySelector(`input[data-of="${CSS.escape(name)}"]`); // what the server has said that is stored
export const stored = (name) => seenInput(name)?.dataset.text ?? "";
export const isField = (element) => element instanceof HTMLElement && element.matches("[data-cell]");
export const titled = (element) => element.getAttribute("aria-label");

export function mark(element, kind) {
  const cell = element.closest("td");
  cell.classList.remove("is-fault", "is-conflict", "is-warning", "is-saved", "is-waiting");
  if (kind) cell.classList.add(`is-${kind}`);
  if (kind === "fault" || kind === "conflict") element.setAttribute("aria-invalid", "true");
  else element.removeAttribute("aria-invalid");
}

export function tell(text) {
  say.textContent = "";
  requestAnimationFrame(() => { say.textContent = text; });
}

export function warn(text, address, word) {
  const link = document.createElement("a");
  link.href = address;
  link.textContent = word;
  const line = document.createElement("p");
  line.append(`${text} `, link);
  whenReleased(() => {
    notice.replaceChildren(line);
    notice.hidden = false;
  });
}

export function unwarn() {
  notice.hidden = true;
}
