// On every page of the admin: a form that was sent and is told as saved needs its draft no longer. Where it was not
// saved (an error, a login in between) the draft stays.

const SENT = "newsarchive:sent";

const sent = sessionStorage.getItem(SENT);
if (sent && document.querySelector("ul.messagelist li.success")) {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(sent)) {
      localStorage.removeItem(key);
    }
  }
}
sessionStorage.removeItem(SENT);
