// Drawing the page desk anew after an operation: only what differs is put in, for laying out a long page takes longer than
// everything else together.

let drawn = []; // the cards as they came last

/** Put `html` into the text; what is the same at its beginning and at its end stays as it is. */
export function drawText(text, html) {
  text.querySelector(":scope > .page-caret")?.remove();
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  const before = [...text.childNodes];
  const after = [...fresh.content.childNodes];
  const shorter = Math.min(before.length, after.length);
  let ahead = 0;
  while (ahead < shorter && before[ahead].isEqualNode(after[ahead])) {
    ahead += 1;
  }
  let behind = 0;
  while (behind < shorter - ahead && before[before.length - 1 - behind].isEqualNode(after[after.length - 1 - behind])) {
    behind += 1;
  }
  for (const gone of before.slice(ahead, before.length - behind)) {
    gone.remove();
  }
  const next = before[before.length - behind] ?? null;
  for (const come of after.slice(ahead, after.length - behind)) {
    text.insertBefore(come, next);
  }
}

/** Show these cards; those that came the same the last time, at the beginning, at the end or in their place, stay. */
export function drawCards(stories, cards) {
  if (stories.children.length !== drawn.length) {
    stories.innerHTML = cards.join("");
  } else if (cards.length === drawn.length) {
    cards.forEach((html, at) => {
      if (html !== drawn[at]) {
        stories.children[at].outerHTML = html;
      }
    });
  } else {
    const shorter = Math.min(cards.length, drawn.length);
    let ahead = 0;
    while (ahead < shorter && cards[ahead] === drawn[ahead]) {
      ahead += 1;
    }
    let behind = 0;
    while (behind < shorter - ahead && cards[cards.length - 1 - behind] === drawn[drawn.length - 1 - behind]) {
      behind += 1;
    }
    const next = stories.children[drawn.length - behind] ?? null;
    for (const gone of [...stories.children].slice(ahead, drawn.length - behind)) {
      gone.remove();
    }
    const fresh = document.createElement("template");
    fresh.innerHTML = cards.slice(ahead, cards.length - behind).join("");
    stories.insertBefore(fresh.content, next);
  }
  drawn = cards;
}
