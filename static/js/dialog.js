// Opens the native dialogs of the page, and asks before what cannot be undone.
//   <a href="#id" data-opens="id">      opens <dialog id="id"> (without scripts :target does)
//   <form data-confirm="Sure?" data-no="Go back">   asks; the button's own words are the answer "yes"

function question(text, yes, no, danger) {
  const dialog = document.createElement("dialog");
  const words = document.createElement("h2");
  words.textContent = text;
  words.id = "confirm-words";
  dialog.setAttribute("aria-labelledby", words.id);
  const form = document.createElement("form");
  form.method = "dialog";
  form.className = "actions";
  for (const [value, label, variant] of [["yes", yes, danger ? "danger main" : "main"], ["no", no, ""]]) {
    const button = document.createElement("button");
    button.className = `btn ${variant}`;
    button.value = value;
    button.textContent = label;
    if (value === "no") button.autofocus = true;
    form.append(button);
  }
  dialog.append(words, form);
  return dialog;
}

function ask(form, submitter) {
  const danger = submitter?.classList.contains("danger");
  const dialog = question(form.dataset.confirm, submitter?.textContent.trim() || "OK", form.dataset.no || "×", danger);
  document.body.append(dialog);
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (dialog.returnValue !== "yes") return submitter?.focus();
    form.dataset.confirmed = "yes";
    form.requestSubmit(submitter);
    delete form.dataset.confirmed;
  });
  dialog.showModal();
}

export function start(root) {
  root.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    const closer = event.target.closest("[data-closes]");
    if (opener) {
      event.preventDefault();
      document.getElementById(opener.dataset.opens).showModal();
    } else if (closer && closer.closest("dialog[open]")) {
      event.preventDefault();
      closer.closest("dialog").close();
    } else if (event.target.matches("dialog[open]") && !event.target.querySelector("form[data-dirty]")) {
      event.target.close();
    }
  });
  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.dataset.confirm || form.dataset.confirmed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    ask(form, event.submitter);
  }, true);
}
