// On every page of the admin: an article whose form arrived needs its drafts no longer. The archive says so by a cookie
// that stays until it was heeded, for whoever saves may leave the page that tells so before this has run. Where the form
// did not arrive (an error, a login in between) the draft stays.

const SAVED = "newsarchive-saved-";

for (const [name] of document.cookie.split("; ").map((cookie) => cookie.split("="))) {
  if (name.startsWith(SAVED)) {
    const drafts = `newsarchive:draft:${name.slice(SAVED.length)}:`;
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(drafts)) {
        localStorage.removeItem(key);
      }
    }
    document.cookie = `${name}=; path=/; max-age=0; samesite=lax`;
  }
}
