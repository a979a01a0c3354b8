// What a page asks for in place: one answer is in the air at a time, and the last asked wins (data-hx-sync in base.html).
// Here is what htmx does not know: when a question is the same as the last one, or older, and what has been written in
// the filter since.

const FILTER = "form.filter[data-hx-get]";
const WRITTEN = "input:not([type=hidden]), select"; // in it

let last = null; // {ctx, address, at, isInAir}: what was asked last
let rewritten = ""; // the id of a field that was written in while its form was being replaced

function addressOf({ action, body }) {
  const { pathname, searchParams } = new URL(action, location.href);
  for (const name of body.keys()) searchParams.delete(name);
  for (const [name, value] of body) searchParams.append(name, value);
  return `${pathname}?${searchParams}`;
}

// A year is asked for with what stands in the filter now, since its link knows only what stood there when it was drawn,
// and from then on the filter asks about that year.
function withFilter({ request, sourceElement }) {
  const form = document.querySelector(FILTER);
  if (!form || !sourceElement.matches("a")) return;
  const { pathname, searchParams } = new URL(request.action, location.href);
  for (const { name, value } of form.querySelectorAll(WRITTEN)) {
    if (value) searchParams.set(name, value);
    else searchParams.delete(name);
  }
  request.action = `${pathname}?${searchParams}`;
  form.querySelector("[type=hidden][name=ar]")?.remove();
  if (!searchParams.has("ar")) return;
  const year = document.createElement("input");
  [year.type, year.name, year.value] = ["hidden", "ar", searchParams.get("ar")];
  form.append(year);
}

document.addEventListener("htmx:config:request", (event) => {
  const { ctx } = event.detail;
  const { timeStamp, type } = ctx.sourceEvent;
  const at = type === "input" ? timeStamp : performance.now(); // what is written is asked after a delay
  withFilter(ctx);
  const address = addressOf(ctx.request);
  const isSame = last?.address === address && (last.isInAir || type === "change" || type === "input");
  if (isSame || at < last?.at) {
    event.preventDefault();
    return;
  }
  last = { ctx, address, at, isInAir: true };
  if (ctx.request.abort) return;
  const giveUp = new AbortController(); // a page asked for by Back lacks what lets a later question replace it
  ctx.request.signal = AbortSignal.any([ctx.request.signal, giveUp.signal]);
  ctx.request.abort = giveUp.abort.bind(giveUp);
});

document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
  if (last?.ctx !== ctx) return;
  if (ctx.status === "swapped") last.isInAir = false;
  else last = null; // unanswered: it may be asked again
});

document.addEventListener("htmx:before:swap", ({ detail: { ctx, tasks } }) => {
  rewritten = "";
  const form = document.querySelector(FILTER);
  const task = tasks.find(({ target }) => target?.contains?.(form));
  if (!form || !task || ctx.sourceElement === document.body) return; // Back shows what was asked then
  const sent = new URL(ctx.request.action, location.href).searchParams;
  for (const { id, name, value } of form.querySelectorAll(WRITTEN)) {
    const next = task.fragment.querySelector(`#${CSS.escape(id)}`);
    if (!next || value === (sent.get(name) ?? "")) continue;
    next.value = value;
    rewritten = id;
  }
});

document.addEventListener("htmx:after:swap", () => {
  document.getElementById(rewritten)?.dispatchEvent(new Event("input", { bubbles: true }));
});
