// What was done at an article and what was undone of it, kept in this browser so that it can be turned tomorrow too:
// for each step what the server gave to take it back by.

const PREFIX = "newsarchive:undo:";
const KEY = PREFIX + document.getElementById("desk").dataset.key;
const MOST = 30; // steps of an article
const KEPT = 30 * 24 * 60 * 60 * 1000; // milliseconds after the last step at an article

function read(key = KEY) {
  try {
    const found = JSON.parse(localStorage.getItem(key));
    return { at: found.at ?? 0, done: found.done ?? [], undone: found.undone ?? [] };
  } catch {
    return { at: 0, done: [], undone: [] };
  }
}

/** Forget what was done long ago at other articles; all of them where the store is full. */
function forget(isFull) {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(PREFIX) && key !== KEY && (isFull || Date.now() - read(key).at > KEPT)) {
      localStorage.removeItem(key);
    }
  }
}

function write({ done, undone }) {
  const text = JSON.stringify({ at: Date.now(), done: done.slice(-MOST), undone: undone.slice(-MOST) });
  forget(false);
  try {
    localStorage.setItem(KEY, text);
  } catch {
    forget(true);
    try {
      localStorage.setItem(KEY, text);
    } catch {
      // A forbidden store: what was done is in the history, and can be brought back from there.
    }
  }
}

/** Keep what takes a step back. A new step ends what could be redone; one that was redone does not. */
export function keepDone(undo, { isRedo = false } = {}) {
  const { done, undone } = read();
  write({ done: [...done, undo], undone: isRedo ? undone : [] });
}

export function keepUndone(redo) {
  const { done, undone } = read();
  write({ done, undone: [...undone, redo] });
}

function last(list) {
  const undo = read()[list].at(-1);
  const drop = () => {
    const kept = read();
    write({ ...kept, [list]: kept[list].filter((each) => each !== undo) });
  };
  return undo ? { undo, drop } : null;
}

/** The step that was done last, {undo, drop}; null for none. */
export const lastDone = () => last("done");

/** The step that was undone last. */
export const lastUndone = () => last("undone");
