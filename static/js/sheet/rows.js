// What an answer says of the rows. It is about whole rows but knows only what was sent, so what this page knows besides
// is put back around it.
import { isPasted } from "./paste_report.js";
import { field, seenInput, mark, rowOf, tell, titled } from "./page.js";
import { forgetPast, isUndone } from "./undo.js";
import { refused, typing, waiting } from "./unsaved.js";

function linesOf(name) {
  return [...rowOf(field(name)).querySelectorAll(`.remark[data-of="${CSS.escape(name)}"]`)]
    .filter((each) => each.matches(".remark-fault, .remark-conflict"));
}

export function shownIn(rows) {
  return [...rows].flatMap((row) => [...row.querySelectorAll("input[data-of]")])
    .map((input) => ({ name: input.dataset.of, seen: input.value, text: input.dataset.text }));
}

// An answer tells what is stored in the whole row, what others have saved there too. A field that nobody writes in here
// shows it; one that is being written in hands back what its writer had seen, so that the server asks and no more.
export function takeIn(fields, sent = new Map()) {
  for (const { name, seen, text } of fields) {
    const input = seenInput(name);
    const element = field(name);
    if (sent.has(name)) {
      if (input.dataset.kind === "conflict" && element.value !== sent.get(name)) input.value = seen;
    } else if (input.dataset.text !== text) {
      if (waiting.has(name) || typing.has(name) || refused.has(name) || element.value !== text) input.value = seen;
      else {
        element.value = input.dataset.text;
        forgetPast(element);
        mark(element, input.dataset.kind);
      }
    }
  }
}

// Return what was said of the refused fields that are not among those sent.
export function remembered(sent) {
  return [...refused.keys()].filter((name) => !sent.has(name)).map((name) => {
    const input = seenInput(name);
    return { name, seen: input.value, kind: input.dataset.kind, lines: linesOf(name) };
  });
}

export function putBack(remarks) {
  for (const { name, seen, kind, lines } of remarks) {
    if (!refused.has(name) || !lines.length || lines[0].isConnected) continue;
    const state = rowOf(field(name)).querySelector(".row-state");
    let list = state.querySelector(".remarks");
    if (!list) {
      list = document.createElement("ul");
      list.className = "remarks";
      state.append(list);
    }
    list.prepend(...lines);
    seenInput(name).value = seen;
    seenInput(name).dataset.kind = kind;
  }
}

// Take in what the server said about one field that was sent as `text`.
export function settle(element, text) {
  const input = seenInput(element.name);
  const refusal = rowOf(element).querySelector('.remark-fault[data-of=""]'); // the whole row takes nothing now
  const kind = refusal ? "fault" : input?.dataset.kind ?? "";
  if (kind === "fault" || kind === "conflict") {
    typing.add(element.name);
    refused.set(element.name, text);
    mark(element, kind);
    const lines = refusal ? [refusal] : linesOf(element.name);
    if (!isPasted(element.name)) tell(`${titled(element)}: ${lines.map((each) => each.lastElementChild.firstChild.textContent.trim()).join(" ")}`);
    return;
  }
  if (document.activeElement !== element || element.value === input?.dataset.text) element.value = input?.dataset.text ?? text;
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
