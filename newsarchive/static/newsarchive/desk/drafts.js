// What is typed is kept in this browser until it is saved: under the article and the version that the form was opened
// with. When the article is opened again it is offered; sending the form first asks whether it would arrive.

import "./kept.js"; // first: what it lets go is not offered
import { fillField, findField, findLoaded, readField } from "./fields.js";
import { ask, csrfToken } from "./talk.js";
import { tell, tellTrouble } from "./tell.js";
import { word } from "./words.js";

const WAIT = 300; // milliseconds after the last key
const MOST_SHOWN = 8;

const desk = document.getElementById("desk");
const form = document.getElementById("article_form");
const PREFIX = `newsarchive:draft:${desk.dataset.key}:`;
const KEY = PREFIX + desk.dataset.version;

const opened = new Map(); // what each field said when it came, by its name for the draft
let timer = 0;

/** The name under which a draft keeps a field: row and column, for a line's index may be another next time. */
function nameOf(field) {
  const key = field.closest(".row-card[data-key]")?.dataset.key;
  return key ? `${key}|${field.name.replace(/^\w+-\d+-/, "")}` : field.name;
}

function fields() {
  return [...form.elements].filter(
    (field) => field.name && !field.disabled && field.type !== "hidden" && !["submit", "button", "fieldset"].includes(field.type) && !field.name.includes("__prefix__"),
  );
}

/** Learn what the fields say that were not there before. */
function learn(base = {}) {
  for (const field of fields()) {
    const name = nameOf(field);
    if (!opened.has(name)) {
      opened.set(name, base[name] ?? readField(field));
    }
  }
}

/** What was changed: {name: {value, label}}. */
function readChanged() {
  const changed = {};
  for (const field of fields()) {
    const name = nameOf(field);
    const value = readField(field);
    if (opened.has(name) ? opened.get(name) !== value : value !== "") {
      const label = field.tagName === "SELECT" ? field.selectedOptions[0]?.text : "";
      changed[name] = { value, label, of: field.labels?.[0]?.textContent.replace(/[:：]$/, "") ?? "" };
    }
  }
  return changed;
}

export function isChanged() {
  return Object.keys(readChanged()).length > 0;
}

function keep() {
  clearTimeout(timer);
  const changed = readChanged();
  const names = Object.keys(changed);
  if (names.length === 0) {
    localStorage.removeItem(KEY);
    return;
  }
  const keys = new Set(names.map((name) => (name.includes("|") ? name.split("|")[0] : desk.dataset.key)));
  const loaded = Object.fromEntries([...keys].map((key) => [key, findLoaded(key)?.value ?? ""]));
  const base = Object.fromEntries(names.filter((name) => opened.has(name)).map((name) => [name, opened.get(name)]));
  try {
    localStorage.setItem(KEY, JSON.stringify({ at: Date.now(), changed, loaded, base }));
  } catch {
    // A full or forbidden store: nothing can be kept, and typing must go on.
  }
}

function keepSoon() {
  clearTimeout(timer);
  timer = setTimeout(keep, WAIT);
}

function forgetAll() {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(PREFIX)) {
      localStorage.removeItem(key);
    }
  }
}

/** The newest draft of this article, with the key it is kept under. */
function findDraft() {
  const drafts = Object.keys(localStorage)
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => {
      try {
        return { key, ...JSON.parse(localStorage.getItem(key)) };
      } catch {
        return null;
      }
    })
    .filter((draft) => draft?.changed);
  return drafts.sort((one, other) => other.at - one.at)[0] ?? null;
}

