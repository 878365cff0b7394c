// The page desk: what is selected in the print, which article is chosen, and which key and button does what with them.
// The server draws the text and the cards; an operation goes there and the page after it comes back.

import { select, selectStretch, startCaret } from "./caret.js";
import { noteFocus } from "./focus.js";
import { askWhere } from "./join.js";
import { bindKey, startKeys } from "./keys.js";
import { startTaking } from "./taking.js";
import { ask } from "./talk.js";
import { tell, tellTrouble } from "./tell.js";
import { word } from "./words.js";

const desk = document.getElementById("page-desk");
const text = document.getElementById("page-text");
const stories = document.getElementById("stories");
const bar = document.getElementById("selection-bar");
const mayChange = "mayChange" in desk.dataset;

let place = null; // what is selected, and where the cursor stands
let chosen = ""; // the public id of the chosen article
let queue = Promise.resolve(); // who types fast gets everything done, one after the other
let waiting = 0;

function say(name, places = {}) {
  const said = document.getElementById("page-words").dataset[name] ?? word(name, places);
  return said.replace(/\{(\w+)\}/g, (whole, key) => places[key] ?? whole);
}

// Choosing ------------------------------------------------------------------------------------------------------------

function cards() {
  return [...stories.querySelectorAll(".story-card")];
}

function card(id = chosen) {
  return cards().find((each) => each.dataset.id === id) ?? null;
}

/** Make an article the chosen one: its card and its characters stand out. */
function choose(id, { scroll = true } = {}) {
  chosen = id;
  for (const each of cards()) {
    const isChosen = each.dataset.id === id;
    each.classList.toggle("is-chosen", isChosen);
    each.querySelector("[data-choose]").setAttribute("aria-pressed", String(isChosen));
  }
  for (const segment of text.querySelectorAll(":scope > .story")) {
    segment.classList.toggle("is-chosen", segment.dataset.key === id);
  }
  if (scroll) {
    card(id)?.scrollIntoView({ block: "nearest" });
  }
  showSelection();
}

function step(by) {
  const all = cards();
  const at = all.indexOf(card());
  const next = all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)];
  if (next) {
    choose(next.dataset.id);
    text.querySelector(`:scope > [data-key="${CSS.escape(chosen)}"]`)?.scrollIntoView({ block: "nearest" });
  }
}

/** What the bar tells and offers for what is selected. */
function showSelection() {
  if (!bar) {
    return;
  }
  const count = place ? place.end - place.start : 0;
  document.getElementById("selection-told").textContent = count
    ? say("selected", { count })
    : place
      ? say("cursor", { at: place.at })
      : say("hint");
  for (const button of bar.querySelectorAll("button")) {
    const needsCursor = button.dataset.act === "split";
    button.disabled = needsCursor ? !place : count === 0 || (button.dataset.act === "move" && !chosen);
  }
  bar.querySelector("[data-chosen]").textContent = `#${card()?.dataset.number ?? "–"}`;
  for (const each of stories.querySelectorAll(".story-take")) {
    each.hidden = count === 0;
  }
}

// Asking the server ---------------------------------------------------------------------------------------------------

