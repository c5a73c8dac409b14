// What was typed is not lost: the browser asks before leaving, and a form with data-dirty="NAME" keeps its
// words in this tab until it is sent. Passwords, files, codes and the form's token are never kept.

const PASSED_OVER = /^(password|file|hidden|submit|button)$/;

function fields(form) {
  return [...form.elements].filter((field) => field.name && !PASSED_OVER.test(field.type) && field.autocomplete !== "one-time-code");
}

function keep(form, key) {
  const words = fields(form).map((field) => [field.name, field.type, /radio|checkbox/.test(field.type) ? [field.value, field.checked] : field.value]);
  sessionStorage.setItem(key, JSON.stringify(words));
}

function restore(form, key) {
  const words = JSON.parse(sessionStorage.getItem(key) || "[]");
  for (const [name, type, value] of words) {
    for (const field of fields(form).filter((one) => one.name === name && one.type === type)) {
      if (!Array.isArray(value)) field.value = value;
      else if (field.value === value[0]) field.checked = value[1];
    }
  }
  return words.length > 0;
}

// Words that were typed before and not sent look as if they were kept: say so, and offer what is kept instead.
function tell(form, key) {
  const note = form.querySelector("[data-restored]");
  if (!note) return;
  note.hidden = false;
  note.querySelector("button").addEventListener("click", () => {
    sessionStorage.removeItem(key);
    location.reload();
  });
}

export function start(root) {
  const changed = new Set();
  for (const form of root.querySelectorAll("form[data-dirty]")) {
    const key = form.dataset.dirty && `draft:${location.pathname}:${form.dataset.dirty}`;
    const refused = form.querySelector("[aria-invalid=true]");
    if (key && !refused && restore(form, key)) {
      changed.add(form);
      tell(form, key);
    }
    form.addEventListener("input", () => {
      changed.add(form);
      if (key) keep(form, key);
    });
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented) return;
      changed.delete(form);
      if (key) sessionStorage.removeItem(key);
    });
  }
  addEventListener("beforeunload", (event) => {
    const atRisk = [...changed].some((form) => !form.dataset.dirty);
    if (atRisk) event.preventDefault();
  });
}
