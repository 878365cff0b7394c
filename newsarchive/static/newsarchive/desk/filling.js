// Place, period or what is measured of one figure, of it and all below, or of all that wait: asked for in a dialog that
// begins with what is marked in the page, or with what the line says; done on the server, undone with z.

import { askAct, rowsOf } from "./acts.js";
import { bindKey } from "./keys.js";
import { readSelection } from "./selection.js";
import { tell, tellTrouble } from "./tell.js";
import { word } from "./words.js";

const KEYS = { l: "place", d: "period", i: "phrase" };
const desk = document.getElementById("desk");
const pageText = document.getElementById("page-text");
const dialog = document.getElementById("desk-fill");
const input = dialog?.querySelector("input");

let field = ""; // the field that is asked for
let scopes = {}; // the lines that each button would fill
let said = []; // what other lines say, the most frequent first

/** Figures that stand: those rejected or withdrawn are filled in for nobody. */
function standing() {
  return rowsOf("metrics").filter((row) => !["rejected", "withdrawn"].includes(row.dataset.status));
}

/** What several lines say, the most frequent first. */
function findSaid(rows) {
  const counts = new Map();
  for (const value of rows.map((row) => row.dataset[field]).filter(Boolean)) {
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort((one, other) => other[1] - one[1]).map(([value]) => value);
}

function findScopes(rows, current) {
  const waits = (row) => row.dataset.status === "unreviewed";
  const at = rows.indexOf(current);
  return {
    line: at < 0 ? [] : [current],
    below: at < 0 ? [] : rows.slice(at).filter((row) => row === current || waits(row)),
    all: rows.filter(waits),
  };
}

/** What other lines say, as buttons; the arrow keys go through them as well. */
function showSaid(values) {
  said = values;
  const line = document.getElementById("desk-fill-said");
  line.hidden = values.length === 0;
  const buttons = values.map((value) => Object.assign(document.createElement("button"), { type: "button", className: "act", textContent: value }));
  line.querySelector("[data-said]").replaceChildren(...buttons);
}

function choose(value) {
  input.value = value;
  input.focus();
  input.select();
}

/** The next or the previous of what other lines say. */
function step(by) {
  const at = said.indexOf(input.value) + by;
  if (said.length > 0) {
    choose(said[at < 0 ? said.length - 1 : at % said.length]);
  }
}

/** Ask for the field, beginning with the line that has the focus (null where none has). */
function open(name, current) {
  field = name;
  const rows = standing();
  if (rows.length === 0) {
    tell(word("noFigure"));
    return;
  }
  scopes = findScopes(rows, current);
  const marked = readSelection(pageText)?.text.replace(/\s+/g, "") ?? "";
  if (name === "phrase" && marked && scopes.line.length > 0) {
    send("line", marked); // what is measured is printed beside its figure: marked, it needs no asking
    return;
  }
  showSaid(findSaid(rows).filter((value) => value !== current?.dataset[name]).slice(0, 9));
  const label = dialog.dataset[`field${name[0].toUpperCase()}${name.slice(1)}`];
  dialog.querySelector("[data-heading]").textContent = label;
  dialog.querySelector("[data-figure]").textContent = scopes.line.length ? current.dataset.name : "";
  dialog.querySelector("[data-figure]").hidden = scopes.line.length === 0;
  dialog.querySelector("[data-help]").textContent = dialog.dataset[`help${name[0].toUpperCase()}${name.slice(1)}`];
  for (const button of dialog.querySelectorAll("[data-scope]")) {
    const count = scopes[button.dataset.scope].length;
    button.disabled = count === 0;
    const shown = button.querySelector("[data-count]");
    if (shown) {
      shown.textContent = count;
    }
  }
  input.value = marked || (scopes.line.length ? current.dataset[name] : (said[0] ?? (name === "place" ? dialog.dataset.dateline : "")));
  showTrouble("");
  dialog.showModal();
  input.select();
}

/** Send it; where it is refused the dialog stays open and says why. */
async function send(scope, value = input.value.trim()) {
  const rows = scopes[scope].filter((row) => row.dataset[field] !== value);
  if (rows.length === 0) {
    dialog.close();
    tell(word("saysSo"));
    return;
  }
  const seen = Object.fromEntries(rows.map((row) => [row.dataset.key, row.dataset.version]));
  try {
    await askAct(desk.dataset.fill, { seen, field, value });
    dialog.close();
    document.getSelection()?.removeAllRanges();
  } catch (trouble) {
    if (trouble.kind === "refused" && dialog.open) {
      showTrouble(trouble.message);
    } else {
      dialog.close();
      tellTrouble(trouble);
    }
  }
}

function showTrouble(told) {
  const line = dialog.querySelector("[data-trouble]");
  line.textContent = told;
  line.hidden = told === "";
  input.toggleAttribute("aria-invalid", told !== "");
}

function onKey(event) {
  if (["ArrowDown", "ArrowUp"].includes(event.key) && event.target === input && !event.isComposing) {
    event.preventDefault();
    step(event.key === "ArrowDown" ? 1 : -1);
    return;
  }
  if (event.key !== "Enter" || event.isComposing || event.target !== input) {
    return;
  }
  event.preventDefault();
  const scope = event.shiftKey ? "below" : event.ctrlKey || event.metaKey || scopes.line.length === 0 ? "all" : "line";
  if (scopes[scope].length > 0) {
    send(scope);
  }
}

/** `find` gives the line that has the focus, or was shown last. */
export function startFilling(find) {
  if (!dialog) {
    return;
  }
  for (const [key, name] of Object.entries(KEYS)) {
    bindKey(key, () => open(name, find()));
  }
  dialog.addEventListener("keydown", onKey);
  dialog.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-scope]");
    if (button) {
      send(button.dataset.scope);
    } else if (event.target.closest("[data-said] button")) {
      choose(event.target.textContent);
    }
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-fill]");
    if (button && button !== desk) {
      open(button.dataset.fill, find());
    }
  });
}
