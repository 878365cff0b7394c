// The figures of an article that a value may be given to, and what they say.

import { rowsOf } from "./acts.js";

export const waits = (row) => row.dataset.status === "unreviewed";

/** Figures that stand: those rejected or withdrawn are filled in for nobody. */
export function standing() {
  return rowsOf("metrics").filter((row) => !["rejected", "withdrawn"].includes(row.dataset.status));
}

/** What several lines say in a field, the most frequent first. */
export function findSaid(rows, field) {
  const counts = new Map();
  for (const value of rows.map((row) => row.dataset[field]).filter(Boolean)) {
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort((one, other) => other[1] - one[1]).map(([value]) => value);
}

/** The line at hand, it and all that wait below, all that wait. */
export function findScopes(rows, current) {
  const at = rows.indexOf(current);
  return {
    line: at < 0 ? [] : [current],
    below: at < 0 ? [] : rows.slice(at).filter((row) => row === current || waits(row)),
    all: rows.filter(waits),
  };
}
