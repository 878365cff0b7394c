// The page's words in the editor's language: they stand as data attributes on #desk-words, written by the template.

/** The word of that name, with {places} filled in; the name itself where the template has none. */
export function word(name, places = {}) {
  const said = document.getElementById("desk-words")?.dataset[name] ?? name;
  return said.replace(/\{(\w+)\}/g, (whole, place) => places[place] ?? whole);
}
