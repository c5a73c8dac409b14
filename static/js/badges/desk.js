// The desk's search shows who is found while one types; Enter goes to the first button that prints.

const QUIET = 180;

function wire(form) {
  const input = form.elements.q;
  let timer;
  let turn = 0;
  const show = async () => {
    const asked = ++turn;
    const address = `${form.action}?q=${encodeURIComponent(input.value)}`;
    const answer = await fetch(address, { headers: { Accept: "text/html" } }).catch(() => null);
    if (!answer?.ok || asked !== turn) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.getElementById("found").replaceWith(fresh.getElementById("found"));
    const name = document.querySelector("main [name=name]");
    if (name && !name.dataset.touched && !/\d/.test(input.value)) name.value = input.value;
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, QUIET);
  });
  document.addEventListener("input", ({ target }) => target.name === "name" && (target.dataset.touched = "1"));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(timer);
    await show();
    (document.querySelector("#found a.main") ?? document.querySelector("main [name=name]")).focus();
  });
}

export function start(root) {
  root.querySelectorAll("[data-desk-search]").forEach(wire);
}
