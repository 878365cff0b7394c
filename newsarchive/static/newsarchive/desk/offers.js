// What is offered for a field, a key each: digits take one, 0 takes nothing. The arrow keys put one into the field.

const LAST = 9;

/** A list of values in `list`, drawn as buttons; `input` is the field that they are for. */
export function makeOffers(list, input) {
  let offered = [];
  let first = 0;

  /** `from` is the first one's digit, 0 for none: below it digits are typed. */
  function draw(values, { from }) {
    offered = [...new Set(values)].filter(Boolean).slice(0, LAST + 1 - (from || 1));
    first = from;
    list.replaceChildren(...offered.map((value, at) => {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "act", value });
      if (from) {
        button.append(Object.assign(document.createElement("kbd"), { textContent: from + at }), " ");
      }
      button.append(value);
      const line = document.createElement("li");
      line.append(button);
      return line;
    }));
    return offered.length;
  }

  function put(value) {
    input.value = value;
    input.focus();
    input.select();
  }

  /** The next or the previous value. */
  function step(by) {
    const at = offered.indexOf(input.value) + by;
    if (offered.length > 0) {
      put(offered[at < 0 ? offered.length - 1 : at % offered.length]);
    }
  }

  /** The digit that was pressed for a value, null for none: it is typed where the field was typed into already. */
  function digitOf(event) {
    const digit = event.code.match(/^(?:Digit|Numpad)(\d)$/)?.[1];
    const isWhole = input.selectionStart === 0 && input.selectionEnd === input.value.length;
    if (!first || digit === undefined || !isWhole || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) {
      return null;
    }
    return digit === "0" || Number(digit) >= first ? Number(digit) : null;
  }

  /** The value that a digit stands for, null for none. */
  function valueOf(digit) {
    return digit === 0 ? "" : (offered[digit - first] ?? null);
  }

  return { draw, put, step, digitOf, valueOf };
}
