// A chart is explored by a script that is fetched when a person reaches for the drawn one, and not before.

const FAILED = "Det gick inte att hämta det utforskbara diagrammet. Diagrammet som visas har samma värden.";

for (const element of document.querySelectorAll("[data-explore]:has([data-chart-static] svg)")) {
  const [drawn, live, button, status] = ["chart-static", "chart-live", "explore-button", "chart-status"].map(
    (name) => element.querySelector(`[data-${name}]`),
  );
  let explorer = null;

  // Return whether the chart is open; one that could not be opened can be tried again.
  async function open() {
    try {
      const { Explorer } = await import("./explore.js");
      explorer ??= new Explorer(element);
      await explorer.open();
      return true;
    } catch {
      status.textContent = FAILED;
      return false;
    }
  }

  button.hidden = false;
  button.addEventListener("click", async () => { if (await open()) live.focus(); });
  element.addEventListener("focusin", open);
  // A finger that scrolls past is not reaching for the chart; it has the button.
  drawn.addEventListener("pointerenter", ({ pointerType }) => { if (pointerType !== "touch") open(); });
}
