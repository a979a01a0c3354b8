// A block of cells copied from a spreadsheet fills the fields from the one it is pasted in.
import { place } from "./grid.js";
import { field, isField, table } from "./page.js";
import { begin, reportWhenSaved } from "./paste_report.js";
import { wait } from "./saving.js";
import * as undo from "./undo.js";

const LONGEST = 200; // letters in a value

// Return the cells of a text copied from a spreadsheet: tabs between columns, quotes around a cell with a line break.
function cellsOf(text) {
  const rows = [[""]];
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const row = rows.at(-1);
    const letter = text[at];
    if (quoted && letter === '"' && text[at + 1] === '"') { row[row.length - 1] += '"'; at += 1; }
    else if (letter === '"' && (quoted || row.at(-1) === "")) quoted = !quoted;
    else if (!quoted && letter === "\t") row.push("");
    else if (!quoted && letter === "\n") rows.push([""]);
    else if (letter !== "\r") row[row.length - 1] += letter;
  }
  if (rows.length > 1 && rows.at(-1).length === 1 && rows.at(-1)[0] === "") rows.pop();
  return rows;
}

function fill(element, block) {
  const { rows, row, column } = place(element);
  const names = new Set();
  let left = 0;
  block.forEach((cells, down) => cells.forEach((value, across) => {
    const target = rows[row + down]?.[column + across];
    if (!target || target.readOnly) { if (value.trim()) left += 1; return; }
    if (target.value === value) return;
    undo.remember(target.name, target.value);
    target.value = target instanceof HTMLInputElement ? value.replace(/\s+/g, " ").trim().slice(0, LONGEST) : value;
    names.add(target.name);
  }));
  return { names, left };
}

function paste(event) {
  const element = event.target;
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!isField(element) || element.readOnly || !/[\t\n]/.test(text.replace(/\r?\n$/, ""))) return;
  if (element instanceof HTMLTextAreaElement && !text.includes("\t")) return; // several lines of one comment
  event.preventDefault();
  const { names, left } = fill(element, cellsOf(text));
  undo.enter(element);
  begin(names, left);
  for (const name of names) wait(field(name));
  if (!names.size) reportWhenSaved();
}

export function listenToPaste() {
  table.addEventListener("paste", paste);
}
