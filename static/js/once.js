// A form is sent once: the second click finds a busy button. Coming back to the page frees it, and so does
// half a minute without an answer.

const PATIENCE = 30000;

function release(form) {
  delete form.dataset.sent;
  for (const button of form.querySelectorAll("[aria-busy=true]")) button.removeAttribute("aria-busy");
}

export function start(root) {
  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form.matches("form[data-once]")) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    (event.submitter || form.querySelector("button[type=submit]"))?.setAttribute("aria-busy", "true");
    setTimeout(release, PATIENCE, form);
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) root.querySelectorAll("form[data-once]").forEach(release);
  });
}
