// What stood in the fields before, for whoever wants it back.

const past = []; // {name, text}: what stood in each saved field before
let before = null; // {name, text}: what stood in the field when it was entered
let saving = ""; // the name of the field that an undo is saving

export const remember = (name, text) => past.push({ name, text });
export const takeLast = () => past.pop();
export const enter = (element) => { before = { name: element.name, text: element.value }; };
export const lastEntered = () => before.name;
export const isAsEntered = (element) => element.value === (before?.text ?? element.value);

export function leave(element) {
  if (before?.name !== element.name || before.text === element.value) return;
  remember(element.name, before.text);
  before.text = element.value;
}

// Another person has changed the field: their text is not for this one to undo.
export function forgetPast(element) {
  if (before?.name === element.name) before.text = element.value;
  for (let at = past.length - 1; at >= 0; at -= 1) if (past[at].name === element.name) past.splice(at, 1);
}

export const tellWhenSaved = (name) => { saving = name; };

// Return whether what is saved now in a field came from an undo; it is asked once.
export function isUndone(name) {
  if (saving !== name) return false;
  saving = "";
  return true;
}
