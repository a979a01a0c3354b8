// A press is on its way from when a pointer or a key goes down on something that acts until its click has come.
// What is pressed must stay in its place until then: a click that comes to another place is lost.

const ACTING = "a[href], button, summary, label, input, select, textarea";
const ACTING_ON_KEYS = "a[href], button, summary, input:is([type=button], [type=checkbox], [type=radio], [type=submit])";
const LATE_CLICK = 350; // milliseconds from a lifted finger to its click, at most

let pressed = null; // the element
let lifting = ""; // the event that tells that what presses it is lifted
let ending = 0; // the timer that ends a press whose click does not come
let later = [];

function begin(element, lifted) {
  clearTimeout(ending);
  [pressed, lifting] = [element, lifted];
}

function end() {
  clearTimeout(ending);
  pressed = null;
  const due = later;
  later = [];
  for (const callback of due) callback();
}

// Call back when nothing is pressed, at once if nothing is. A click already knows then what was pressed, but has not yet
// been heard by it: enough to move things on the page, not to take them away.
export function whenReleased(callback) {
  if (pressed) later.push(callback);
  else callback();
}

// Wait until nothing is pressed and every click has been heard.
export async function released() {
  while (pressed) {
    await new Promise(whenReleased);
    await new Promise((resolve) => { setTimeout(resolve); });
  }
}

const listen = (name, listener) => addEventListener(name, listener, { capture: true, passive: true });

listen("pointerdown", ({ target, button }) => {
  const element = target.closest?.(ACTING);
  if (element && button === 0) begin(element, "pointerup");
});
listen("keydown", ({ target, key }) => {
  if ((key === "Enter" || key === " ") && target.matches?.(ACTING_ON_KEYS)) begin(target, "keyup");
});
for (const name of ["pointerup", "keyup"]) {
  listen(name, () => {
    if (!pressed || name !== lifting) return;
    clearTimeout(ending);
    ending = setTimeout(end, LATE_CLICK);
  });
}
for (const name of ["click", "contextmenu", "pointercancel", "pageshow"]) listen(name, end);
// What lets go where this page does not hear it: the list of a <select>, another window.
listen("change", ({ target }) => { if (target === pressed) end(); });
listen("pointermove", ({ buttons, pointerType }) => { if (pressed && pointerType === "mouse" && buttons === 0) end(); });
listen("blur", ({ target }) => { if (target === window) end(); });
