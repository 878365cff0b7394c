// What an editor gave figures last: places to be offered again, in this browser; and the field with its value that one
// key gives again, in this tab.

const PLACES = "newsarchive:places";
const GIVEN = "newsarchive:given";
const MOST = 4;

/** What is kept under a key, or what stands for nothing. A full or forbidden store keeps nothing: then all is typed. */
function read(store, key, nothing) {
  try {
    return JSON.parse(store().getItem(key)) ?? nothing;
  } catch {
    return nothing;
  }
}

function write(store, key, value) {
  try {
    store().setItem(key, JSON.stringify(value));
  } catch {
    // See above.
  }
}

const browser = () => localStorage;
const tab = () => sessionStorage;

/** The places given last, the newest first: a paper speaks of the same ones on page after page. */
export function findLately() {
  return read(browser, PLACES, []);
}

/** Keep what figures were given; {field, value}. */
export function keepGiven(field, value) {
  write(tab, GIVEN, { field, value });
  if (field === "place" && value) {
    write(browser, PLACES, [value, ...findLately().filter((each) => each !== value)].slice(0, MOST));
  }
}

/** {field, value} that figures were given last; null for none. */
export function lastGiven() {
  return read(tab, GIVEN, null);
}
