// The focus of who works with keys: cards are drawn anew after every operation, and the focus comes back to where it was.

const ON_CARD = ["[data-choose]", "[data-take]", "h3 a"];

/** The selector of a card's control, the same after it was drawn anew. */
function nameOf(control) {
  const act = control.dataset.storyAct;
  return act ? `[data-story-act="${act}"]` : (ON_CARD.find((each) => control.matches(each)) ?? ON_CARD[0]);
}

function canHold(control) {
  return Boolean(control) && !control.disabled && !control.hidden;
}

/** Note where the focus is; what comes back puts it there again: on the same control of the same card, else on the
 *  card (`chosen()` where it is gone), else on the text. Called with the focus elsewhere, it leaves it there. */
export function noteFocus(stories, text, chosen) {
  const focused = document.activeElement;
  const card = stories.contains(focused) ? focused.closest(".story-card") : null;
  return () => {
    if (card) {
      const same = stories.querySelector(`#${CSS.escape(card.id)}`) ?? chosen();
      const places = [same?.querySelector(nameOf(focused)), same?.querySelector(ON_CARD[0]), text];
      places.find(canHold).focus({ preventScroll: true });
    } else if (focused?.disabled) {
      text.focus({ preventScroll: true });
    }
  };
}
