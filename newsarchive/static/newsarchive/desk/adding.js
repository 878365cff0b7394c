// Adding a person or a figure: the marked characters (or typed ones) go to the reader's grammar, what it makes of them
// is put into a dialog for the editor to correct, and the answer brings the new line and the text with its mark.

import { countOpen, currentRow, takeUp } from "./acts.js";
import { readSelection } from "./selection.js";
import { ask } from "./talk.js";
import { tellTrouble } from "./tell.js";

const AROUND = 14; // characters shown on both sides of what was marked
const desk = document.getElementById("desk");
const pageText = document.getElementById("page-text");
const bar = document.getElementById("desk-marked");

let marked = null; // what is selected in the page's text

/** Show the two buttons beside the selection; without one, hide them. */
function followSelection() {
  marked = readSelection(pageText);
  bar.hidden = marked === null;
  if (marked) {
    for (const button of bar.querySelectorAll("[data-of-figure]")) {
      button.hidden = !currentRow()?.matches("[data-phrase]");
    }
    const frame = pageText.getBoundingClientRect();
    const top = Math.min(Math.max(marked.box.bottom + 6, frame.top), frame.bottom - 44);
    bar.style.setProperty("--top", `${top}px`);
    bar.style.setProperty("--left", `${Math.max(8, Math.min(marked.box.left, window.innerWidth - bar.offsetWidth - 8))}px`);
  }
}

function dialogOf(kind) {
  return document.getElementById(`desk-add-${kind}`);
}

function fieldOf(dialog, name) {
  return dialog.querySelector(`[name="add-${dialog.dataset.kind}-${CSS.escape(name)}"]`);
}

/** The characters marked, between those around them, so that the editor sees what is meant. */
function showContext(dialog, places) {
  const characters = [...pageCharacters()];
  const [start, end] = [places[0][0], places[places.length - 1][1]];
  const cut = (from, to) => characters.slice(Math.max(from, 0), Math.max(to, 0)).join("").replace(/\s+/g, " ");
  const mark = Object.assign(document.createElement("mark"), { textContent: cut(start, Math.max(end, start)) });
  const context = dialog.querySelector("[data-context]");
  context.replaceChildren(`…${cut(start - AROUND, start)}`, mark, `${cut(end, end + AROUND)}…`);
}

/** The page's own characters: control characters as one, badges left out. */
function pageCharacters() {
  const copy = pageText.cloneNode(true);
  for (const badge of copy.querySelectorAll(".badge")) {
    badge.remove();
  }
  for (const control of copy.querySelectorAll(".control")) {
    control.replaceWith("\u25a1");
  }
  return copy.textContent;
}

function choosePeople(dialog, people = [], meant = "") {
  const select = fieldOf(dialog, "person");
  if (!select) {
    return;
  }
  const fixed = [...dialog.querySelectorAll("template[data-choice]")];
  const choices = fixed.map((each) => ({ value: each.dataset.choice, label: each.content.textContent.trim() }));
  select.replaceChildren(...[...choices, ...people].map(({ value, label }) => new Option(label, value, false, value === meant)));
}

