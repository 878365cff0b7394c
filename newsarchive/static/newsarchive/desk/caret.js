// A cursor in the page's text, which nobody can type into: arrow keys move it, with Shift they select. It is told in
// code points of the page (`data-start` of each segment) and set again when the text was drawn anew.

import { offsetOf } from "./selection.js";

const MOVES = {
  ArrowLeft: ["backward", "character"],
  ArrowRight: ["forward", "character"],
  ArrowUp: ["backward", "line"],
  ArrowDown: ["forward", "line"],
  Home: ["backward", "lineboundary"],
  End: ["forward", "lineboundary"],
};

/** Every stretch of the text that looks alike throughout, in the order of print. */
function segmentsOf(root) {
  return [...root.querySelectorAll("[data-start]")];
}

/** The segment that holds a place, found by halving. */
function segmentAt(segments, offset) {
  let low = 0;
  let high = segments.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (Number(segments[middle].dataset.start) <= offset) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return segments[low] ?? null;
}

/** The point before or after an element: a control character is shown by several, and nothing stands between those. */
function beside(element, isAfter) {
  return [element.parentNode, [...element.parentNode.childNodes].indexOf(element) + (isAfter ? 1 : 0)];
}

/** The point of the document at which a character of the page begins. */
function pointAt(root, offset) {
  const segment = segmentAt(segmentsOf(root), offset);
  if (!segment) {
    return [root, 0];
  }
  let left = offset - Number(segment.dataset.start);
  const walker = document.createTreeWalker(segment, NodeFilter.SHOW_TEXT);
  let last = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const control = node.parentElement.closest(".control");
    const count = control ? 1 : [...node.data].length;
    if (left <= count) {
      return control ? beside(control, left > 0) : [node, [...node.data].slice(0, left).join("").length];
    }
    left -= count;
    last = node;
  }
  return last ? [last, last.data.length] : [segment, 0];
}

/** Select from `start` to `end` (the cursor stands there); the same twice is a cursor alone. */
export function select(root, start, end = start) {
  const selection = document.getSelection();
  selection.setBaseAndExtent(...pointAt(root, start), ...pointAt(root, end));
}

/** {start, end, at}: what is selected in the page, and where its cursor stands; null outside of it. */
export function whereIs(root) {
  const selection = document.getSelection();
  if (!selection || selection.rangeCount === 0 || !root.contains(selection.anchorNode) || !root.contains(selection.focusNode)) {
    return null;
  }
  const from = offsetOf(root, selection.anchorNode, selection.anchorOffset);
  const at = selection.isCollapsed ? from : offsetOf(root, selection.focusNode, selection.focusOffset);
  if (from === null || at === null) {
    return null;
  }
  return { start: Math.min(from, at), end: Math.max(from, at), at };
}

/** Stretches that belong together: neighbours of one article and one part, whatever is marked inside them. */
function stretches(root) {
  const found = [];
  for (const segment of segmentsOf(root)) {
    const part = [...segment.classList].find((name) => name.startsWith("part-")) ?? segment.dataset.key;
    const owner = `${segment.dataset.key} ${part}`;
    const start = Number(segment.dataset.start);
    const last = found[found.length - 1];
    if (last && last.owner === owner) {
      last.segments.push(segment);
    } else {
      if (last) {
        last.end = start;
      }
      found.push({ owner, start, end: Infinity, segments: [segment] });
    }
  }
  if (found.length > 0) {
    const last = found[found.length - 1];
    last.end = offsetOf(root, root, root.childNodes.length);
  }
  return found.filter((each) => each.segments.some((segment) => segment.textContent.trim()));
}

/** Select the stretch under the cursor (by = 0), or the one before or after it. */
export function selectStretch(root, by) {
  const all = stretches(root);
  const place = whereIs(root);
  if (all.length === 0) {
    return;
  }
  let index = 0;
  if (place) {
    const middle = place.start === place.end ? place.at : place.start;
    index = all.findIndex((each) => each.start <= middle && middle < each.end);
    if (index < 0) {
      index = all.findIndex((each) => each.start > middle) - (by > 0 ? 1 : 0);
    }
    index = Math.min(Math.max(index + by, 0), all.length - 1);
  }
  select(root, all[index].start, all[index].end);
  all[index].segments[0].scrollIntoView({ block: "nearest" });
}

function elementOf(node) {
  return node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
}

function onKey(root, event) {
  const move = MOVES[event.key];
  if (!move || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  event.preventDefault();
  if (!whereIs(root)) {
    select(root, Number(segmentsOf(root)[0]?.dataset.start ?? 0));
    return;
  }
  const selection = document.getSelection();
  selection.modify(event.shiftKey ? "extend" : "move", ...move);
  const element = elementOf(selection.focusNode);
  const control = element.closest(".control");
  if (control) {
    const { focusNode, focusOffset } = selection;
    const isAfter = move[0] === "forward" ? focusOffset > 0 : focusOffset === focusNode.data.length;
    selection[event.shiftKey ? "extend" : "collapse"](...beside(control, isAfter));
  }
  element.scrollIntoView({ block: "nearest" });
}

/** Where a cursor stands, on the screen: {left, top, height}; beside a control character at that one's edge. */
function boxOf(range) {
  const { startContainer, startOffset } = range;
  const control = [startContainer.childNodes[startOffset - 1], startContainer.childNodes[startOffset]].find((each) =>
    each?.classList?.contains("control"),
  );
  if (control) {
    const { left, right, top, height } = control.getBoundingClientRect();
    return { left: control === startContainer.childNodes[startOffset] ? left : right, top, height };
  }
  return range.getClientRects()[0] ?? startContainer.parentElement?.getBoundingClientRect();
}

/** Draw the cursor where it stands: a text that cannot be typed into shows none by itself. */
function draw(root, line) {
  const selection = document.getSelection();
  const isHere = selection.rangeCount > 0 && selection.isCollapsed && root.contains(selection.focusNode);
  const box = isHere ? boxOf(selection.getRangeAt(0)) : null;
  if (line.hidden !== !box) {
    line.hidden = !box;
  }
  if (box) {
    const frame = root.getBoundingClientRect();
    line.style.setProperty("left", `${box.left - frame.left + root.scrollLeft}px`);
    line.style.setProperty("top", `${box.top - frame.top + root.scrollTop}px`);
    line.style.setProperty("height", `${box.height || 20}px`);
  }
}

/** Let the text have a cursor; `run` is told whenever it or the selection moved. */
export function startCaret(root, run) {
  const line = Object.assign(document.createElement("div"), { className: "page-caret", hidden: true });
  line.setAttribute("aria-hidden", "true");
  root.append(line);
  root.addEventListener("keydown", (event) => onKey(root, event));
  let isAsked = false;
  document.addEventListener("selectionchange", () => {
    if (isAsked) {
      return;
    }
    isAsked = true; // many changes come before the next frame; one answer is enough
    requestAnimationFrame(() => {
      isAsked = false;
      if (!line.isConnected) {
        root.append(line);
      }
      draw(root, line);
      run(whereIs(root));
    });
  });
}