/** The field of a draft's name; a folded line is opened, a new line is made for it. */
async function fetchField(name) {
  const [key, column] = name.split("|");
  if (column === undefined) {
    const group = /^(mentions|metrics)-\d+-/.exec(name)?.[1];
    if (!form.elements[name] && group) {
      document.querySelector(`#${group}-group .add-row a`)?.click();
    }
    return form.elements[name] ?? null;
  }
  const card = document.querySelector(`.row-card[data-key="${CSS.escape(key)}"]`);
  const waiting = card?.querySelector(".row-fields[data-fields-url]");
  if (waiting) {
    const come = new Promise((resolve) => {
      waiting.addEventListener("formset:added", resolve, { once: true });
      setTimeout(resolve, 5000);
    });
    card.querySelector("details").open = true;
    await come;
  }
  return findField(key, column);
}

async function restore(draft) {
  for (const [name, { value, label }] of Object.entries(draft.changed)) {
    const field = await fetchField(name);
    if (field) {
      fillField(field, value, label);
    }
  }
  for (const [key, loaded] of Object.entries(draft.loaded)) {
    const field = findLoaded(key);
    if (field && loaded) {
      field.value = loaded; // so that saving tells what was changed since
    }
  }
  keep();
  if (draft.key !== KEY) {
    localStorage.removeItem(draft.key);
  }
  tell(word("restored"));
}

/** Whether everything in the draft stands in the form already: it was saved. */
function isSaved(draft) {
  return Object.entries(draft.changed).every(([name, { value }]) => {
    const [key, column] = name.split("|");
    const field = column === undefined ? form.elements[name] : findField(key, column);
    return field && readField(field) === value;
  });
}

function offer(draft) {
  const box = document.getElementById("desk-draft");
  const when = new Date(draft.at).toLocaleString(document.documentElement.lang);
  box.querySelector("[data-when]").textContent = word("savedHere", { when });
  box.querySelector("[data-older]").hidden = draft.key === KEY;
  const lines = Object.values(draft.changed).slice(0, MOST_SHOWN);
  box.querySelector("[data-what]").replaceChildren(
    ...lines.map(({ value, label, of }) => {
      const line = document.createElement("li");
      line.append(Object.assign(document.createElement("b"), { textContent: of }), ` ${(label || value || "–").slice(0, 120)}`);
      return line;
    }),
  );
  box.hidden = false;
  box.querySelector("[data-restore]").addEventListener("click", async () => {
    box.hidden = true;
    await restore(draft);
  });
  box.querySelector("[data-forget]").addEventListener("click", () => {
    box.hidden = true;
    forgetAll();
  });
}

let state = "open"; // then "asked" the archive whether a form would arrive, "answered", "sent"

/** Before the form goes: what was typed is kept, the archive is asked whether it is there and knows us. */
async function onSubmit(event) {
  if (state === "answered") {
    state = "sent";
    return;
  }
  event.preventDefault();
  if (state !== "open") {
    return; // pressed again while it is on its way
  }
  state = "asked";
  keep();
  const button = event.submitter;
  try {
    await ask(desk.dataset.alive, {});
  } catch (trouble) {
    state = "open";
    tellTrouble(trouble, () => form.requestSubmit(button));
    return;
  }
  form.querySelector("[name=csrfmiddlewaretoken]").value = csrfToken();
  state = "answered";
  form.requestSubmit(button);
}

export function startDrafts() {
  const cameBack = form.querySelector(".errornote") !== null;
  const draft = findDraft();
  learn(cameBack ? draft?.base : {});
  if (draft && !cameBack) {
    if (isSaved(draft)) {
      localStorage.removeItem(draft.key);
    } else {
      offer(draft);
    }
  }
  form.addEventListener("input", keepSoon);
  form.addEventListener("change", keepSoon);
  form.addEventListener("desk:settled", (event) => opened.set(nameOf(event.target), readField(event.target)));
  document.addEventListener("formset:added", () => learn());
  window.addEventListener("pagehide", () => timer && state !== "sent" && keep());
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      state = "open"; // brought back as it was left: it may be sent again
    }
  });
  form.addEventListener("submit", onSubmit);
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "s") {
      event.preventDefault();
      form.requestSubmit(form.querySelector("[name=_continue]"));
    }
  });
}
