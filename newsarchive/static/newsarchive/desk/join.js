// The dialog that asks on which page an article goes on: articles of the other pages, found while one types.

import { ask } from "./talk.js";

const PAUSE = 200; // milliseconds without a key before the server is asked

/** One article to choose: its page, headline and beginning. */
function draw(article, isFirst) {
  const label = document.createElement("label");
  const radio = document.createElement("input");
  Object.assign(radio, { type: "radio", name: "other", value: article.id, checked: isFirst });
  const title = document.createElement("b");
  title.textContent = article.title;
  const more = document.createElement("span");
  more.className = "join-more";
  more.textContent = article.beginning;
  label.append(radio, ` ${article.page} `, title, more);
  return label;
}

/** Let the editor choose where the article `name` goes on; `onChosen` gets its public id.
 *  `none` is said where nothing is found, `onTrouble` gets what went wrong. */
export function askWhere(url, name, onChosen, { none, onTrouble }) {
  const dialog = document.getElementById("desk-join");
  const words = dialog.querySelector("#desk-join-words");
  const found = dialog.querySelector("#desk-join-found");
  const join = dialog.querySelector("button[value=join]");
  let asked = 0;
  let timer = 0;

  async function look() {
    asked += 1;
    const turn = asked;
    join.disabled = true;
    try {
      const { articles } = await ask(`${url}?q=${encodeURIComponent(words.value)}`);
      if (turn === asked) {
        found.replaceChildren(...articles.map((article, index) => draw(article, index === 0)));
        if (!articles.length) {
          found.textContent = none;
        }
        join.disabled = !articles.length;
      }
    } catch (trouble) {
      dialog.close("");
      onTrouble(trouble);
    }
  }

  function onInput() {
    join.disabled = true;
    window.clearTimeout(timer);
    timer = window.setTimeout(look, PAUSE);
  }

  function onClosed() {
    window.clearTimeout(timer);
    asked += 1;
    words.removeEventListener("input", onInput);
    const chosen = found.querySelector("input:checked");
    if (dialog.returnValue === "join" && chosen) {
      onChosen(chosen.value);
    }
  }

  dialog.querySelector("[data-joined]").textContent = name;
  words.value = "";
  found.replaceChildren();
  dialog.returnValue = "";
  words.addEventListener("input", onInput);
  dialog.addEventListener("close", onClosed, { once: true });
  dialog.showModal();
  look();
}
