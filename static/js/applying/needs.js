// Machines are counted with big buttons, and their power is added up as on the server: watts of each, rounded up to
// half a kilowatt.

function sum(form) {
  let watts = 0;
  let machines = 0;
  for (const input of form.querySelectorAll("[data-watts]")) {
    const count = Math.max(0, Number.parseInt(input.value, 10) || 0);
    machines += count;
    watts += count * Number(input.dataset.watts);
  }
  const other = (Number.parseFloat((form.elements.power_kw?.value ?? "").replace(",", ".")) || 0) * 1000;
  return machines ? Math.ceil(Math.round(watts + other) / 500) / 2 : other / 1000;
}

export function draw(form) {
  const out = form.querySelector("[data-power]");
  if (out) out.textContent = out.dataset.words.replace("{kw}", new Intl.NumberFormat(document.documentElement.lang === "ar" ? "ar-MA-u-nu-latn" : document.documentElement.lang).format(sum(form)));
}

export function start(form) {
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-count]");
    if (!button) return;
    const input = button.parentElement.querySelector("input");
    const next = Math.min(Number(input.max), Math.max(0, (Number.parseInt(input.value, 10) || 0) + Number(button.dataset.count)));
    input.value = next || "";
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
  form.addEventListener("input", () => draw(form));
  draw(form);
}
