// Wishes by tapping stands on the map and zones in a list, best first; five at most. What the server reads are the
// five selects underneath, which people without scripts use.

const MOST = 5;

export function start(form) {
  const part = form.querySelector("[data-wishes]");
  if (!part) return;
  const selects = [...part.querySelectorAll("select")];
  const list = part.querySelector("[data-wish-list]");
  const row = part.querySelector("[data-wish-row]");
  const words = (value) => [...selects[0].options].find((option) => option.value === value)?.text ?? value.replace("#", "");
  const chosen = () => selects.map((select) => select.value).filter(Boolean);

  function put(values) {
    selects.forEach((select, place) => { select.value = values[place] ?? ""; });
    selects[0].dispatchEvent(new Event("input", { bubbles: true }));
    draw();
  }

  function draw() {
    const values = chosen();
    list.replaceChildren(...values.map((value, place) => {
      const item = row.content.firstElementChild.cloneNode(true);
      item.querySelector("[data-words]").textContent = words(value);
      item.querySelector("[data-rank]").textContent = place + 1;
      for (const button of item.querySelectorAll("button")) {
        button.dataset.at = place;
        button.setAttribute("aria-label", `${button.dataset.label} – ${words(value)}`);
      }
      item.querySelector("[data-wish=up]").disabled = place === 0;
      item.querySelector("[data-wish=down]").disabled = place === values.length - 1;
      return item;
    }));
    part.querySelector("[data-no-wish]").hidden = values.length > 0;
    for (const stand of part.querySelectorAll("a[href^='#stand-']")) {
      const place = values.indexOf(`#${decodeURIComponent(stand.hash.slice(7))}`);
      const box = stand.querySelector(".st");
      box.classList.toggle("chosen", place >= 0);
      box.classList.toggle("free", place < 0 && stand.dataset.was === "free");
    }
    for (const button of part.querySelectorAll("[data-add-wish]")) button.setAttribute("aria-pressed", String(values.includes(button.dataset.addWish)));
  }

  function toggle(value) {
    const values = chosen();
    if (values.includes(value)) put(values.filter((one) => one !== value));
    else if (values.length < MOST) put([...values, value]);
  }

  for (const stand of part.querySelectorAll("a[href^='#stand-']")) stand.dataset.was = stand.querySelector(".st.free") ? "free" : "";
  part.addEventListener("click", (event) => {
    const stand = event.target.closest("a[href^='#stand-']");
    const zone = event.target.closest("[data-add-wish]");
    const move = event.target.closest("[data-wish]");
    if (stand) {
      event.preventDefault();
      toggle(`#${decodeURIComponent(stand.hash.slice(7))}`);
    }
    if (zone) toggle(zone.dataset.addWish);
    if (!move) return;
    const [values, at] = [chosen(), Number(move.dataset.at)];
    const [one] = values.splice(at, 1);
    if (move.dataset.wish === "up") values.splice(at - 1, 0, one);
    if (move.dataset.wish === "down") values.splice(at + 1, 0, one);
    put(values);
  });
  form.addEventListener("restored", draw);
  draw();
}
