// A chart is explored by a script that is fetched when its button is pressed, and not before: neither a pointer nor a
// finger on its way past, nor the Tab key, asks for it.

const FAILED = "Det gick inte att hämta det utforskbara diagrammet. Diagrammet som visas har samma värden.";

for (const element of document.querySelectorAll("[data-explore]:has([data-chart-static] svg)")) {
  const [live, button, status] = ["chart-live", "explore-button", "chart-status"].map(
    (name) => element.querySelector(`[data-${name}]`),
  );
  let explorer = null;

  // A chart that could not be opened can be tried again.
  async function open() {
    if (button.hasAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    status.textContent = "";
    try {
      const { Explorer } = await import("./explore.js");
      explorer ??= new Explorer(element);
      await explorer.open();
      // Whoever has gone on meanwhile is left there. Nothing scrolls: the chart stands just above its button.
      if ([button, document.body].includes(document.activeElement)) live.focus({ preventScroll: true });
      button.hidden = true;
    } catch {
      status.classList.remove("visually-hidden");
      status.textContent = FAILED;
    } finally {
      button.removeAttribute("aria-busy");
    }
  }

  button.hidden = false;
  button.addEventListener("click", open);
}
