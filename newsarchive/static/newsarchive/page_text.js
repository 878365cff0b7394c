// A page's text and the rows of the form lead to each other: a row shows where it is printed, a mark opens its row.
// Both carry the same `data-key`; rows made by Django's inline script have none until they are saved.

const pageText = document.getElementById("page-text");

/** Every place of the page text with this key, in the order of print. */
function findMarks(key) {
  return pageText.querySelectorAll(`mark[data-key="${CSS.escape(key)}"]`);
}

/** Take the frame from whatever was shown last. */
function clearShown() {
  for (const shown of document.querySelectorAll(".is-shown")) {
    shown.classList.remove("is-shown");
  }
}

/** Scroll the page text, and nothing else, until the element stands in its middle. */
function scrollPageTo(element) {
  const box = element.getBoundingClientRect();
  const frame = pageText.getBoundingClientRect();
  pageText.scrollTop += box.top - frame.top - (frame.height - box.height) / 2;
}

/** Frame all places of a row, and bring the first into view. */
function showMarks(key) {
  const marks = findMarks(key);
  clearShown();
  for (const mark of marks) {
    mark.classList.add("is-shown");
  }
  if (marks.length > 0) {
    scrollPageTo(marks[0]);
  }
}

/** Open the row of a mark and put the cursor on it. */
function showRow(key) {
  const row = document.querySelector(`.row-card[data-key="${CSS.escape(key)}"]`);
  if (!row) {
    return;
  }
  clearShown();
  row.querySelector("details").open = true;
  row.classList.add("is-shown");
  row.scrollIntoView({ block: "center" });
  row.querySelector("summary").focus({ preventScroll: true });
  for (const mark of findMarks(key)) {
    mark.classList.add("is-shown");
  }
}

function isPressed(event) {
  return event.type === "click" || event.key === "Enter" || event.key === " ";
}

function onPagePressed(event) {
  const mark = event.target.closest("mark[data-key]");
  if (mark && isPressed(event)) {
    event.preventDefault();
    showRow(mark.dataset.key);
  }
}

/** Bring the fields of a row that is opened for the first time. Without them its links still lead to its own page. */
async function onRowToggled(event) {
  const fields = event.target.querySelector?.(".row-fields[data-fields-url]");
  if (!fields || !event.target.open) {
    return;
  }
  const url = fields.dataset.fieldsUrl;
  const failure = event.target.querySelector(".not-fetched");
  delete fields.dataset.fieldsUrl;
  failure.hidden = true;
  try {
    const answer = await fetch(url, { credentials: "same-origin" });
    if (!answer.ok || answer.redirected) {
      throw new Error(`${answer.status}`);
    }
    fields.innerHTML = await answer.text();
    // Django's own scripts wait for this to set up the fields that are chosen by typing.
    fields.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: "" } }));
  } catch {
    // What was typed elsewhere in the form must not be lost: say so, and stay.
    fields.dataset.fieldsUrl = url;
    failure.hidden = false;
  }
}

function onRowEntered(event) {
  const row = event.target.closest(".row-card[data-key]");
  if (row && !row.classList.contains("is-shown")) {
    showMarks(row.dataset.key);
  }
}

/** Begin where the article's own text begins; at once, as nobody has seen another place yet. */
function scrollToOwn() {
  const own = pageText.querySelector(".own");
  if (own) {
    const distance = own.getBoundingClientRect().top - pageText.getBoundingClientRect().top - 24;
    pageText.scrollBy({ top: distance, behavior: "instant" });
  }
}

if (pageText) {
  pageText.addEventListener("click", onPagePressed);
  pageText.addEventListener("keydown", onPagePressed);
  document.addEventListener("click", onRowEntered);
  document.addEventListener("toggle", onRowToggled, true);
  document.addEventListener("focusin", onRowEntered);
  scrollToOwn();
}
