// Single keys, and the list of them under `?`. They rest while somebody types, and can be switched off for good
// (a voice or a cat may press them too): the switch stands in the list.

const SWITCH = "newsarchive:keys";

const bound = new Map();

/** Bind a key as `event.key` gives it ("c", "C", "?"); `run` gets the event. */
export function bindKey(key, run) {
  bound.set(key, run);
}

/** What is bound, for the list to be held against. */
export function boundKeys() {
  return [...bound.keys()];
}

export function areKeysOn() {
  return localStorage.getItem(SWITCH) !== "off";
}

/** Whether the key goes into a field. That of a dialog which was closed has the focus until the next frame is drawn, and
    takes nothing any more: who works by keys is faster than that. */
function isTyping(target) {
  if (target.closest("dialog:not([open])")) {
    return false;
  }
  return Boolean(target.closest("input:not([type=checkbox]):not([type=radio]):not([type=submit]), textarea, select, [contenteditable], .select2-container"));
}

/** Whether the key presses what has the focus: Enter on a button, a link, a heading that folds. */
function isPressing(event) {
  return event.key === "Enter" && Boolean(event.target.closest("button, a[href], summary, [role=button]"));
}

function onKey(event) {
  if (isPressing(event)) {
    return;
  }
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) {
    return;
  }
  const dialog = document.querySelector("dialog[open]");
  if (isTyping(event.target) || dialog) {
    return;
  }
  const run = bound.get(event.key);
  if (run && (areKeysOn() || event.key === "?")) {
    event.preventDefault();
    run(event);
  }
}

/** Listen, and show the dialog #desk-keys for `?` and for every button [data-opens-keys]. */
export function startKeys() {
  const dialog = document.getElementById("desk-keys");
  const open = () => {
    dialog.showModal();
    dialog.scrollTop = 0; // the focus lies on the button at its foot
  };
  bindKey("?", open);
  document.addEventListener("keydown", onKey);
  for (const button of document.querySelectorAll("[data-opens-keys]")) {
    button.addEventListener("click", open);
  }
  const box = dialog.querySelector("input[type=checkbox]");
  box.checked = areKeysOn();
  box.addEventListener("change", () => localStorage.setItem(SWITCH, box.checked ? "on" : "off"));
}
