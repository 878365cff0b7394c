// The page desk: what can be done with what is selected and with the chosen article, and which key and button does it.
// The server draws the text and the cards; an operation goes there and the page after it comes back.

import { mayChange, perform, turn } from "./asking.js";
import { selectStretch, startCaret } from "./caret.js";
import { card, cards, choose, chosenId, currentPlace, notePlace, selected, step } from "./choosing.js";
import { askWhere } from "./join.js";
import { bindKey, startKeys } from "./keys.js";
import { startTaking } from "./taking.js";
import { tell, tellTrouble } from "./tell.js";
import { nameOf, word } from "./words.js";

const desk = document.getElementById("page-desk");
const text = document.getElementById("page-text");
const stories = document.getElementById("stories");
const bar = document.getElementById("selection-bar");

// What can be done ----------------------------------------------------------------------------------------------------

const SHOWN = 30; // characters of what is marked, in words of what the editor wanted

/** What the editor wants, in words, for the case that somebody else came first: the button and what is marked. */
function wish(button) {
  const marked = [...document.getSelection().toString().replace(/\s+/g, " ").trim()];
  const shown = marked.slice(0, SHOWN).join("") + (marked.length > SHOWN ? "…" : "");
  return shown ? word("wish", { act: nameOf(button), marked: shown }) : nameOf(button);
}

function moveTo(to, label) {
  const spans = selected();
  if (spans) {
    perform({ kind: "move", spans, to }, label);
  } else {
    tell(word("nothingSelected"));
  }
}

function mark(part, label) {
  const spans = selected();
  if (spans) {
    perform({ kind: "mark", spans, part }, label);
  } else {
    tell(word("nothingSelected"));
  }
}

function split(label) {
  const segment = currentPlace() && [...text.querySelectorAll(".story")].findLast((each) => Number(each.dataset.start) <= currentPlace().start);
  if (!segment) {
    tell(word("noCursor"));
    return;
  }
  perform({ kind: "split", article: segment.dataset.key, at: currentPlace().start }, label);
}

function nextOf(of) {
  const all = cards();
  return all[all.indexOf(of) + 1] ?? null;
}

const ON_STORY = {
  up(of) {
    const all = cards();
    const before = all[all.indexOf(of) - 1];
    return before ? { kind: "reorder", article: of.dataset.id, before: before.dataset.id } : null;
  },
  down(of) {
    const next = nextOf(of);
    const after = next && nextOf(next);
    return next ? { kind: "reorder", article: of.dataset.id, ...(after ? { before: after.dataset.id } : {}) } : null;
  },
  merge(of) {
    const next = nextOf(of);
    return next ? { kind: "merge", article: of.dataset.id, other: next.dataset.id } : null;
  },
  confirm(of) {
    return { kind: "decide", article: of.dataset.id, status: "confirmed" };
  },
  part(of) {
    return { kind: "join", article: of.dataset.id, other: null };
  },
};

/** Do something with one article. */
function onStory(name, of) {
  if (!of) {
    tell(word("noStory"));
    return;
  }
  const button = of.querySelector(`[data-story-act="${name}"]`);
  if (name === "take") {
    moveTo(of.dataset.id, wish(button));
    return;
  }
  if (name === "reject") {
    reject(of);
    return;
  }
  if (name === "join") {
    join(of);
    return;
  }
  const action = ON_STORY[name](of);
  if (action) {
    choose(of.dataset.id, { scroll: false });
    perform(action, button?.getAttribute("aria-label") ?? name);
  } else if (name === "merge") {
    tell(word("noNext"));
  }
}

function join(of) {
  choose(of.dataset.id, { scroll: false });
  const label = of.querySelector('[data-story-act="join"]').getAttribute("aria-label");
  const onChosen = (other) => perform({ kind: "join", article: of.dataset.id, other }, label);
  const onTrouble = (trouble) => tellTrouble(trouble, () => join(of));
  askWhere(desk.dataset.candidates, of.querySelector("h3").textContent, onChosen, { none: word("noneFound"), onTrouble });
}