/** Draw the page as the server says it is, and leave the reader where he was: what he selected stays selected. */
function show(state) {
  const scrolled = text.scrollTop;
  const kept = place;
  const giveFocusBack = noteFocus(stories, text, () => card());
  desk.dataset.version = state.version;
  text.innerHTML = state.text;
  stories.innerHTML = state.stories;
  document.getElementById("page-log").innerHTML = state.log;
  for (const [name, sum] of Object.entries(state.count)) {
    document.querySelector(`[data-sum="${name}"]`).textContent = sum;
  }
  for (const turn of ["undo", "redo"]) {
    const button = document.getElementById(turn);
    button.disabled = !state[turn];
    button.title = state[turn] ?? "";
  }
  text.scrollTop = scrolled;
  choose(card() ? chosen : "", { scroll: false });
  if (kept) {
    select(text, ...(kept.at === kept.start ? [kept.end, kept.start] : [kept.start, kept.end]));
  }
  giveFocusBack();
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
function send(url, data, mine, said = "done") {
  if (!mayChange) {
    return Promise.resolve(null);
  }
  waiting += 1;
  desk.classList.add("is-busy");
  queue = queue.then(() => sendNow(url, data, mine, said)).finally(() => {
    waiting -= 1;
    desk.classList.toggle("is-busy", waiting > 0);
  });
  return queue;
}

async function sendNow(url, data, mine, said) {
  try {
    const answer = await ask(url, { ...data, version: desk.dataset.version });
    show(answer.state);
    const act = said === "undone" ? null : { label: `${word("undo")} (z)`, run: () => turn("undo") };
    tell(say(said, { told: answer.told }), { act });
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

function perform(action, mine, reason = "") {
  return send(desk.dataset.do, { action, reason }, mine);
}

function turn(way) {
  const button = document.getElementById(way);
  if (!button.disabled) {
    send(desk.dataset.turn, { turn: way }, button.textContent.trim(), way === "undo" ? "undone" : "redone");
  }
}

// What can be done ----------------------------------------------------------------------------------------------------

function selected() {
  return place && place.end > place.start ? [[place.start, place.end]] : null;
}

function nameOf(button) {
  return button ? button.textContent.replace(/\s+/g, " ").trim() : "";
}

async function moveTo(to, label) {
  const spans = selected();
  if (!spans) {
    tell(say("nothingSelected"));
    return;
  }
  const answer = await perform({ kind: "move", spans, to }, label);
  if (answer?.made.length) {
    choose(answer.made[0]);
  }
}

function mark(part, label) {
  const spans = selected();
  if (spans) {
    perform({ kind: "mark", spans, part }, label);
  } else {
    tell(say("nothingSelected"));
  }
}

async function split(label) {
  const segment = place && [...text.querySelectorAll(":scope > .story")].findLast((each) => Number(each.dataset.start) <= place.start);
  if (!segment) {
    tell(say("noCursor"));
    return;
  }
  const answer = await perform({ kind: "split", article: segment.dataset.key, at: place.start }, label);
  if (answer?.made.length) {
    choose(answer.made[0]);
  }
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
    tell(say("noStory"));
    return;
  }
  const button = of.querySelector(`[data-story-act="${name}"]`);
  if (name === "take") {
    moveTo(of.dataset.id, nameOf(button));
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
    tell(say("noNext"));
  }
}

function join(of) {
  choose(of.dataset.id, { scroll: false });
  const label = of.querySelector('[data-story-act="join"]').getAttribute("aria-label");
  const onChosen = (other) => perform({ kind: "join", article: of.dataset.id, other }, label);
  const onTrouble = (trouble) => tellTrouble(trouble, () => join(of));
  askWhere(desk.dataset.candidates, of.querySelector("h3").textContent, onChosen, { none: say("noneFound"), onTrouble });
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
    mark(part, nameOf(button));
  } else if (act === "split") {
    split(nameOf(button));
  } else if (act === "move") {
    if (chosen) {
      moveTo(chosen, nameOf(button));
    } else {
      tell(say("noStory"));
    }
  } else {
    moveTo(act, nameOf(button));
  }
}

function onStories(event) {
  const of = event.target.closest(".story-card");
  const button = event.target.closest("button[data-story-act]");
  if (button) {
    onStory(button.dataset.storyAct, of);
  } else if (of && !event.target.closest("a")) {
    choose(of.dataset.id, { scroll: false });
    text.querySelector(`:scope > [data-key="${CSS.escape(chosen)}"]`)?.scrollIntoView({ block: "nearest" });
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
    tell(say("noPage"));
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

startCaret(text, (found) => {
  place = found;
  showSelection();
});
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
  startTaking(() => card()?.querySelector("[data-take]"));
}
startKeys();
const first = cards().find((each) => each.dataset.status === "unreviewed") ?? cards()[0];
if (first) {
  choose(first.dataset.id, { scroll: false });
}
