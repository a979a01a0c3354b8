// The sheet for those who have scripts: each field is saved when it is left, moved between with the keys, filled by a
// paste and undone. What could not be sent is kept in this tab until it is: through a lost connection, an expired login
// and a server that is started anew. Without this script the same form is sent whole, by the same rules.
(() => {
  "use strict";

  const form = document.getElementById("ark");
  const table = form?.querySelector("table.sheet");
  if (!table || !window.htmx) return;

  const AGAIN = [1000, 2000, 4000, 8000]; // milliseconds between tries while the server cannot be reached
  const SOON = 50; // milliseconds
  const QUIET = 1500; // milliseconds without a save before the progress is fetched anew
  const MOST = 200; // fields in one request
  const MOST_LINES = 6; // of a comment, before its field is scrolled
  const KEPT = `inmatning:${table.dataset.person}:${table.dataset.year}`;

  const say = document.querySelector("[data-say]");
  const notice = document.querySelector("[data-notice]");
  const pasted = document.querySelector("[data-pasted]");

  const field = (name) => document.getElementById(name); // names and ids are the same here
  const rowOf = (element) => element.closest("tr[data-row]");
  const keeper = (name) => table.querySelector(`input[data-of="${CSS.escape(name)}"]`); // what the server has told of it
  const stored = (name) => keeper(name)?.dataset.text ?? "";
  const isField = (element) => element instanceof HTMLElement && element.matches("[data-cell]");
  const titled = (element) => element.getAttribute("aria-label");

  const waiting = new Map(); // what is to be saved: name → the texts that were sent without an answer
  const typing = new Set(); // what is being written, or was refused and has to be mended: kept, not sent
  const refused = new Map(); // name → the text that the server refused
  let sending = null; // Map of name → text while a request is under way
  let beside = []; // what was said of other refused fields when it was sent
  let known = []; // what this page had shown of the fields in its rows when it was sent
  let isAsked = false; // htmx has taken the request in hand
  let tries = 0;
  let timer = 0;
  let toldOfWaiting = "Väntar på att sparas";
  let stopped = false; // logged out, or an old page: nothing is sent until it is loaded again
  let paste = null; // {names, left out} until the server has answered
  let restored = ""; // the name of a field that an undo is saving
  const undone = []; // {name, text}: what stood in each saved field before

  // ---- Keeping what is not saved yet

  function keep() {
    // With what its writer had seen: what another saves meanwhile is to be asked about, and not written over.
    const texts = Object.fromEntries([...waiting.keys(), ...typing].map((name) => (
      [name, { text: field(name).value, seen: keeper(name).value, sent: [...waiting.get(name) ?? []] }]
    )));
    try {
      if (Object.keys(texts).length) sessionStorage.setItem(KEPT, JSON.stringify(texts));
      else sessionStorage.removeItem(KEPT);
    } catch { /* A full or forbidden store: the page still holds the texts. */ }
  }

  function restore() {
    let texts = {};
    try { texts = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}"); } catch { return; }
    for (const [name, { text, seen, sent }] of Object.entries(texts)) {
      const element = field(name);
      if (typeof text !== "string" || !isField(element) || element.readOnly || element.value === text) continue;
      element.value = text;
      keeper(name).value = seen;
      waiting.set(name, new Set(sent));
      wait(element);
    }
    if (waiting.size) tell(`${waiting.size === 1 ? "En uppgift" : `${waiting.size} uppgifter`} som inte hann sparas finns kvar och sparas nu.`);
    else keep();
  }

  // ---- Saving

  function wait(element) {
    typing.delete(element.name);
    refused.delete(element.name);
    if (!waiting.has(element.name)) waiting.set(element.name, new Set());
    mark(element, "waiting");
    const state = rowOf(element).querySelector(".row-state");
    if (!state.querySelector(".waiting")) {
      const line = document.createElement("p");
      line.className = "waiting";
      line.innerHTML = '<svg class="step-mark" aria-hidden="true"><use href="#step-waiting"/></svg><span></span>';
      line.querySelector("span").textContent = toldOfWaiting;
      state.prepend(line);
    }
    keep();
    send();
  }

  function leave(element) {
    if (element.readOnly || refused.get(element.name) === element.value) return;
    if (element.value !== stored(element.name) || waiting.has(element.name)) wait(element);
    else forget(element);
  }

  function forget(element) {
    waiting.delete(element.name);
    typing.delete(element.name);
    refused.delete(element.name);
    const row = rowOf(element);
    if (![...waiting.keys()].some((name) => rowOf(field(name)) === row)) row.querySelector(".waiting")?.remove();
    mark(element, keeper(element.name)?.dataset.kind ?? "");
    keep();
  }

  function send() {
    if (sending || stopped || !waiting.size) return;
    clearTimeout(timer);
    sending = new Map([...waiting.keys()].slice(0, MOST).map((name) => [name, field(name).value]));
    beside = remembered(sending);
    known = shownIn(new Set([...sending.keys()].map((name) => rowOf(field(name)))));
    isAsked = false;
    table.dispatchEvent(new CustomEvent("spara", { bubbles: false }));
    if (!isAsked) { // htmx has not begun to listen yet
      sending = null;
      timer = setTimeout(send, SOON);
    }
  }

  table.addEventListener("htmx:config:request", (event) => {
    const body = new FormData();
    body.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    for (const [name, text] of sending) {
      body.append(name, text);
      body.append(`${name}__sett`, keeper(name).value);
      // A save whose answer was lost may have been done: then what stands there is what this page sent.
      for (const earlier of waiting.get(name) ?? []) body.append(`${name}__skickat`, earlier);
      waiting.get(name)?.add(text);
    }
    event.detail.ctx.request.body = body;
    isAsked = true;
  });

  table.addEventListener("htmx:finally:request", (event) => {
    if (event.target === table && sending && event.detail.ctx.status === "swapped") saved();
  });
  table.addEventListener("htmx:before:response", (event) => {
    const answer = event.detail.ctx.response.raw;
    if (answer.ok) return;
    event.preventDefault(); // an error page has nothing to put in the sheet
    if (answer.status >= 500) return lost();
    stopped = true;
    unsent();
    toldOfWaiting = answer.status === 401 ? "Sparas när du har loggat in igen" : "Inte sparat. Ladda om sidan.";
    for (const line of table.querySelectorAll(".waiting span")) line.textContent = toldOfWaiting;
    if (answer.status === 401) {
      const login = `${answer.headers.get("X-Login-Url") ?? "/admin/login/"}?next=${encodeURIComponent(location.pathname + location.search)}`;
      warn("Du är utloggad. Det du har skrivit finns kvar här och sparas när du har loggat in igen.", login, "Logga in igen");
    } else {
      warn("Det gick inte att spara, för sidan är gammal eller din behörighet har ändrats. Det du har skrivit finns kvar.", location.href, "Ladda om sidan");
    }
  });
  table.addEventListener("htmx:error", lost);

  function unsent() {
    sending = null;
    keep();
  }

  function lost() {
    unsent();
    for (const line of table.querySelectorAll(".waiting span")) line.textContent = "Väntar på kontakt. Sparas när den är tillbaka.";
    if (tries === 0) tell("Kontakten är bruten. Det du skriver finns kvar och sparas när den är tillbaka.");
    timer = setTimeout(send, AGAIN[Math.min(tries, AGAIN.length - 1)]);
    tries += 1;
  }

  function shownIn(rows) {
    return [...rows].flatMap((row) => [...row.querySelectorAll("input[data-of]")])
      .map((told) => ({ name: told.dataset.of, seen: told.value, text: told.dataset.text }));
  }

  // An answer tells what is stored in the whole row, what others have saved there too. A field that nobody writes in here
  // shows it; one that is being written in hands back what its writer had seen, so that the server asks and no more.
  function takeIn(fields, sent = new Map()) {
    for (const { name, seen, text } of fields) {
      const told = keeper(name);
      const element = field(name);
      if (sent.has(name)) {
        if (told.dataset.kind === "conflict" && element.value !== sent.get(name)) told.value = seen;
      } else if (told.dataset.text !== text) {
        if (waiting.has(name) || typing.has(name) || refused.has(name) || element.value !== text) told.value = seen;
        else {
          element.value = told.dataset.text;
          if (before?.name === name) before.text = element.value;
          for (let at = undone.length - 1; at >= 0; at -= 1) if (undone[at].name === name) undone.splice(at, 1);
          mark(element, told.dataset.kind);
        }
      }
    }
  }

  // An answer is about whole rows but knows only what was sent: what was said of the other refused fields is put back.
  function remembered(sent) {
    return [...refused.keys()].filter((name) => !sent.has(name)).map((name) => {
      const told = keeper(name);
      return { name, seen: told.value, kind: told.dataset.kind, lines: linesOf(name) };
    });
  }

  function putBack(told) {
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

  function linesOf(name) {
    return [...rowOf(field(name)).querySelectorAll(`.remark[data-of="${CSS.escape(name)}"]`)]
      .filter((each) => each.matches(".remark-fault, .remark-conflict"));
  }

  function saved() {
    const sent = sending;
    sending = null;
    putBack(beside);
    takeIn(known, sent);
    if (tries) tell("Kontakten är tillbaka.");
    tries = 0;
    notice.hidden = true;
    for (const [name, text] of sent) settle(field(name), text);
    keep();
    if (paste && ![...paste.names].some((name) => waiting.has(name))) report();
    if (waiting.size) send();
    else refresh();
  }

  // Take in what the server said about one field that was sent as `text`.
  function settle(element, text) {
    const told = keeper(element.name);
    const row = rowOf(element);
    waiting.delete(element.name);
    if (element.value !== text) { // written in again meanwhile
      if (document.activeElement === element) typing.add(element.name);
      else wait(element);
      return;
    }
    const refusal = row.querySelector('.remark-fault[data-of=""]'); // the whole row takes nothing now
    const kind = refusal ? "fault" : told?.dataset.kind ?? "";
    const isPasted = paste?.names.has(element.name); // told together, in the report
    if (kind === "fault" || kind === "conflict") {
      typing.add(element.name);
      refused.set(element.name, text);
      mark(element, kind);
      const lines = refusal ? [refusal] : linesOf(element.name);
      if (!isPasted) tell(`${titled(element)}: ${lines.map((each) => each.lastElementChild.firstChild.textContent.trim()).join(" ")}`);
      return;
    }
    if (document.activeElement !== element || element.value === told?.dataset.text) element.value = told?.dataset.text ?? text;
    mark(element, kind || "saved");
    if (element.name === restored) {
      restored = "";
      tell(`Ångrade. ${titled(element)} är åter ${element.value || "tomt"}.`);
      return;
    }
    if (isPasted) return;
    const warning = kind === "warning" ? row.querySelector(".remark-warning")?.textContent.trim().replace(/\s+/g, " ") : "";
    tell(warning ? `Sparat. ${warning}` : `Sparat: ${titled(element)}.`);
  }

  function mark(element, kind) {
    const cell = element.closest("td");
    cell.classList.remove("is-fault", "is-conflict", "is-warning", "is-saved", "is-waiting");
    if (kind) cell.classList.add(`is-${kind}`);
    if (kind === "fault" || kind === "conflict") element.setAttribute("aria-invalid", "true");
    else element.removeAttribute("aria-invalid");
  }

  // ---- Telling

  function tell(text) {
    say.textContent = "";
    requestAnimationFrame(() => { say.textContent = text; });
  }

  function warn(text, address, word) {
    const link = document.createElement("a");
    link.href = address;
    link.textContent = word;
    const line = document.createElement("p");
    line.append(`${text} `, link);
    notice.replaceChildren(line);
    notice.hidden = false;
  }

  let refreshing = 0;
  function refresh() {
    clearTimeout(refreshing);
    refreshing = setTimeout(() => {
      if (!waiting.size && !stopped) {
        htmx.ajax("GET", location.pathname + location.search, { target: "#framsteg", select: "#framsteg", swap: "outerHTML" }).catch(() => {});
      }
    }, QUIET);
  }

  // ---- Leaving a field, and changing it by a button

  let before = null; // what stood in the field when it was entered
  table.addEventListener("focusin", ({ target }) => {
    if (!isField(target)) return;
    before = { name: target.name, text: target.value };
    if (target instanceof HTMLInputElement) target.select();
  });
  table.addEventListener("focusout", ({ target }) => { if (isField(target)) done(target); });
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

  function done(element) {
    if (before?.name === element.name && before.text !== element.value) {
      undone.push({ name: element.name, text: before.text });
      before.text = element.value;
    }
    leave(element);
  }

  form.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-fill]");
    if (!button) return;
    event.preventDefault();
    const element = field(button.dataset.fill);
    undone.push({ name: element.name, text: stored(element.name) });
    element.value = button.value;
    element.focus();
    before = { name: element.name, text: element.value };
    if (element.value === stored(element.name)) {
      forget(element);
      refetch(element);
    } else wait(element);
  });

  // The row's remarks are about a text that is gone: ask the server how the row stands now.
  function refetch(element) {
    const row = rowOf(element);
    const id = `lage-${row.dataset.row}`;
    const others = remembered(new Map([[element.name, ""]]));
    const shown = shownIn([row]);
    htmx.ajax("GET", location.pathname + location.search, { target: `#${id}`, select: `#${id}`, swap: "outerHTML" })
      .then(() => {
        putBack(others);
        takeIn(shown);
        mark(element, keeper(element.name)?.dataset.kind ?? "");
      }).catch(() => {});
  }

  // ---- Keys

  // The columns that a block of cells can be pasted over, row by row; a column that a row lacks is null.
  function lattice() {
    return [...table.querySelectorAll("tr[data-row]")].map((row) => {
      const cells = [];
      for (const cell of row.cells) {
        if (cell.matches("[data-blank]")) cells.push(null);
        else if (cell.querySelector("[data-cell]")) cells.push(cell.querySelector("[data-cell]"));
      }
      return cells;
    });
  }

  function place(element) {
    const rows = lattice();
    const row = rows.findIndex((cells) => cells.includes(element));
    return { rows, row, column: rows[row].indexOf(element) };
  }

  function go(element, down, across) {
    const { rows, row, column } = place(element);
    let at = row + down;
    let beside = column + across;
    while (across && beside >= 0 && beside < rows[row].length && !rows[row][beside]) beside += across;
    const next = rows[at]?.[beside] ?? (down ? rows[at]?.[0] : null);
    if (!next) return false;
    next.focus();
    return true;
  }

  function atEdge(element, side) {
    const all = element.selectionStart === 0 && element.selectionEnd === element.value.length;
    const position = side < 0 ? 0 : element.value.length;
    return all || (element.selectionStart === position && element.selectionEnd === position);
  }

  table.addEventListener("keydown", (event) => {
    const element = event.target;
    if (!isField(element) || event.isComposing) return;
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const isText = element instanceof HTMLTextAreaElement;
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z") {
      if (element.value === (before?.text ?? element.value) && undo()) event.preventDefault();
      return;
    }
    if (!plain) return;
    const moves = {
      Enter: () => (isText && event.shiftKey ? false : go(element, event.shiftKey ? -1 : 1, 0) || (done(element), true)),
      ArrowDown: () => !event.shiftKey && (!isText || atEdge(element, 1)) && go(element, 1, 0),
      ArrowUp: () => !event.shiftKey && (!isText || atEdge(element, -1)) && go(element, -1, 0),
      ArrowLeft: () => !event.shiftKey && atEdge(element, -1) && go(element, 0, -1),
      ArrowRight: () => !event.shiftKey && atEdge(element, 1) && go(element, 0, 1),
      Escape: () => giveUp(element),
    };
    if (moves[event.key]?.()) event.preventDefault();
  });

  function giveUp(element) {
    if (element.readOnly || (element.value === stored(element.name) && !element.hasAttribute("aria-invalid"))) return false;
    const wasRefused = element.hasAttribute("aria-invalid");
    element.value = stored(element.name);
    before = { name: element.name, text: element.value };
    element.select();
    forget(element);
    if (wasRefused) refetch(element);
    tell(`Tog tillbaka det som stod: ${element.value || "tomt"}.`);
    return true;
  }

  function undo() {
    const last = undone.pop();
    const element = last && field(last.name);
    if (!element || element.readOnly) return false;
    element.focus();
    element.value = last.text;
    before = { name: element.name, text: element.value };
    leave(element);
    if (waiting.has(element.name)) restored = element.name; // told when it is saved
    else tell(`Ångrade. ${titled(element)} är åter ${element.value || "tomt"}.`);
    return true;
  }

  // ---- Paste

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

  table.addEventListener("paste", (event) => {
    const element = event.target;
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!isField(element) || element.readOnly || !/[\t\n]/.test(text.replace(/\r?\n$/, ""))) return;
    if (element instanceof HTMLTextAreaElement && !text.includes("\t")) return; // several lines of one comment
    event.preventDefault();
    const { rows, row, column } = place(element);
    const names = new Set();
    let left = 0;
    cellsOf(text).forEach((cells, down) => cells.forEach((value, across) => {
      const target = rows[row + down]?.[column + across];
      if (!target || target.readOnly) { if (value.trim()) left += 1; return; }
      if (target.value === value) return;
      undone.push({ name: target.name, text: target.value });
      target.value = target instanceof HTMLInputElement ? value.replace(/\s+/g, " ").trim().slice(0, 200) : value;
      names.add(target.name);
    }));
    before = { name: element.name, text: element.value };
    paste = { names, left };
    for (const name of names) wait(field(name));
    if (!names.size) report();
  });

  function report() {
    const bad = [...paste.names].filter((name) => field(name).hasAttribute("aria-invalid"));
    const odd = [...paste.names].filter((name) => field(name).closest("td").classList.contains("is-warning"));
    const good = paste.names.size - bad.length;
    const told = [`${good === 1 ? "En inklistrad ruta är sparad" : `${good} inklistrade rutor är sparade`}.`];
    if (bad.length) told.push(`${bad.length === 1 ? "En" : bad.length} kunde inte sparas:`);
    if (paste.left) told.unshift(`${paste.left === 1 ? "En ruta" : `${paste.left} rutor`} fick inte plats eller kan inte ändras.`);
    const line = document.createElement("p");
    line.textContent = told.join(" ");
    const list = document.createElement("ul");
    for (const name of [...bad, ...odd]) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `#${name}`;
      link.textContent = titled(field(name));
      item.append(link, bad.includes(name) ? "" : " (att kontrollera)");
      list.append(item);
    }
    const close = document.createElement("button");
    close.type = "button";
    close.className = "button";
    close.textContent = "Stäng";
    close.addEventListener("click", () => {
      pasted.hidden = true;
      field(before.name).focus();
    });
    pasted.replaceChildren(line, ...(list.children.length ? [list] : []), close);
    pasted.hidden = false;
    tell(line.textContent.replace(/:$/, "."));
    paste = null;
  }

  // ---- The rest of the page

  addEventListener("online", () => { tries = 0; send(); });
  addEventListener("beforeunload", (event) => {
    const unsaved = [...typing].some((name) => field(name).value !== stored(name));
    if ((waiting.size || unsaved) && !stopped && !leavingBySubmit) event.preventDefault();
  });
  let leavingBySubmit = false;
  form.addEventListener("submit", () => {
    leavingBySubmit = true; // everything is in the form
    try { sessionStorage.removeItem(KEPT); } catch { /* nothing was kept */ }
  });
  document.getElementById("logout-form")?.addEventListener("submit", () => {
    leavingBySubmit = true;
    try { sessionStorage.removeItem(KEPT); } catch { /* nothing was kept */ }
  });
  // A page that was handed back by a form sent whole: what it refused is not sent again until it has been changed.
  for (const told of table.querySelectorAll("input[data-kind=fault], input[data-kind=conflict]")) {
    typing.add(told.dataset.of);
    refused.set(told.dataset.of, field(told.dataset.of).value);
  }
  restore();
})();
