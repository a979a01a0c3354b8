// A form that is saved whole: what is written in it is kept in this tab until the server has it, through a lost
// connection and a login that has ended. Without this script the same form is sent by the same rules.
(() => {
  "use strict";

  const form = document.querySelector("form[data-kept]");
  if (!form) return;
  const { kept: KEPT, stay: STAY } = form.dataset;
  const notice = document.querySelector("[data-notice]");
  const isWritten = (field) => field.name && field.type !== "hidden" && !(field instanceof HTMLButtonElement);
  const isSeen = (field) => field.type === "hidden" && field.name.endsWith("sett"); // what its writer had read
  const valueOf = (field) => (field.type === "checkbox" ? field.checked : field.value);
  const taken = (which) => Object.fromEntries([...form.elements].filter(which).map((field) => [field.name, valueOf(field)]));
  const shown = JSON.stringify(taken(isWritten));

  let isAsking = false;
  let isSure = false; // the server was there a moment ago, and knew who asked

  function keep(isSent) {
    const written = taken(isWritten);
    try {
      if (isSent || form.dataset.handedBack || JSON.stringify(written) !== shown) {
        sessionStorage.setItem(KEPT, JSON.stringify({ written, seen: taken(isSeen), isSent }));
      } else forget();
    } catch { /* A full or forbidden store: the page still holds the texts. */ }
  }

  function forget() {
    try { sessionStorage.removeItem(KEPT); } catch { /* nothing was kept */ }
  }

  function restore() {
    if (form.dataset.handedBack) return keep(false); // the page came back with what was sent
    let kept = null;
    try { kept = JSON.parse(sessionStorage.getItem(KEPT)); } catch { /* not ours */ }
    if (!kept?.written || (kept.isSent && document.querySelector(".taken-in"))) return forget(); // the server has it
    if (JSON.stringify(kept.written) === shown) return forget();
    for (const field of form.elements) {
      const before = isWritten(field) ? kept.written[field.name] : isSeen(field) ? kept.seen[field.name] : undefined;
      if (before === undefined || field.readOnly) continue;
      if (field.type === "checkbox") field.checked = before;
      else field.value = before;
    }
    tell("Det du skrev här finns kvar, men är inte sparat än.");
  }

  function tell(text, address) {
    const line = document.createElement("p");
    line.textContent = text;
    if (address) {
      const link = document.createElement("a");
      link.href = address;
      link.textContent = "Logga in igen";
      line.append(" ", link);
    }
    notice.replaceChildren(line);
    notice.hidden = false;
  }

  form.addEventListener("input", () => keep(false));
  form.addEventListener("submit", async (event) => {
    if (isSure) return;
    event.preventDefault();
    if (isAsking) return;
    isAsking = true;
    keep(false);
    const answer = await fetch(STAY, { headers: { "HX-Request": "true" } }).catch(() => null);
    isAsking = false;
    if (answer?.ok) {
      keep(true);
      isSure = true;
      form.requestSubmit(event.submitter);
    } else if (answer?.status === 401) {
      const login = answer.headers.get("X-Login-Url") ?? "/admin/login/";
      tell("Du är utloggad. Det du har skrivit finns kvar här när du har loggat in igen.", `${login}?next=${encodeURIComponent(location.pathname)}`);
    } else tell("Det gick inte att nå portalen. Det du har skrivit finns kvar här. Försök igen om en stund.");
  });
  addEventListener("pageshow", (event) => { if (event.persisted) isSure = false; });
  document.getElementById("logout-form")?.addEventListener("submit", forget);
  restore();
})();
