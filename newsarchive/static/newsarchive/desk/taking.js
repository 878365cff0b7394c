// An article taken for review, or given back: one button and the key t, on the article desk and on the page desk.

import { bindKey } from "./keys.js";
import { ask } from "./talk.js";
import { tell, tellTrouble } from "./tell.js";

async function take(button) {
  const shown = button.closest("[data-taking]").querySelector("[data-reviewer]");
  let answer;
  try {
    answer = await ask(button.dataset.take, {});
  } catch (trouble) {
    if (trouble.said?.reviewer) {
      shown.textContent = trouble.said.reviewer;
      shown.hidden = false;
    }
    tellTrouble(trouble);
    return;
  }
  shown.textContent = answer.reviewer;
  shown.hidden = !answer.reviewer;
  tell(answer.told);
}

/** `find` gives the button that the key presses, or nothing. */
export function startTaking(find) {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-take]");
    if (button) {
      take(button);
    }
  });
  bindKey("t", () => find()?.click());
}
