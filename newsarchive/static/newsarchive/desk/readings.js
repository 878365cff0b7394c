// What is read otherwise than it stands: the list at the head of the form, and the choice between the two.

import { act, findRow } from "./acts.js";
import { tell } from "./tell.js";
import { word } from "./words.js";

const desk = document.getElementById("desk");
const box = document.getElementById("desk-otherwise");

function entries() {
  return [...box.querySelectorAll("[data-otherwise]")];
}

/** Choose a side of an entry, and go on to the next. */
async function choose(entry, side) {
  const at = entries().indexOf(entry);
  const { otherwise: key, field } = entry.dataset;
  const version = findRow(key).dataset.version;
  if (await act(desk.dataset.choose, { key, field, side, version })) {
    const left = entries();
    left[Math.min(at, left.length - 1)]?.querySelector("button").focus();
  }
}

/** By key: the entry that has the focus, or the first that offers this side. */
export function chooseByKey(side) {
  const current = document.activeElement?.closest("[data-otherwise]");
  const entry = current ?? entries().find((each) => each.querySelector(`[data-side=${side}]`));
  if (entry?.querySelector(`[data-side=${side}]`)) {
    choose(entry, side);
  } else {
    tell(word("nothingOtherwise"));
  }
}

export function startReadings() {
  box.addEventListener("click", (event) => {
    const button = event.target.closest("[data-side]");
    if (button) {
      choose(button.closest("[data-otherwise]"), button.dataset.side);
    }
  });
}
