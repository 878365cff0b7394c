// A form that came back because somebody else had changed the row: for each field either version is put into it by a
// button. Nothing is saved until the form is sent again.

import { fillField } from "./fields.js";

export function startDisputes() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-side-value]");
    if (!button) {
      return;
    }
    const line = button.closest("[data-dispute]");
    const field = document.getElementById("article_form").elements[line.dataset.dispute];
    fillField(field, button.dataset.sideValue, button.dataset.sideLabel);
    for (const other of line.querySelectorAll("[data-side-value]")) {
      other.setAttribute("aria-pressed", String(other === button));
    }
  });
}
