// What the page desk asks of the server, one thing after the other, and what it shows of the answer: the page as it is
// now; where somebody else changed it first, both sides.

import { select } from "./caret.js";
import { card, cards, choose, currentPlace } from "./choosing.js";
import { draw, keysOn } from "./drawing.js";
import { noteFocus } from "./focus.js";
import { ask } from "./talk.js";
import { tell, tellTrouble } from "./tell.js";
import { nameOf, word } from "./words.js";

const desk = document.getElementById("page-desk");
const text = document.getElementById("page-text");
const stories = document.getElementById("stories");
const log = document.getElementById("page-log");

const SLOW = 300; // milliseconds after which an editor is told that the server is still at work

export const mayChange = "mayChange" in desk.dataset;

let queue = Promise.resolve(); // who types fast gets everything done, one after the other
let waiting = 0;
let slow = 0; // the timer that tells of it

/** Draw the page as the server says it is, and leave the reader where he was: what he selected stays selected. The
 *  article `made` is chosen, and `say` is run. All is written before anything is measured, so that the page is laid out
 *  once. */
function show(state, { made = "", say = () => {} } = {}) {
  const scrolled = text.scrollTop;
  const kept = currentPlace();
  const stood = cards().indexOf(card());
  const giveFocusBack = noteFocus(stories, text, () => card());
  desk.dataset.version = state.version;
  draw(text, state.text);
  draw(stories, state.cards);
  draw(log, state.log);
  for (const [name, sum] of Object.entries(state.count)) {
    document.querySelector(`[data-sum="${name}"]`).textContent = sum;
  }
  for (const turn of ["undo", "redo"]) {
    const button = document.getElementById(turn);
    button.disabled = !state[turn];
    button.title = state[turn] ?? "";
  }
  // Where the chosen article went (its making was undone, say), the one that stands in its place is next.
  const all = cards();
  const next = card(made) ?? card() ?? (stood < 0 ? null : all[Math.min(stood, all.length - 1)]);
  choose(next?.dataset.id ?? "", { scroll: false });
  say();
  text.scrollTop = scrolled;
  if (kept) {
    select(text, ...(kept.at === kept.start ? [kept.end, kept.start] : [kept.start, kept.end]));
  }
  giveFocusBack();
  card(made)?.scrollIntoView({ block: "nearest" });
}

function lastDone() {
  return Number(document.querySelector("#page-log [data-id]")?.dataset.id ?? 0);
}

/** The page was changed by somebody else: show both, and let the editor decide. */
function settle(trouble, mine, again) {
  const seen = lastDone();
  show(trouble.said.state);
  const dialog = document.getElementById("desk-conflict");
  dialog.querySelector("[data-conflict-told]").textContent = trouble.message;
  dialog.querySelector("[data-conflict-mine]").textContent = mine;
  const theirs = [...document.querySelectorAll("#page-log [data-id]")].filter((each) => Number(each.dataset.id) > seen);
  dialog.querySelector("[data-conflict-theirs]").replaceChildren(...theirs.map((each) => each.cloneNode(true)));
  dialog.returnValue = "";
  dialog.showModal();
  dialog.addEventListener("close", () => dialog.returnValue === "again" && again(), { once: true });
}

/** Send something to be done; `mine` says in words what, for the case that somebody else came first. */
export function send(url, data, mine, said = "done") {
  if (!mayChange) {
    return Promise.resolve(null);
  }
  waiting += 1;
  tellBusy();
  queue = queue.then(() => sendNow(url, data, mine, said)).finally(() => {
    waiting -= 1;
    tellBusy();
  });
  return queue;
}

/** Tell that the server is at work, to the eye where it takes long: to show it at once would draw the page twice. */
function tellBusy() {
  desk.classList.toggle("is-busy", waiting > 0);
  if (!waiting) {
    clearTimeout(slow);
    slow = 0;
    desk.classList.remove("is-slow");
  } else if (!slow) {
    slow = setTimeout(() => desk.classList.add("is-slow"), SLOW);
  }
}

async function sendNow(url, data, mine, said) {
  try {
    const answer = await ask(url, { ...data, version: desk.dataset.version, have: keysOn(text, stories, log) });
    const act = said === "undone" ? null : { label: `${word("undo")} (z)`, run: () => turn("undo") };
    const say = () => tell(word(said, { told: answer.told }), { act });
    show(answer.state, { made: said === "done" ? answer.made[0] : "", say });
    return answer;
  } catch (trouble) {
    if (trouble.status === 409 && trouble.said?.state) {
      settle(trouble, mine, () => send(url, data, mine, said));
    } else {
      tellTrouble(trouble, () => send(url, data, mine, said));
    }
    return null;
  }
}

export function perform(action, mine, reason = "") {
  return send(desk.dataset.do, { action, reason }, mine);
}

export function turn(way) {
  const button = document.getElementById(way);
  if (button.disabled) {
    tell(word("nothingUndone"));
  } else {
    send(desk.dataset.turn, { turn: way }, nameOf(button), way === "undo" ? "undone" : "redone");
  }
}
