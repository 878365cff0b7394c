// Asking the server: JSON there and back. Whatever goes wrong comes out as a Trouble, with words an editor can act on.

import { word } from "./words.js";

/** `kind` is offline, session (logged out), or refused (the server said no, and why). */
export class Trouble extends Error {
  constructor(kind, message) {
    super(message);
    this.kind = kind;
  }
}

/** The token of the session as it is now: after logging in again in another tab the one in the form is stale. */
export function csrfToken() {
  const found = document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/);
  return found ? found[1] : (document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "");
}

/** Send `data` by POST, or ask by GET where there is none; gives the answer's JSON. Throws Trouble. */
export async function ask(url, data) {
  const headers = { Accept: "application/json" };
  const options = { credentials: "same-origin", headers };
  if (data !== undefined) {
    options.method = "POST";
    options.body = JSON.stringify(data);
    headers["Content-Type"] = "application/json";
    headers["X-CSRFToken"] = csrfToken();
  }
  let answer;
  try {
    answer = await fetch(url, options);
  } catch {
    throw new Trouble("offline", word("offline"));
  }
  if (answer.redirected || answer.status === 401) {
    throw new Trouble("session", word("session"));
  }
  const said = (answer.headers.get("Content-Type") ?? "").includes("json") ? await answer.json() : null;
  if (answer.ok && said) {
    return said;
  }
  if (answer.status === 403 && !said) {
    throw new Trouble("session", word("session"));
  }
  throw Object.assign(new Trouble("refused", said?.told ?? word("failed")), { said, status: answer.status });
}
