// Place, period or what is measured of one figure, of it and all below, or of all that wait: asked for in a dialog that
// begins with what the line says; done on the server, undone with z. What is marked in the page is taken without asking.
// A marked stretch that holds figures stands for these figures; a marked place or period is given to the figures behind
// it in its sentence by one key. What the other figures say and what is printed around a figure are a key away.

import { askAct } from "./acts.js";
import { bindKey } from "./keys.js";
import { findLately, keepGiven, lastGiven } from "./lately.js";
import { makeOffers } from "./offers.js";
import { keysBehind, keysInside } from "./reaching.js";
import { findSaid, findScopes, standing, waits } from "./scopes.js";
import { readSelection } from "./selection.js";
import { ask } from "./talk.js";
import { tell, tellTrouble } from "./tell.js";
import { word } from "./words.js";

const KEYS = { l: "place", d: "period", i: "phrase" };
const WIDE_KEYS = { L: "place", D: "period" }; // for all below as well
const AFTER_YEARS = 3; // the first digit that takes a period: with 1 and 2 years begin, and are typed
const NEAREST = 3; // of what is printed near the figure, in front of what others say
const MOST_SAID = 4; // of what others say
const desk = document.getElementById("desk");
const pageText = document.getElementById("page-text");
const dialog = document.getElementById("desk-fill");
const input = dialog?.querySelector("input");
const offers = dialog && makeOffers(dialog.querySelector("[data-offers]"), input);

let field = ""; // the field that is asked for
let scopes = {}; // the lines that each button would fill
let drawn = Promise.resolve(); // when it is known what is offered
let asked = 0; // counts what was asked for: an answer that comes late is for a dialog that is no more

/** The figures that are printed in what is marked: those that wait, or where none waits, all of them. */
function findSwept(rows) {
  const keys = keysInside(pageText);
  const swept = rows.filter((row) => keys.has(row.dataset.key));
  return swept.some(waits) ? swept.filter(waits) : swept;
}

/** What is offered: of what the server finds in print around the figure the first few, what other figures say, the rest. */
async function showOffers(said, current) {
  asked += 1;
  const turn = asked;
  const box = document.getElementById("desk-fill-offers");
  const from = field === "period" ? AFTER_YEARS : 1;
  for (const told of box.querySelectorAll("[data-keys]")) {
    told.hidden = (told.dataset.keys === "period") !== (field === "period");
  }
  offers.draw([], { from });
  box.hidden = true;
  box.setAttribute("aria-busy", "true");
  const sent = current && { key: current.dataset.key, field };
  const found = sent ? (await ask(desk.dataset.suggest, sent).catch(() => ({ offers: [] }))).offers : [];
  if (turn !== asked) {
    return;
  }
  const first = field === "phrase" ? found.length : NEAREST;
  const usual = field === "place" ? [dialog.dataset.dateline, dialog.dataset.home, ...findLately()] : [];
  offers.draw([...found.slice(0, first), ...said.slice(0, MOST_SAID), ...usual, ...found.slice(first)], { from });
  box.hidden = false;
  box.setAttribute("aria-busy", "false");
  box.dataset.turn = turn;
}

/** What is marked in the page's text, without the breaks of its lines. */
function readMarked() {
  return readSelection(pageText)?.text.replace(/\s+/g, "") ?? "";
}

/** Ask for the field, beginning with the line that has the focus (null where none has). A marked stretch with figures
    in it means these. Else what is marked is taken for the line at once, `isWide` for all below as well: it is printed,
    and needs no asking. */
function open(name, current, isWide = false) {
  field = name;
  const rows = standing();
  if (rows.length === 0) {
    tell(word("noFigure"));
    return;
  }
  scopes = findScopes(rows, current);
  const swept = name === "phrase" ? [] : findSwept(rows);
  if (swept.length > 0) {
    scopes = { line: swept, below: [], all: [] };
    openDialog(rows, "");
    return;
  }
  const marked = readMarked();
  if (marked && scopes.line.length > 0) {
    document.getSelection()?.removeAllRanges(); // the next key is about another figure, however late the answer
    send(isWide ? "below" : "line", marked);
    return;
  }
  openDialog(rows, marked);
}

/** The dialog for `scopes`: what it says of them, what it offers, and what stands in its field. */
function openDialog(rows, marked) {
  const said = findSaid(rows, field);
  const at = scopes.line[0] ?? null;
  const own = at?.dataset[field];
  drawn = showOffers(said.filter((value) => value !== own || scopes.line.length > 1), at);
  const suffix = `${field[0].toUpperCase()}${field.slice(1)}`;
  dialog.querySelector("[data-heading]").textContent = dialog.dataset[`field${suffix}`];
  dialog.querySelector("[data-help]").textContent = dialog.dataset[`help${suffix}`];
  const names = dialog.querySelector("[data-figure]");
  names.textContent = scopes.line.map((row) => row.dataset.name).join(" · ");
  names.hidden = scopes.line.length === 0;
  showScopes();
  input.value = marked || (own ?? said[0] ?? (field === "place" ? dialog.dataset.dateline : ""));
  showTrouble("");
  dialog.showModal();
  input.select();
}

