// Neighbours found by a few letters, without leaving the page; each gets its own three answers.

const QUIET = 300;

export function add(form, id, name) {
  const field = `neighbour_${id}`;
  const list = form.querySelector("[data-neighbour-list]");
  if (!list || form.elements[field]) return;
  const item = form.querySelector("[data-neighbour-row]").content.firstElementChild.cloneNode(true);
  item.querySelector("legend").textContent = name;
  for (const input of item.querySelectorAll("input")) {
    input.name = field;
    input.id = `${field}-${input.value || "none"}`;
    input.closest("label").htmlFor = input.id;
  }
  list.append(item);
}

export function start(form) {
  const part = form.querySelector("[data-neighbours]");
  if (!part) return;
  const box = part.querySelector("[name=neighbour_q]");
  const found = part.querySelector("[data-found]");
  let timer;
  box.addEventListener("input", (event) => {
    event.stopPropagation();
    clearTimeout(timer);
    timer = setTimeout(look, QUIET);
  });

  async function look() {
    if (box.value.trim().length < 2) return found.replaceChildren();
    let rows = [];
    try {
      const answer = await fetch(`${part.dataset.neighbours}?q=${encodeURIComponent(box.value)}`, { headers: { Accept: "application/json" } });
      rows = answer.ok ? await answer.json() : [];
    } catch {
      return found.replaceChildren(part.querySelector("[data-offline]").content.cloneNode(true));
    }
    found.replaceChildren(...rows.map(({ id, name }) => {
      const button = part.querySelector("[data-found-row]").content.firstElementChild.cloneNode(true);
      button.querySelector("[data-name]").textContent = name;
      button.addEventListener("click", () => {
        add(form, id, name);
        button.remove();
        form.elements[`neighbour_${id}`]?.[0]?.focus();
      });
      return button;
    }));
  }
}
