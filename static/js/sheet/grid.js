// The sheet as rows and columns of fields, and moving between them.
import { table } from "./page.js";

// The columns that a block of cells can be pasted over, row by row; a column that a row lacks is null.
function inputGrid() {
  return [...table.querySelectorAll("tr[data-row]")].map((row) => {
    const cells = [];
    for (const cell of row.cells) {
      if (cell.matches("[data-blank]")) cells.push(null);
      else if (cell.querySelector("[data-cell]")) cells.push(cell.querySelector("[data-cell]"));
    }
    return cells;
  });
}

export function place(element) {
  const rows = inputGrid();
  const row = rows.findIndex((cells) => cells.includes(element));
  return { rows, row, column: rows[row].indexOf(element) };
}

// Move the focus, and return whether there was anywhere to go.
export function go(element, down, across) {
  const { rows, row, column } = place(element);
  let beside = column + across;
  while (across && beside >= 0 && beside < rows[row].length && !rows[row][beside]) beside += across;
  const next = rows[row + down]?.[beside] ?? (down ? rows[row + down]?.[0] : null);
  if (!next) return false;
  next.focus();
  return true;
}

export function isAtEdge(element, side) {
  const all = element.selectionStart === 0 && element.selectionEnd === element.value.length;
  const position = side < 0 ? 0 : element.value.length;
  return all || (element.selectionStart === position && element.selectionEnd === position);
}
