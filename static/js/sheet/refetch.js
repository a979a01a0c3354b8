// What is asked for anew, beside the saves: how one row stands, and how far the whole sheet has come.
import { seenInput, mark, rowOf, table } from "./page.js";
import { putBack, remembered, shownIn, takeIn } from "./rows.js";
import { waiting } from "./unsaved.js";

const REFRESH_DELAY = 1500; // milliseconds without a save before the progress is fetched anew

let refreshing = 0;

const here = () => location.pathname + location.search;

// The row's remarks are about a text that is gone: ask the server how the row stands now. It is asked in the table's
// queue, as a save is: an answer that was on its way before a save must not be put in after it.
export function refetch(element) {
  const id = `#lage-${rowOf(element).dataset.row}`;
  htmx.ajax("GET", here(), { source: table, target: id, select: id, swap: "outerHTML", reread: element }).catch(() => {});
}

export function refreshSoon(isWanted) {
  clearTimeout(refreshing);
  refreshing = setTimeout(() => {
    const id = "#framsteg";
    if (isWanted()) htmx.ajax("GET", here(), { source: id, target: id, select: id, swap: "outerHTML" }).catch(() => {});
  }, REFRESH_DELAY);
}

export function listenToRefetch() {
  table.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
    if (!ctx.reread) return;
    ctx.beside = remembered(new Map([[ctx.reread.name, ""]]));
    ctx.known = shownIn([rowOf(ctx.reread)]);
  });
  table.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
    if (!ctx.reread || ctx.status !== "swapped") return;
    putBack(ctx.beside);
    takeIn(ctx.known);
    if (!waiting.has(ctx.reread.name)) mark(ctx.reread, seenInput(ctx.reread.name)?.dataset.kind ?? "");
  });
}
