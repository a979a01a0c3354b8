// The dots of a strip are named by a script that is fetched when a person reaches for them, and not before.

const strip = document.querySelector("[data-strip]");
let opened;

// A finger that scrolls past is not reaching for the picture; the control under it answers to a finger.
function open({ type, pointerType }) {
  if (type === "pointerenter" && pointerType === "touch") return;
  opened ??= import("./strip.js").then(({ walk }) => walk(strip));
}

for (const name of ["focusin", "pointerdown", "pointerenter"]) strip.addEventListener(name, open);
