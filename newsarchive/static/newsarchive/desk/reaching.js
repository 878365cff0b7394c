// Which figures what is marked in the page speaks of: those that are printed in it, or behind it in its sentence.

import { holdsWhole, readSelection } from "./selection.js";

const SENTENCE_END = /[。！？!?]/;
const FIGURE = 'mark[data-key^="metrics-"]';

/** The part of the article that a segment of the text belongs to; empty outside of it. */
function partOf(segment) {
  return segment.classList.contains("own") ? ([...segment.classList].find((name) => name.startsWith("part-")) ?? "own") : "";
}

/** The keys of the figures that are printed in what is marked, all of their characters. */
export function keysInside(root) {
  const selection = readSelection(root);
  const marks = selection ? [...root.querySelectorAll(FIGURE)] : [];
  return new Set(marks.filter((mark) => holdsWhole(root, selection, mark)).map((mark) => mark.dataset.key));
}

/** The keys of the figures behind what is marked, up to where its sentence or its part of the article ends. What
 *  other articles print in between, where columns stand mixed, is passed over. */
export function keysBehind(root) {
  const keys = new Set();
  const selection = document.getSelection();
  if (!readSelection(root)) {
    return keys;
  }
  const { endContainer, endOffset } = selection.getRangeAt(0);
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const inText = endContainer.nodeType === Node.TEXT_NODE;
  let from = inText ? endOffset : 0;
  walker.currentNode = inText ? endContainer : (endContainer.childNodes[endOffset] ?? endContainer);
  let part = "";
  for (let node = inText ? endContainer : walker.nextNode(); node; node = walker.nextNode()) {
    const segment = node.parentElement.closest("[data-start]");
    const own = segment ? partOf(segment) : "";
    if (own) {
      part ||= own;
      if (own !== part) {
        return keys;
      }
      const figure = node.parentElement.closest(FIGURE);
      if (figure && from === 0) {
        keys.add(figure.dataset.key);
      } else if (!figure && SENTENCE_END.test(node.data.slice(from))) {
        return keys;
      }
    }
    from = 0;
  }
  return keys;
}
