// The editor of questions without leaving the page: a button sends the form as it would anyway, and only the
// questions that come back are put in place. Alt and an arrow moves the question one is in.

const form = document.querySelector("[data-editor]")?.closest("form");

async function press(button) {
  const body = new FormData(form);
  body.set("do", button.value);
  button.setAttribute("aria-busy", "true");
  const answer = await fetch(form.action || location.href, { method: "POST", body, headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return form.requestSubmit(button);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-editor]");
  if (!fresh) return form.requestSubmit(button);
  const opened = new Set([...document.querySelectorAll("[data-line][open] input[name$=key]")].map((input) => input.value));
  document.querySelector("[data-editor]").replaceWith(fresh);
  for (const line of fresh.querySelectorAll("[data-line]")) if (opened.has(line.querySelector("input[name$=key]").value)) line.open = true;
  prepare();
  const at = fresh.querySelector("[data-line][open]:not([data-old])");
  return (at?.querySelector("summary") ?? fresh.querySelector("[name=do]"))?.focus();
}

function prepare() {
  for (const part of form.querySelectorAll("[data-editor] [data-with-scripts]")) part.hidden = false;
  // The fields of a kind come with it, at once.
  for (const select of form.querySelectorAll("[data-line] select[name$=kind]")) {
    select.closest(".inside").querySelector("[value=same]").hidden = true;
    select.addEventListener("change", () => press(select.closest(".inside").querySelector("[value=same]")));
  }
}

if (form) {
  prepare();
  form.addEventListener("submit", (event) => {
    if (event.submitter?.name !== "do") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    press(event.submitter);
  }, { capture: true });
  form.addEventListener("keydown", (event) => {
    const line = event.target.closest("[data-line]");
    if (event.key === "Enter" && event.target.matches("[data-editor] input")) event.preventDefault();
    if (!line || !event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    const button = line.querySelector(`[name=do][value^="${event.key === "ArrowUp" ? "up" : "down"}:"]`);
    if (button.disabled) return;
    event.preventDefault();
    press(button);
  });
}
