// Importing from the admin: files are dropped, a run is followed. Without this the form and the page work all the same.

const PATIENCE = 1000; // milliseconds between looks at a run that is at work

/** 12345 -> "12 KB", in the reader's language. */
function tellSize(bytes) {
  const unit = bytes < 1e6 ? "kilobyte" : "megabyte";
  const number = bytes < 1e6 ? bytes / 1e3 : bytes / 1e6;
  return new Intl.NumberFormat(document.documentElement.lang, {
    style: "unit",
    unit,
    maximumFractionDigits: number < 10 ? 1 : 0,
  }).format(number);
}

/** Say which files were chosen, and whether they are too many. */
function showChosen(form, input) {
  const chosen = form.querySelector(".chosen");
  const files = [...input.files];
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  const lines = files.slice(0, 20).map((file) => `${file.name} · ${tellSize(file.size)}`);
  if (files.length > 20) {
    lines.push(`… ${files.length}`);
  }
  let fault = "";
  if (files.length > Number(form.dataset.mostFiles)) {
    fault = form.dataset.tooMany;
  } else if (bytes > Number(form.dataset.mostBytes)) {
    fault = form.dataset.tooLarge;
  }
  chosen.replaceChildren(
    ...lines.map((line) => {
      const item = document.createElement("p");
      item.textContent = line;
      return item;
    }),
  );
  if (fault) {
    const told = document.createElement("p");
    told.className = "failed";
    told.textContent = fault;
    chosen.append(told);
  }
  for (const button of form.querySelectorAll(".submit-row input")) {
    button.disabled = Boolean(fault);
  }
}

function takeDrops(form) {
  const zone = form.querySelector(".drop-zone");
  const input = zone.querySelector("input[type=file]");
  const stop = (event) => {
    event.preventDefault();
    zone.classList.toggle("is-over", event.type === "dragover");
  };
  // Beside the zone a dropped file would open in place of the page, and what was typed be lost.
  for (const name of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(name, stop);
  }
  document.addEventListener("drop", (event) => {
    if (event.dataTransfer.files.length > 0) {
      input.files = event.dataTransfer.files;
      showChosen(form, input);
    }
  });
  input.addEventListener("change", () => showChosen(form, input));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form, event.submitter);
  });
  if (input.files.length > 0) {
    showChosen(form, input); // chosen before this was loaded, or kept by the browser on the way back
  }
}

/** Send the files and tell how much of them has arrived; fetch() cannot. */
function send(form, submitter) {
  const line = form.querySelector(".sending");
  const [bar, told] = [line.querySelector("progress"), line.querySelector("span")];
  const request = new XMLHttpRequest();
  const stop = (text) => {
    form.classList.remove("is-sent");
    told.textContent = text;
  };
  form.classList.add("is-sent");
  line.hidden = false;
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    bar.max = total || 1;
    bar.value = loaded;
    const text = form.dataset.sending.replace("{sent}", tellSize(loaded)).replace("{all}", tellSize(total));
    told.textContent = loaded < total ? text : form.dataset.reading;
  });
  request.addEventListener("error", () => stop(form.dataset.unsent));
  request.addEventListener("load", () => {
    if (request.status === 200 && request.getResponseHeader("Content-Type").includes("json")) {
      location.assign(JSON.parse(request.responseText).url);
      return;
    }
    const fresh = new DOMParser().parseFromString(request.responseText, "text/html").getElementById("import-form");
    if (fresh) {
      form.replaceWith(fresh); // with what was wrong
      takeDrops(fresh);
      fresh.querySelector(".errorlist")?.scrollIntoView({ block: "center" });
    } else {
      stop(form.dataset.unsent);
    }
  });
  request.open("POST", location.href);
  request.setRequestHeader("Accept", "application/json");
  request.send(new FormData(form, submitter));
}

/** Follow a run that is at work; when it ends, its page tells all anew. */
async function follow(run) {
  try {
    const answer = await fetch(run.dataset.progressUrl, { credentials: "same-origin" });
    const told = await answer.json();
    const bar = run.querySelector("progress");
    bar.max = Math.max(told.files, 1);
    bar.value = told.done;
    run.querySelector(".done").textContent = told.done;
    run.querySelector(".files").textContent = told.files;
    run.querySelector(".label").textContent = told.label;
    if (!told.at_work) {
      location.reload();
      return;
    }
  } catch {
    // The line is down for a moment: ask again.
  }
  setTimeout(() => follow(run), PATIENCE);
}

const form = document.getElementById("import-form");
if (form) {
  takeDrops(form);
}
const run = document.querySelector("[data-progress-url]");
if (run) {
  follow(run);
}