/** How many lines each button would fill. */
function showScopes() {
  for (const button of dialog.querySelectorAll("[data-scope]")) {
    const count = scopes[button.dataset.scope].length;
    button.disabled = count === 0;
    const shown = button.querySelector("[data-count]");
    if (shown) {
      shown.textContent = count;
    }
  }
  const isMany = scopes.line.length > 1;
  dialog.querySelector("[data-one]").hidden = isMany;
  dialog.querySelector("[data-many]").hidden = !isMany;
}

/** Give the line, the figures of a marked stretch, or `isWide` the line and all below what was given last. */
function repeat(current, isWide) {
  const given = lastGiven();
  if (!given) {
    tell(word("nothingGiven"));
    return;
  }
  field = given.field;
  const rows = standing();
  const swept = findSwept(rows);
  scopes = swept.length > 0 ? { line: swept, below: swept } : findScopes(rows, current);
  const scope = isWide ? "below" : "line";
  if (scopes[scope].length === 0) {
    tell(word("nothingChosen"));
    return;
  }
  document.getSelection()?.removeAllRanges();
  send(scope, given.value);
}

/** Give what is marked to the figures that wait behind it in its sentence: it is printed in front of what it is said of. */
function spread(name) {
  const marked = readMarked();
  if (!marked) {
    tell(word("nothingMarked"));
    return;
  }
  field = name;
  const keys = keysBehind(pageText);
  scopes = { line: standing().filter((row) => waits(row) && keys.has(row.dataset.key)) };
  if (scopes.line.length === 0) {
    tell(word("noneBehind"));
    return;
  }
  document.getSelection()?.removeAllRanges();
  send("line", marked);
}

/** Set what is marked behind what the line says that is measured, or in front of it; without a mark, type it there. */
function extend(current, isInFront) {
  field = "phrase";
  const rows = standing();
  if (!rows.includes(current)) {
    tell(word("nothingChosen"));
    return;
  }
  const marked = readMarked();
  if (marked) {
    scopes = findScopes(rows, current);
    send("line", isInFront ? marked + current.dataset.phrase : current.dataset.phrase + marked);
    return;
  }
  open("phrase", current);
  const place = isInFront ? 0 : input.value.length;
  input.setSelectionRange(place, place);
}

/** Send it; where it is refused the dialog stays open and says why. */
async function send(scope, value = input.value.trim()) {
  const given = field; // another may be asked for before the answer comes
  const rows = scopes[scope].filter((row) => row.dataset[field] !== value);
  if (rows.length === 0) {
    dialog.close();
    tell(word("saysSo"));
    return;
  }
  const seen = Object.fromEntries(rows.map((row) => [row.dataset.key, row.dataset.version]));
  try {
    await askAct(desk.dataset.fill, { seen, field, value });
    keepGiven(given, value);
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

/** Take what a digit stands for, once it is known what is offered: who knows it needs not look. */
async function take(digit, isWide) {
  const turn = asked;
  await drawn;
  const value = offers.valueOf(digit);
  if (value !== null && turn === asked && dialog.open) {
    const wide = isWide ? "below" : "line";
    send(scopes[wide].length > 0 ? wide : "all", value);
  }
}

function onKey(event) {
  if (["ArrowDown", "ArrowUp"].includes(event.key) && event.target === input && !event.isComposing) {
    event.preventDefault();
    drawn.then(() => offers.step(event.key === "ArrowDown" ? 1 : -1));
    return;
  }
  const digit = event.target === input ? offers.digitOf(event) : null;
  if (digit !== null) {
    event.preventDefault();
    take(digit, event.shiftKey);
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
  for (const [key, name] of Object.entries(WIDE_KEYS)) {
    bindKey(key, () => open(name, find(), true));
  }
  bindKey("s", () => spread("place"));
  bindKey("S", () => spread("period"));
  bindKey("r", () => repeat(find(), false));
  bindKey("R", () => repeat(find(), true));
  bindKey("e", () => extend(find(), false));
  bindKey("E", () => extend(find(), true));
  dialog.addEventListener("keydown", onKey);
  dialog.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-scope]");
    if (button) {
      send(button.dataset.scope);
    } else if (event.target.closest("[data-offers] button")) {
      offers.put(event.target.closest("button").value);
    }
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-fill], [data-extend], [data-spread]");
    if (button?.dataset.spread) {
      spread(button.dataset.spread);
    } else if (button?.dataset.extend) {
      extend(find(), false);
    } else if (button && button !== desk) {
      open(button.dataset.fill, find());
    }
  });
}