function showErrors(dialog, errors = {}, told = "") {
  for (const list of dialog.querySelectorAll("[data-errors]")) {
    const said = errors[list.dataset.errors] ?? [];
    list.hidden = said.length === 0;
    list.id = `${dialog.id}-${list.dataset.errors}-errors`;
    list.replaceChildren(...said.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
    const field = fieldOf(dialog, list.dataset.errors);
    field?.toggleAttribute("aria-invalid", said.length > 0);
    field?.setAttribute("aria-describedby", list.id);
  }
  const trouble = dialog.querySelector("[data-trouble]");
  trouble.textContent = told;
  trouble.hidden = told === "";
}

/** Ask the grammar, and fill the dialog's fields with what it makes of the characters. */
async function fill(dialog, chosen) {
  const proposal = await ask(desk.dataset.propose, { kind: dialog.dataset.kind, ...chosen });
  dialog.places = proposal.places;
  for (const field of dialog.querySelectorAll("[data-fields] input, [data-fields] select")) {
    const value = proposal.fields[field.name.slice(`add-${dialog.dataset.kind}-`.length)];
    if (field.type === "checkbox") {
      field.checked = value === true;
    } else if (value !== undefined || field.tagName !== "SELECT") {
      field.value = value ?? "";
    } else {
      field.selectedIndex = 0;
    }
  }
  choosePeople(dialog, proposal.people, proposal.meant);
  showContext(dialog, proposal.places);
  showErrors(dialog);
  dialog.querySelector("[data-fields]").hidden = false;
  dialog.querySelector("[data-save]").disabled = false;
  dialog.querySelector("[data-fields] input:not([type=checkbox])").focus();
}

/** Open the dialog for what is marked; where nothing is, ask for the characters first. */
export async function openAdding(kind) {
  const dialog = dialogOf(kind);
  const chosen = marked ?? readSelection(pageText);
  bar.hidden = true;
  dialog.querySelector("[data-find]").hidden = chosen !== null;
  dialog.querySelector("[data-fields]").hidden = true;
  dialog.querySelector("[data-save]").disabled = true;
  showErrors(dialog);
  const find = dialog.querySelector("[data-find] input");
  find.value = "";
  dialog.showModal();
  if (!chosen) {
    find.focus();
    return;
  }
  dialog.setAttribute("aria-busy", "true");
  try {
    await fill(dialog, { start: chosen.start, end: chosen.end });
  } catch (trouble) {
    dialog.close();
    tellTrouble(trouble);
  }
  dialog.removeAttribute("aria-busy");
}

async function lookUp(dialog) {
  try {
    await fill(dialog, { text: dialog.querySelector("[data-find] input").value });
  } catch (trouble) {
    showErrors(dialog, {}, trouble.message);
  }
}

/** Send what stands in the dialog; it stays open, with the reason, where it is refused. */
async function save(dialog) {
  const fields = {};
  for (const field of dialog.querySelectorAll("[data-fields] input, [data-fields] select")) {
    const name = field.name.slice(`add-${dialog.dataset.kind}-`.length);
    fields[name] = field.type === "checkbox" ? field.checked : field.value;
  }
  try {
    const done = await ask(desk.dataset.add, { kind: dialog.dataset.kind, places: dialog.places, fields });
    dialog.close();
    showAdded(dialog.dataset.kind, done);
  } catch (trouble) {
    showErrors(dialog, trouble.said?.errors, trouble.message);
    dialog.querySelector("[aria-invalid]")?.focus();
  }
}

/** Put the new line below the others of its kind, and the text with its mark in the place of the text. */
function showAdded(kind, done) {
  const scrolled = pageText.scrollTop;
  pageText.innerHTML = done.text;
  pageText.scrollTop = scrolled;
  const lines = document.querySelectorAll(`#${kind}-group .row-card[data-key]`);
  const before = lines[lines.length - 1] ?? document.querySelector(`#${kind}-group h2`);
  for (const card of done.cards) {
    before.insertAdjacentHTML("afterend", card);
  }
  countOpen();
  takeUp(done);
  document.getSelection()?.removeAllRanges();
  document.querySelector(`.row-card[data-key="${CSS.escape(done.added[0])}"] summary`).focus();
}

export function startAdding() {
  ask(desk.dataset.warm, {}).catch(() => {}); // the first question would wait for the word lists
  document.addEventListener("selectionchange", followSelection);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add-kind]");
    if (button) {
      openAdding(button.dataset.addKind);
    }
  });
  // Pressing a button must not take the selection away.
  bar.addEventListener("pointerdown", (event) => event.preventDefault());
  for (const dialog of document.querySelectorAll(".desk-add")) {
    dialog.querySelector("[data-look]").addEventListener("click", () => lookUp(dialog));
    dialog.querySelector("[data-find] input").addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.isComposing) {
        event.preventDefault();
        lookUp(dialog);
      }
    });
    dialog.querySelector("form").addEventListener("submit", (event) => {
      if (event.submitter?.value === "add") {
        event.preventDefault();
        save(dialog);
      }
    });
  }
}
