// What an answer says of the rows. It is about whole rows but knows only what was sent, so what this page knows besides
// is put back around it.
import { isPasted } from "./paste_report.js";
import { field, keeper, mark, rowOf, tell, titled } from "./page.js";
import { forgetPast, isUndone } from "./undo.js";
import { refused, typing, waiting } from "./unsaved.js";

function linesOf(name) {
  return [...rowOf(field(name)).querySelectorAll(`.remark[data-of="${CSS.escape(name)}"]`)]
    .filter((each) => each.matches(".remark-fault, .remark-conflict"));
}

export function shownIn(rows) {
  return [...rows].flatMap((row) => [...row.querySelectorAll("input[data-of]")])
    .map((told) => ({ name: told.dataset.of, seen: told.value, text: told.dataset.text }));
}

// An answer tells what is stored in the whole row, what others have saved there too. A field that nobody writes in here
// shows it; one that is being written in hands back what its writer had seen, so that the server asks and no more.
export function takeIn(fields, sent = new Map()) {
  for (const { name, seen, text } of fields) {
    const told = keeper(name);
    const element = field(name);
    if (sent.has(name)) {
      if (told.dataset.kind === "conflict" && element.value !== sent.get(name)) told.value = seen;
    } else if (told.dataset.text !== text) {
      if (waiting.has(name) || typing.has(name) || refused.has(name) || element.value !== text) told.value = seen;
      else {
        element.value = told.dataset.text;
        forgetPast(element);
        mark(element, told.dataset.kind);
      }
    }
  }
}

// Return what was said of the refused fields that are not among those sent.
export function remembered(sent) {
  return [...refused.keys()].filter((name) => !sent.has(name)).map((name) => {
    const told = keeper(name);
    return { name, seen: told.value, kind: told.dataset.kind, lines: linesOf(name) };
  });
}

export function putBack(told) {
  for (const { name, seen, kind, lines } of told) {
    if (!refused.has(name) || !lines.length || lines[0].isConnected) continue;
    const state = rowOf(field(name)).querySelector(".row-state");
    let list = state.querySelector(".remarks");
    if (!list) {
      list = document.createElement("ul");
      list.className = "remarks";
      state.append(list);
    }
    list.prepend(...lines);
    keeper(name).value = seen;
    keeper(name).dataset.kind = kind;
  }
}

// Take in what the server said about one field that was sent as `text`.
export function settle(element, text) {
  const told = keeper(element.name);
  const refusal = rowOf(element).querySelector('.remark-fault[data-of=""]'); // the whole row takes nothing now
  const kind = refusal ? "fault" : told?.dataset.kind ?? "";
  if (kind === "fault" || kind === "conflict") {
    typing.add(element.name);
    refused.set(element.name, text);
    mark(element, kind);
    const lines = refusal ? [refusal] : linesOf(element.name);
    if (!isPasted(element.name)) tell(`${titled(element)}: ${lines.map((each) => each.lastElementChild.firstChild.textContent.trim()).join(" ")}`);
    return;
  }
  if (document.activeElement !== element || element.value === told?.dataset.text) element.value = told?.dataset.text ?? text;
  mark(element, kind || "saved");
  if (isUndone(element.name)) tellUndone(element);
  else if (!isPasted(element.name)) tellSaved(element, kind);
}

function tellSaved(element, kind) {
  const warning = kind === "warning" ? rowOf(element).querySelector(".remark-warning")?.textContent.trim().replace(/\s+/g, " ") : "";
  tell(warning ? `Sparat. ${warning}` : `Sparat: ${titled(element)}.`);
}

export function tellUndone(element) {
  tell(`Ångrade. ${titled(element)} är åter ${element.value || "tomt"}.`);
}
