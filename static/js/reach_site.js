// What changes a page in place is fetched when a person reaches for a filter or a year, and not before. Until it is there
// a link is a link and a form is a form; what is written meanwhile is asked for as soon as it is.

const ASKING = "[data-hx-get]";

const waiting = new AbortController();
let coming = null; // a promise of the scripts
let written = null; // the field that was last written in
let pressed = null; // the link that waits, since to follow it now would lose what is written

function arrived() {
  waiting.abort();
  if (pressed) pressed.click(); // with what is written; where the scripts could not be fetched it leads there by itself
  else written?.dispatchEvent(new Event("input", { bubbles: true }));
}

function reached({ target }) {
  if (target?.closest?.(ASKING)) coming ??= import("./site.js").then(arrived, arrived);
}

const listen = (name, listener) => addEventListener(name, listener, { capture: true, signal: waiting.signal });

for (const name of ["pointerover", "pointerdown", "focusin"]) listen(name, reached);
listen("input", (event) => {
  if (!event.target.matches(`${ASKING} *`)) return;
  written = event.target;
  reached(event);
});
listen("click", (event) => {
  const link = event.target.closest?.(`a${ASKING}`);
  if (!link || !written || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  pressed = link;
});
// A page that was left, and is shown again by Back, may have been changed in place before that.
listen("popstate", ({ state }) => { if (state?.htmx) location.reload(); });

// Somebody may have been quicker than this script.
const { activeElement } = document;
reached({ target: activeElement });
if (coming && activeElement.value !== (activeElement.defaultValue ?? activeElement.value)) written = activeElement;