function reject(of) {
  const dialog = document.getElementById("desk-reject");
  dialog.querySelector("[data-rejected]").textContent = of.querySelector("h3").textContent;
  dialog.querySelector("input").value = "";
  dialog.returnValue = "";
  dialog.showModal();
  const onClosed = () => {
    if (dialog.returnValue === "reject") {
      const label = of.querySelector('[data-story-act="reject"]').getAttribute("aria-label");
      perform({ kind: "decide", article: of.dataset.id, status: "rejected" }, label, dialog.querySelector("input").value);
    }
  };
  dialog.addEventListener("close", onClosed, { once: true });
}

// Wiring --------------------------------------------------------------------------------------------------------------

function onBar(event) {
  const button = event.target.closest("button[data-act]");
  if (!button) {
    return;
  }
  press(button);
}

function press(button) {
  const { act, part } = button.dataset;
  if (act === "mark") {
    mark(part, wish(button));
  } else if (act === "split") {
    split(wish(button));
  } else if (act === "move") {
    if (chosenId()) {
      moveTo(chosenId(), wish(button));
    } else {
      tell(word("noStory"));
    }
  } else {
    moveTo(act, wish(button));
  }
}

function onStories(event) {
  const of = event.target.closest(".story-card");
  const button = event.target.closest("button[data-story-act]");
  if (button) {
    onStory(button.dataset.storyAct, of);
  } else if (of && !event.target.closest("a")) {
    choose(of.dataset.id, { scroll: false });
    text.querySelector(`.story[data-key="${CSS.escape(chosenId())}"]`)?.scrollIntoView({ block: "nearest" });
  }
}

/** A click into the text chooses the article there; dragging over it selects and leaves the choice as it is. */
function onText(event) {
  const segment = event.target.closest(".story[data-key]");
  if (segment && document.getSelection().isCollapsed) {
    choose(segment.dataset.key);
  }
}

/** What is selected can be dragged onto a card. */
function startDragging() {
  stories.addEventListener("dragover", (event) => event.target.closest(".story-card") && selected() && event.preventDefault());
  stories.addEventListener("drop", (event) => {
    const of = event.target.closest(".story-card");
    if (of && selected()) {
      event.preventDefault();
      onStory("take", of);
    }
  });
}

function goNext() {
  if (desk.dataset.next) {
    window.location.assign(desk.dataset.next);
  } else {
    tell(word("noPage"));
  }
}

/** A key presses its button, so that both do the same. */
function bindButton(key, find) {
  bindKey(key, () => {
    const button = find();
    if (button) {
      press(button);
    }
  });
}

startCaret(text, notePlace);
text.addEventListener("click", onText);
stories.addEventListener("click", onStories);
bindKey("j", () => step(1));
bindKey("k", () => step(-1));
bindKey("w", () => selectStretch(text, 0));
bindKey("[", () => selectStretch(text, -1));
bindKey("]", () => selectStretch(text, 1));
bindKey("Enter", () => card() && window.location.assign(card().dataset.url));
bindKey("N", goNext);
if (mayChange) {
  bar.before(document.getElementById("desk-told"));
  bar.addEventListener("click", onBar);
  for (const [key, act] of Object.entries({ m: "move", n: "new", f: "furniture", 0: "unassigned", s: "split" })) {
    bindButton(key, () => bar.querySelector(`[data-act="${act}"]`));
  }
  bar.querySelectorAll("[data-part]").forEach((button, index) => bindButton(String(index + 1), () => button));
  bindKey("g", () => onStory("merge", card()));
  bindKey("o", () => onStory("join", card()));
  bindKey("<", () => onStory("up", card()));
  bindKey(">", () => onStory("down", card()));
  bindKey("c", () => onStory("confirm", card()));
  bindKey("x", () => onStory("reject", card()));
  bindKey("z", () => turn("undo"));
  bindKey("Z", () => turn("redo"));
  for (const way of ["undo", "redo"]) {
    document.getElementById(way).addEventListener("click", () => turn(way));
  }
  startDragging();
  startTaking(() => card()?.querySelector("[data-take]"), () => tell(word("noStory")));
}
startKeys();
const first = cards().find((each) => each.dataset.status === "unreviewed") ?? cards()[0];
if (first) {
  choose(first.dataset.id, { scroll: false });
}
