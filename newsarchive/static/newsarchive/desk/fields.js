// The fields of the form that stands open: found by row and name, filled whatever their kind.

/** The form's field of a row ("article-3", "metrics-7") by its column; null where the row is folded up. */
export function findField(key, name) {
  const form = document.getElementById("article_form");
  if (key.startsWith("article-")) {
    return form.elements[name] ?? null;
  }
  return document.querySelector(`.row-card[data-key="${CSS.escape(key)}"] .row-fields [name$="-${CSS.escape(name)}"]`);
}

export function readField(field) {
  if (field.type === "checkbox") {
    return field.checked ? "on" : "";
  }
  return field.value;
}

/** Put a value in; a field that is chosen by typing learns the choice with its `label` first. */
export function fillField(field, value, label = "") {
  if (field.type === "checkbox") {
    field.checked = value === true || value === "on";
  } else {
    if (field.tagName === "SELECT" && value !== "" && ![...field.options].some((option) => option.value === String(value))) {
      field.add(new Option(label || value, value));
    }
    field.value = value;
  }
  // Select2 listens by jQuery, everybody else to the event.
  field.dispatchEvent(new Event("change", { bubbles: true }));
  window.django?.jQuery?.(field).trigger("change.select2");
}

/** What the row's form was loaded with: the hidden field that holds it. */
export function findLoaded(key) {
  return key.startsWith("article-")
    ? document.querySelector("#article_form .submit-row [name=loaded]")
    : findField(key, "loaded");
}
