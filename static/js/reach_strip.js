// The dots of a strip are named by a script that is fetched when a person reaches for them, and not before.

const strip = document.querySelector("[data-strip]");
const reached = new AbortController();

async function open() {
  reached.abort();
  const { walk } = await import("./strip.js");
  walk(strip);
}

// A finger that scrolls past is not reaching for the picture; the control under it answers to a finger.
for (const name of ["focusin", "pointerdown"]) strip.addEventListener(name, open, { signal: reached.signal });
strip.addEventListener(
  "pointerenter", ({ pointerType }) => { if (pointerType !== "touch") open(); }, { signal: reached.signal },
);
