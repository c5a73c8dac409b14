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
    if (!answer?.ok) return false;
    if (asked !== turn) return true;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.getElementById("found").replaceWith(fresh.getElementById("found"));
    const name = document.querySelector("main [name=name]");
    // A code or a number is no name, and the name of whom one looked for before is somebody else's.
    if (name && !name.dataset.touched) name.value = /\d/.test(input.value) ? "" : input.value;
    return true;
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, QUIET);
  });
  document.addEventListener("input", ({ target }) => target.name === "name" && (target.dataset.touched = "1"));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(timer);
    if (!(await show())) return form.submit(); // the browser says that there is no network
    (document.querySelector("#found a.main") ?? document.querySelector("main [name=name]")).focus();
  });
}

export function start(root) {
  root.querySelectorAll("[data-desk-search]").forEach(wire);
}
