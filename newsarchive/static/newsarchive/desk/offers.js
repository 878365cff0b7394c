// What is offered for a field, a key each: 1 to 9 take one, 0 takes nothing. The arrow keys put one into the field.

const KEYS = 9;

/** A list of values in `list`, drawn as buttons; `input` is the field that they are for. */
export function makeOffers(list, input) {
  let offered = [];
  let hasKeys = false;

  function draw(values, { keys }) {
    offered = [...new Set(values)].filter(Boolean).slice(0, KEYS);
    hasKeys = keys;
    list.replaceChildren(...offered.map((value, at) => {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "act", value });
      if (keys) {
        button.append(Object.assign(document.createElement("kbd"), { textContent: at + 1 }), " ");
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

  /** The value that a digit stands for, null for none: a digit is typed where the field was typed into already. */
  function valueOf(event) {
    const digit = event.code.match(/^(?:Digit|Numpad)(\d)$/)?.[1];
    const isWhole = input.selectionStart === 0 && input.selectionEnd === input.value.length;
    if (!hasKeys || digit === undefined || !isWhole || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) {
      return null;
    }
    return digit === "0" ? "" : (offered[Number(digit) - 1] ?? null);
  }

  return { draw, put, step, valueOf };
}
