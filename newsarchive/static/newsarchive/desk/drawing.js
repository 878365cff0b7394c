// Drawing the page desk anew after an operation. The server tells what there is to see in pieces, each with a key that is
// the hash of its looks (`data-is`); only pieces that are new are sent, made and laid out, the others stay or move.

/** The keys of all pieces on the screen, for the server to leave them out. */
export function keysOn(...places) {
  return places.flatMap((place) => [...piecesIn(place)].map((piece) => piece.dataset.is));
}

function piecesIn(place) {
  return place.querySelectorAll(":scope > [data-is]");
}

function make(html) {
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  return fresh.content.firstElementChild;
}

/** Show these pieces, [key, html] or [key] for one that is there, in this order. */
export function draw(place, pieces) {
  const wanted = new Set(pieces.map(([key]) => key));
  const standing = new Map();
  for (const piece of piecesIn(place)) {
    if (wanted.has(piece.dataset.is)) {
      standing.set(piece.dataset.is, piece);
    } else {
      piece.remove();
    }
  }
  let at = place.firstElementChild;
  for (const [key, html] of pieces) {
    if (at?.dataset.is === key) {
      at = at.nextElementSibling;
    } else {
      place.insertBefore(standing.get(key) ?? make(html), at);
    }
  }
}
