// What is selected in a page's text, in code points of the page. Segments carry `data-start`; badges are no text of the
// page, and a control character is shown by several characters but is one.

/** How many characters of the page a node shows. */
function countIn(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    return [...node.data].length;
  }
  if (node.classList?.contains("badge")) {
    return 0;
  }
  if (node.classList?.contains("control")) {
    return 1;
  }
  let sum = 0;
  for (const child of node.childNodes) {
    sum += countIn(child);
  }
  return sum;
}

/** The page's offset of a point of the document inside `root`; null outside of any text. */
export function offsetOf(root, node, offset) {
  if (node === root || (node.nodeType === Node.ELEMENT_NODE && !node.closest("[data-start]"))) {
    for (let next = node.childNodes[offset]; next; next = next.nextSibling) {
      const after = next.nodeType !== Node.ELEMENT_NODE ? null : next.matches("[data-start]") ? next : next.querySelector("[data-start]");
      if (after) {
        return Number(after.dataset.start);
      }
    }
    const last = [...node.querySelectorAll("[data-start]")].at(-1);
    return last ? Number(last.dataset.start) + countIn(last) : null;
  }
  const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  const segment = element.closest("[data-start]");
  if (!segment || !root.contains(segment)) {
    return null;
  }
  let sum = Number(segment.dataset.start);
  if (element.closest(".control")) {
    node = element.closest(".control");
    offset = 0;
  }
  if (node.nodeType === Node.TEXT_NODE) {
    sum += [...node.data.slice(0, offset)].length;
  } else {
    for (const child of [...node.childNodes].slice(0, offset)) {
      sum += countIn(child);
    }
  }
  for (let at = node; at !== segment; at = at.parentNode) {
    for (let before = at.previousSibling; before; before = before.previousSibling) {
      sum += countIn(before);
    }
  }
  return sum;
}

/** {start, end, text, box} of what is selected in `root`, without white space at its ends; null for nothing. */
export function readSelection(root) {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) {
    return null;
  }
  const range = selection.getRangeAt(0);
  if (!root.contains(range.startContainer) || !root.contains(range.endContainer)) {
    return null;
  }
  const text = range.toString();
  let start = offsetOf(root, range.startContainer, range.startOffset);
  let end = offsetOf(root, range.endContainer, range.endOffset);
  if (start === null || end === null || !text.trim()) {
    return null;
  }
  start += [...text].length - [...text.trimStart()].length;
  end -= [...text].length - [...text.trimEnd()].length;
  return start < end ? { start, end, text: text.trim(), box: range.getBoundingClientRect() } : null;
}

/** Whether what is selected, as readSelection gives it, holds all that an element of `root` shows. */
export function holdsWhole(root, selection, element) {
  const start = offsetOf(root, element, 0);
  return start !== null && selection.start <= start && start + countIn(element) <= selection.end;
}
