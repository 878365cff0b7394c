// An article taken for review, or given back: one button and the key t, on the article desk and on the page desk.

import { bindKey } from "./keys.js";
import { ask } from "./talk.js";
import { tell, tellTrouble } from "./tell.js";

/** Say whose review it is in; a card that says so is no longer the one that the server sent. */
function show(button, reviewer) {
  const taking = button.closest("[data-taking]");
  const shown = taking.querySelector("[data-reviewer]");
  shown.textContent = reviewer;
  shown.hidden = !reviewer;
  if ("is" in taking.dataset) {
    taking.dataset.is = "";
  }
}

async function take(button) {
  let answer;
  try {
    answer = await ask(button.dataset.take, {});
  } catch (trouble) {
    if (trouble.said?.reviewer) {
      show(button, trouble.said.reviewer);
    }
    tellTrouble(trouble);
    return;
  }
  show(button, answer.reviewer);
  tell(answer.told);
}

/** `find` gives the button that the key presses, or nothing: then `onNone` says so. */
export function startTaking(find, onNone = () => {}) {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-take]");
    if (button) {
      take(button);
    }
  });
  bindKey("t", () => {
    const button = find();
    if (button) {
      button.click();
    } else {
      onNone();
    }
  });
}
