// Confirming, rejecting, reopening, and taking the last of it back: each act goes to the server, and what comes back is
// what the page shows from then on.

import { fillField, findField, findLoaded } from "./fields.js";
import { keepDone, keepUndone, lastDone, lastUndone } from "./steps.js";
import { ask } from "./talk.js";
import { hush, tell, tellTrouble } from "./tell.js";
import { word } from "./words.js";

const desk = document.getElementById("desk");

/** The element that stands for a row: its line, or the bar for the article itself. */
export function findRow(key) {
  return desk.dataset.key === key ? desk : document.querySelector(`.row-card[data-key="${CSS.escape(key)}"]`);
}

/** The line that has the focus, or was shown last. */
export function currentRow() {
  return document.activeElement?.closest(".row-card[data-key]") ?? document.querySelector(".row-card.is-shown[data-key]");
}

/** All rows of one kind ("mentions", "metrics"), or of every kind with the article ("all"). */
export function rowsOf(kind) {
  const lines = [...document.querySelectorAll(".row-card[data-key]")];
  return kind === "all" ? [...lines, desk] : lines.filter((row) => row.dataset.key.startsWith(`${kind}-`));
}

/** Show how a row stands now; what its form was loaded with follows, so that saving finds no conflict with ourselves. */
function showRow({ key, status, version, line, fields }) {
  const row = findRow(key);
  if (!row) {
    return;
  }
  const before = row.dataset.status;
  Object.assign(row.dataset, { status, version });
  if (row === desk) {
    document.querySelector(".field-status_chip .readonly .chip").outerHTML = line;
  } else {
    row.classList.replace(`status-${before}`, `status-${status}`);
    row.querySelector("summary h3").innerHTML = line;
  }
  for (const [column, { shown }] of Object.entries(fields)) {
    if (column in row.dataset) {
      row.dataset[column] = shown;
    }
  }
  const isGone = status === "rejected" || status === "withdrawn";
  for (const mark of document.querySelectorAll(`#page-text mark[data-key="${CSS.escape(key)}"]`)) {
    mark.classList.toggle("is-gone", isGone);
  }
  followForm(key, status, fields);
}

/** Put what was changed into the open form, and into the hidden record of what it was loaded with. */
function followForm(key, status, fields) {
  const hidden = findLoaded(key);
  if (!hidden?.value) {
    return;
  }
  const loaded = JSON.parse(hidden.value);
  const name = "(status)" in loaded ? "(status)" : "status";
  loaded[name] = status;
  settle(findField(key, "status"), status);
  for (const [column, { shown, loaded: value, label }] of Object.entries(fields)) {
    if (column in loaded) {
      loaded[column] = value;
      settle(findField(key, column), shown, label);
    }
  }
  hidden.value = JSON.stringify(loaded);
}

/** Fill a field with what stands now; for the draft this is no change of the editor's. */
function settle(field, value, label) {
  if (field) {
    fillField(field, value, label);
    field.dispatchEvent(new Event("desk:settled", { bubbles: true }));
  }
}

/** How many lines wait, in the headings and in the bar. */
export function countOpen() {
  for (const [counter, kind] of [
    [document.querySelector("#mentions-group [data-count]"), "mentions"],
    [document.querySelector("#metrics-group [data-count]"), "metrics"],
    [desk.querySelector("[data-count]"), "all"],
  ]) {
    const rows = rowsOf(kind).filter((row) => row.dataset.status !== "withdrawn");
    const open = rows.filter((row) => row.dataset.status === "unreviewed").length;
    if (counter) {
      counter.textContent = word(open ? "waits" : "reviewed", { open, all: rows.length });
      counter.classList.toggle("is-done", open === 0);
    }
  }
}

/** Take up the answer to an act (or to undoing or redoing one): its rows, its sentence, and what turns it. */
export function takeUp(done, way = "act") {
  for (const row of done.rows) {
    showRow(row);
  }
  countOpen();
  if (done.otherwise !== undefined) {
    document.getElementById("desk-otherwise").innerHTML = done.otherwise;
  }
  if (!done.undo) {
    tell(done.told);
  } else if (way === "undo") {
    keepUndone(done.undo);
    tell(done.told, { act: { label: `${word("redo")} (Z)`, run: redoLast } });
  } else {
    keepDone(done.undo, { isRedo: way === "redo" });
    tell(done.told, { act: { label: `${word("undo")} (z)`, run: undoLast } });
  }
}

let lastAsked = Promise.resolve(); // who undoes at once undoes what was done last, though its answer is on the way

/** Ask for an act; what it answers. Throws Trouble. */
export function askAct(url, data) {
  const answer = ask(url, data);
  lastAsked = answer.then((done) => takeUp(done), () => {});
  return answer;
}

/** Do something that answers as an act does; true if it was done. */
export async function act(url, data) {
  try {
    await askAct(url, data);
    return true;
  } catch (trouble) {
    tellTrouble(trouble, () => act(url, data));
    return false;
  }
}

/** Give rows a status. */
export function decide(rows, status, reason = "") {
  const open = rows.filter((row) => row.dataset.status !== status);
  if (open.length === 0) {
    tell(word("nothingWaits"));
    return Promise.resolve(false);
  }
  const seen = Object.fromEntries(open.map((row) => [row.dataset.key, row.dataset.version]));
  return act(desk.dataset.acts, { seen, status, reason });
}

/** Turn a step that was kept: the server takes it back, which is a step as well, for the other way. */
async function turn(find, way) {
  await lastAsked;
  const step = find();
  if (!step) {
    tell(word("nothingUndone"));
    return;
  }
  hush();
  try {
    const answer = ask(desk.dataset.undo, { undo: step.undo, redo: way === "redo" });
    lastAsked = answer.catch(() => {});
    const done = await answer;
    step.drop();
    takeUp(done, way);
  } catch (trouble) {
    if (trouble.kind === "refused") {
      step.drop(); // what was changed since stays so; the one before may still be turned
    }
    tellTrouble(trouble, () => turn(find, way));
  }
}

/** Take the last act back, also tomorrow; then the one before. */
export function undoLast() {
  return turn(lastDone, "undo");
}

/** Do again what was undone last. */
export function redoLast() {
  return turn(lastUndone, "redo");
}

/** Ask for a reason, then reject; gives true if it was done. */
export function reject(row) {
  const dialog = document.getElementById("desk-reject");
  const field = dialog.querySelector("input");
  dialog.querySelector("[data-rejected]").textContent = row.dataset.name;
  field.value = "";
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener(
      "close",
      async () => resolve(dialog.returnValue === "reject" && (await decide([row], "rejected", field.value))),
      { once: true },
    );
  });
}
