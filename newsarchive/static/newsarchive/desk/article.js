// The article desk: which key and which button does what. What they do stands in the modules beside this one.

import { countOpen, currentRow, decide, findRow, redoLast, reject, rowsOf, undoLast } from "./acts.js";
import { openAdding, startAdding } from "./adding.js";
import { startDisputes } from "./disputes.js";
import { isChanged, startDrafts } from "./drafts.js";
import { startFilling } from "./filling.js";
import { bindKey, startKeys } from "./keys.js";
import { chooseByKey, startReadings } from "./readings.js";
import { startTaking } from "./taking.js";
import { tell } from "./tell.js";
import { word } from "./words.js";

const desk = document.getElementById("desk");

/** Put the focus on a line; page_text.js shows its place in print. */
function goTo(row) {
  row?.scrollIntoView({ block: "nearest" });
  row?.querySelector("summary").focus({ preventScroll: true });
}

function step(by) {
  const rows = rowsOf("mentions").concat(rowsOf("metrics"));
  const at = rows.indexOf(currentRow());
  goTo(at < 0 ? rows[by > 0 ? 0 : rows.length - 1] : rows[Math.min(Math.max(at + by, 0), rows.length - 1)]);
}

/** After a line was decided: the next one that waits, below it first. */
function goToOpen(row) {
  const rows = rowsOf("mentions").concat(rowsOf("metrics"));
  const at = rows.indexOf(row);
  const open = [...rows.slice(at + 1), ...rows.slice(0, at)].find((each) => each.dataset.status === "unreviewed");
  goTo(open ?? row);
}

function withCurrent(run) {
  return () => {
    const row = currentRow();
    if (row) {
      run(row);
    } else {
      tell(word("nothingChosen"));
    }
  };
}

async function confirmRow(row) {
  if (await decide([row], "confirmed")) {
    goToOpen(row);
  }
}

async function rejectRow(row) {
  const isDone = await reject(row);
  if (row === desk) {
    return;
  }
  if (isDone) {
    goToOpen(row);
  } else {
    goTo(row);
  }
}

function confirmAll(kind) {
  return decide(rowsOf(kind).filter((row) => row.dataset.status === "unreviewed"), "confirmed");
}

function onPressed(event) {
  const button = event.target.closest("button[data-decide], button[data-confirm]");
  if (!button) {
    return;
  }
  if (button.dataset.confirm) {
    confirmAll(button.dataset.confirm);
    return;
  }
  const row = findRow(button.closest("[data-key]").dataset.key);
  const status = button.dataset.decide;
  if (status === "confirmed") {
    confirmRow(row);
  } else if (status === "rejected") {
    rejectRow(row);
  } else {
    decide([row], status);
  }
}

bindKey("j", () => step(1));
bindKey("k", () => step(-1));
bindKey("c", withCurrent(confirmRow));
bindKey("x", withCurrent(rejectRow));
bindKey("C", () => confirmAll("all"));
bindKey("a", () => decide([desk], "confirmed"));
bindKey("X", () => rejectRow(desk));
bindKey("z", undoLast);
bindKey("Z", redoLast);
bindKey("u", withCurrent((row) => decide([row], "unreviewed")));
/** Follow a link of the bar; what is not saved is told first, and kept. */
let isLeaving = false;

function follow(id, missing) {
  const link = document.getElementById(id);
  if (!link) {
    tell(word(missing));
  } else if (isChanged() && !isLeaving) {
    isLeaving = true;
    tell(word("leaving"));
  } else {
    link.click();
  }
}

bindKey("n", () => follow("desk-next"));
bindKey("b", () => follow("desk-previous"));
bindKey("g", () => follow("desk-page-desk", "noPageDesk"));
bindKey("1", () => chooseByKey("row"));
bindKey("2", () => chooseByKey("reading"));
bindKey("p", () => openAdding("mentions"));
bindKey("f", () => openAdding("metrics"));
startAdding();
startFilling(currentRow);
startReadings();
startDisputes();
startDrafts();
startTaking(() => desk.querySelector("[data-take]"));
startKeys();
document.addEventListener("click", onPressed);
countOpen();
