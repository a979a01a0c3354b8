// What became of the cells of a paste, told together when the server has answered for them all.
import { field, pasted, tell, titled } from "./page.js";
import { lastEntered } from "./undo.js";
import { waiting } from "./unsaved.js";

let paste = null; // {names, left out} until the server has answered

export const begin = (names, left) => { paste = { names, left }; };
export const isPasted = (name) => Boolean(paste?.names.has(name));

export function reportWhenSaved() {
  if (!paste || [...paste.names].some((name) => waiting.has(name))) return;
  const bad = [...paste.names].filter((name) => field(name).hasAttribute("aria-invalid"));
  const odd = [...paste.names].filter((name) => field(name).closest("td").classList.contains("is-warning"));
  const line = document.createElement("p");
  line.textContent = summary(bad.length);
  const list = document.createElement("ul");
  for (const name of [...bad, ...odd]) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = `#${name}`;
    link.textContent = titled(field(name));
    item.append(link, bad.includes(name) ? "" : " (att kontrollera)");
    list.append(item);
  }
  pasted.replaceChildren(line, ...(list.children.length ? [list] : []), closeButton());
  pasted.hidden = false;
  tell(line.textContent.replace(/:$/, "."));
  paste = null;
}

function summary(refusedCount) {
  const good = paste.names.size - refusedCount;
  const lines = [`${good === 1 ? "En inklistrad ruta är sparad" : `${good} inklistrade rutor är sparade`}.`];
  if (refusedCount) lines.push(`${refusedCount === 1 ? "En" : refusedCount} kunde inte sparas:`);
  if (paste.left) lines.unshift(`${paste.left === 1 ? "En ruta" : `${paste.left} rutor`} fick inte plats eller kan inte ändras.`);
  return lines.join(" ");
}

function closeButton() {
  const close = document.createElement("button");
  close.type = "button";
  close.className = "button";
  close.textContent = "Stäng";
  close.addEventListener("click", () => {
    pasted.hidden = true;
    field(lastEntered()).focus();
  });
  return close;
}
