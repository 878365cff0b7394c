// Confirming, rejecting, reopening, and taking the last of it back: each act goes to the server, and what comes back is
// what the page shows from then on.

import { ask } from "./talk.js";
import { hush, tell, tellTrouble } from "./tell.js";
import { word } from "./words.js";

const desk = document.getElementById("desk");
const LAST = `newsarchive:undo:${desk.dataset.key}`;

/** The element that stands for a row: its line, or the bar for the article itself. */
export function findRow(key) {
  return desk.dataset.key === key ? desk : document.querySelector(`.row-card[data-key="${CSS.escape(key)}"]`);
}

/** All rows of one kind ("mentions", "metrics"), or of every kind with the article ("all"). */
export function rowsOf(kind) {
  const lines = [...document.querySelectorAll(".row-card[data-key]")];
  return kind === "all" ? [...lines, desk] : lines.filter((row) => row.dataset.key.startsWith(`${kind}-`));
}

/** Show how a row stands now; what its form was loaded with follows, so that saving finds no conflict with ourselves. */
function showRow({ key, status, version, line }) {
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
  const isGone = status === "rejected" || status === "withdrawn";
  for (const mark of document.querySelectorAll(`#page-text mark[data-key="${CSS.escape(key)}"]`)) {
    mark.classList.toggle("is-gone", isGone);
  }
  followLoaded(row, status);
}

/** Put the new status into the hidden record of what the form was loaded with, and into its own field. */
function followLoaded(row, status) {
  const form = row === desk ? document.querySelector("#article_form > div") : row.querySelector(".row-fields");
  const loaded = row === desk ? document.querySelector(".submit-row [name=loaded]") : form.querySelector("[name$=-loaded]");
  if (!loaded?.value) {
    return;
  }
  const said = JSON.parse(loaded.value);
  const name = "(status)" in said ? "(status)" : "status";
  if (name in said) {
    said[name] = status;
    loaded.value = JSON.stringify(said);
  }
  const field = row === desk ? null : form.querySelector("select[name$=-status]");
  if (field) {
    field.value = status;
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

/** Take up an answer: its rows, its sentence, and what it is undone by. */
export function takeUp(done) {
  for (const row of done.rows) {
    showRow(row);
  }
  countOpen();
  if (done.undo) {
    sessionStorage.setItem(LAST, done.undo);
    tell(done.told, { act: { label: `${word("undo")} (z)`, run: undoLast } });
  } else {
    sessionStorage.removeItem(LAST);
    tell(done.told);
  }
}

/** Do something that answers as an act does; true if it was done. */
export async function act(url, data) {
  try {
    takeUp(await ask(url, data));
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

/** Take the last act back, also after the page was loaded again. */
export async function undoLast() {
  const undo = sessionStorage.getItem(LAST);
  if (!undo) {
    tell(word("nothingUndone"));
    return;
  }
  hush();
  await act(desk.dataset.undo, { undo });
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
