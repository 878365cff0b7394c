// Which article of the page desk is chosen, and which characters are selected; the bar that offers what can be done.

import { word } from "./words.js";

const text = document.getElementById("page-text");
const stories = document.getElementById("stories");
const bar = document.getElementById("selection-bar");

let place = null; // what is selected, and where the cursor stands
let chosen = ""; // the public id of the chosen article

export function cards() {
  return [...stories.querySelectorAll(".story-card")];
}

export function card(id = chosen) {
  return cards().find((each) => each.dataset.id === id) ?? null;
}

/** The public id of the chosen article, empty where none is. */
export function chosenId() {
  return chosen;
}

/** Note what is selected, as caret.js tells it: {start, end, at}, or null. */
export function notePlace(found) {
  place = found;
  showSelection();
}

export function currentPlace() {
  return place;
}

/** The stretch that is selected, as operations take it; null where nothing is. */
export function selected() {
  return place && place.end > place.start ? [[place.start, place.end]] : null;
}

/** Make an article the chosen one: its card and its characters stand out. */
export function choose(id, { scroll = true } = {}) {
  chosen = id;
  for (const each of cards()) {
    const isChosen = each.dataset.id === id;
    if (isChosen !== each.classList.contains("is-chosen")) {
      each.classList.toggle("is-chosen", isChosen);
      each.querySelector("[data-choose]").setAttribute("aria-pressed", String(isChosen));
    }
  }
  markChosen(id);
  if (scroll) {
    card(id)?.scrollIntoView({ block: "nearest" });
  }
  showSelection();
}

export function step(by) {
  const all = cards();
  const at = all.indexOf(card());
  const next = all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)];
  if (next) {
    choose(next.dataset.id);
    text.querySelector(`.story[data-key="${CSS.escape(chosen)}"]`)?.scrollIntoView({ block: "nearest" });
  }
}

/** Let the characters of one article stand out, or of none. */
function markChosen(id) {
  for (const segment of text.querySelectorAll(".story.is-chosen")) {
    segment.classList.toggle("is-chosen", segment.dataset.key === id);
  }
  if (id) {
    for (const segment of text.querySelectorAll(`.story[data-key="${CSS.escape(id)}"]`)) {
      segment.classList.add("is-chosen");
    }
  }
}

/** Words that stand already are left alone: the page is not laid out again for them. */
function write(element, words) {
  if (element.textContent !== words) {
    element.textContent = words;
  }
}

/** What the bar tells and offers for what is selected. */
export function showSelection() {
  if (!bar) {
    return;
  }
  const count = place ? place.end - place.start : 0;
  const told = count ? word("selected", { count }) : place ? word("cursor", { at: place.at }) : word("hint");
  write(document.getElementById("selection-told"), told);
  for (const button of bar.querySelectorAll("button")) {
    const needsCursor = button.dataset.act === "split";
    const isOff = needsCursor ? !place : count === 0 || (button.dataset.act === "move" && !chosen);
    if (button.disabled !== isOff) {
      button.disabled = isOff;
    }
  }
  write(bar.querySelector("[data-chosen]"), `#${card()?.dataset.number ?? "–"}`);
  for (const each of stories.querySelectorAll(".story-take")) {
    if (each.hidden !== (count === 0)) {
      each.hidden = count === 0;
    }
  }
}
