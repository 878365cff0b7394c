// What has just happened, in one line at the foot of the page, read out by screen readers, with a button to undo it.

import { word } from "./words.js";

const STAYS = 8000; // milliseconds that good news stays in sight; trouble stays until the next line

let timer = 0;

/** Show `text`. `act` is a button: {label, run}. `isTrouble` keeps it in sight and says it at once. */
export function tell(text, { act = null, isTrouble = false } = {}) {
  const line = document.getElementById("desk-told");
  clearTimeout(timer);
  line.setAttribute("role", isTrouble ? "alert" : "status");
  line.classList.toggle("is-trouble", isTrouble);
  line.replaceChildren(Object.assign(document.createElement("span"), { textContent: text }));
  if (act) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: act.label });
    button.addEventListener("click", act.run);
    line.append(button);
  }
  line.hidden = false;
  if (!isTrouble && !act) {
    timer = setTimeout(hush, STAYS);
  }
}

/** Take the line away. */
export function hush() {
  const line = document.getElementById("desk-told");
  line.hidden = true;
  line.replaceChildren();
}

/** Tell a Trouble of talk.js, with the way out where there is one. */
export function tellTrouble(trouble, again = null) {
  if (trouble.kind === "session") {
    const here = encodeURIComponent(window.location.pathname);
    const login = document.getElementById("desk-words").dataset.login;
    const run = () => window.open(`${login}?next=${here}`, "_blank", "noopener");
    tell(trouble.message, { isTrouble: true, act: { label: word("logIn"), run } });
  } else if (trouble.kind === "offline" && again) {
    tell(trouble.message, { isTrouble: true, act: { label: word("tryAgain"), run: again } });
  } else {
    tell(trouble.message, { isTrouble: true });
  }
}
