// Say in time that a login is about to end by itself, and let a person stay with one press.
// The server decides when it ends; what is counted here is only when to say so.
(() => {
  "use strict";

  const NOTICE = 5 * 60; // seconds before the end
  const dialog = document.querySelector("dialog[data-idle]");
  if (!dialog) return;
  const text = dialog.querySelector("[data-idle-text]");
  const stay = dialog.querySelector("[data-stay-button]");
  const end = Date.now() + dialog.dataset.left * 1000;
  let timer;

  function show(which, canStay) {
    text.textContent = text.dataset[which];
    stay.hidden = !canStay;
    if (!dialog.open) dialog.showModal();
  }

  // A browser slows the clocks of pages that are not looked at, so the time is asked for and not only counted.
  function wait() {
    clearTimeout(timer);
    const idleAt = Date.now() + dialog.dataset.idle * 1000;
    const next = Math.min(idleAt, end) - NOTICE * 1000;
    timer = setTimeout(() => show(idleAt < end ? "idleText" : "leftText", idleAt < end), Math.max(0, next - Date.now()));
  }

  stay.addEventListener("click", async () => {
    const answer = await fetch(dialog.dataset.stay, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (answer?.ok) {
      dialog.close();
      wait();
    } else {
      show(document.querySelector("form[data-kept], table[data-year]") ? "keptText" : "goneText", false);
    }
  });
  dialog.querySelector("[data-close-button]").addEventListener("click", () => dialog.close());
  document.addEventListener("htmx:after:request", wait); // whoever saves is here
  wait();
})();
