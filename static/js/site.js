// Filters and years change in place. Without this script they are plain forms and links (see reach_site.js).
import "./asked.js";
import "./htmx_answers.js";
import "../vendor/htmx.min.js";

// Say aloud the year when another was chosen, since the part that says it is replaced with the rest. A filter has a line
// of its own that tells how many were found, and nothing else is said of it.
const yearSaid = () => document.querySelector("[data-announce]")?.textContent ?? "";
let said = yearSaid();
document.addEventListener("htmx:after:swap", () => {
  const news = yearSaid();
  if (news && news !== said) document.querySelector("[data-announcer]").textContent = news;
  said = news || said;
});

// What cannot be answered in place is answered as it would have been without this script.
document.addEventListener("htmx:before:response", ({ detail: { ctx } }) => {
  if (!ctx.response.raw.ok) location.assign(ctx.request.action);
});

// Whoever imports this has it when htmx listens, which is a turn after it has come.
await new Promise((resolve) => { document.addEventListener("htmx:after:process", resolve, { once: true }); });
