// A row where something waits to be saved says so. The line makes its row taller, so it comes after a press.
import { whenReleased } from "../press.js";
import { field, rowOf, table } from "./page.js";
import { waiting } from "./unsaved.js";

let shown = "Väntar på att sparas";

const isWaiting = (row) => [...waiting.keys()].some((name) => rowOf(field(name)) === row);

export function showWaiting(element) {
  whenReleased(() => {
    const row = rowOf(element);
    if (!isWaiting(row) || row.querySelector(".waiting")) return;
    const line = document.createElement("p");
    line.className = "waiting";
    line.innerHTML = '<svg class="step-mark" aria-hidden="true"><use href="#step-waiting"/></svg><span></span>';
    line.querySelector("span").textContent = shown;
    row.querySelector(".row-state").prepend(line);
  });
}

export function hideWaiting(row) {
  if (!isWaiting(row)) row.querySelector(".waiting")?.remove();
}

// Say what is waited for now, and if it is lasting also in the lines to come.
export function retellWaiting(text, { isLasting = false } = {}) {
  if (isLasting) shown = text;
  whenReleased(() => {
    for (const line of table.querySelectorAll(".waiting span")) line.textContent = text;
  });
}
