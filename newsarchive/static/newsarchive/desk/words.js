// The page's words in the editor's language: they stand as data attributes on
// #desk-words and #page-words, written by the templates.

/** The word of that name, with {places} filled in; the name itself where the template has none. */
export function word(name, places = {}) {
  const lists = ["page-words", "desk-words"].map((id) => document.getElementById(id)?.dataset[name]);
  const said = lists.find((each) => each !== undefined) ?? name;
  return said.replace(/\{(\w+)\}/g, (whole, place) => places[place] ?? whole);
}

/** What stands on a button, without the key that presses it. */
export function nameOf(button) {
  const words = button.cloneNode(true);
  words.querySelectorAll("kbd").forEach((key) => key.remove());
  return words.textContent.replace(/\s+/g, " ").trim();
}
