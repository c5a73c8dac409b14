// Adds the budget up while it is typed, as the server does: quantity times price, the own share taken off. Lines that
// nobody needs yet wait behind a button.

const MOST = 100_000_000;
const language = globalThis.document?.documentElement.lang ?? "fr";
const locale = language === "ar" ? "ar-MA-u-nu-latn" : language;
const [whole, withCents] = [0, 2].map((digits) => new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }));

// As the server writes an amount: two decimals, or none where there are no centimes.
function written(centimes) {
  return (centimes % 100 ? withCents : whole).format(centimes / 100);
}

// What was typed as a number, or nothing: spaces and either mark of decimals are understood.
export function number(text) {
  const value = Number(text.replace(/[\s\u00a0]/g, "").replace(",", "."));
  return text.trim() && Number.isFinite(value) && value >= 0 && value <= MOST ? value : null;
}

export function amountOf(quantity, price) {
  const [many, one] = [number(quantity), number(price)];
  return many === null || one === null ? null : Math.floor(many) * Math.round(one * 100);
}

export function asked(total, own) {
  return Math.max(total - Math.round((number(own) ?? 0) * 100), 0);
}

function say(out, name, centimes) {
  if (out) out.replaceChildren(Object.assign(document.createElement("bdi"), { textContent: out.dataset[name].replace("{amount}", written(centimes)) }));
}

function draw(form) {
  let total = 0;
  for (const line of form.querySelectorAll(".budget-line")) {
    const amount = amountOf(line.querySelector("[name^=line_quantity]").value, line.querySelector("[name^=line_price]").value);
    total += amount ?? 0;
    line.querySelector("[data-line-amount]").textContent = amount === null ? "" : `= ${written(amount)}`;
    if ([...line.querySelectorAll("input")].some((input) => input.value.trim())) line.removeAttribute("data-spare");
  }
  say(form.querySelector("[data-total]"), "total", total);
  say(form.querySelector("[data-asked]"), "asked", asked(total, form.elements.own_share.value));
  form.querySelector("[data-more-lines]").hidden = !form.querySelector("[data-spare]");
}

function start(form) {
  form.classList.add("adds-up");
  form.addEventListener("input", () => draw(form));
  form.addEventListener("restored", () => draw(form));
  form.addEventListener("click", (event) => {
    if (!event.target.closest("[data-more-lines]")) return;
    const line = form.querySelector("[data-spare]");
    line.removeAttribute("data-spare");
    line.querySelector("input").focus();
    draw(form);
  });
  draw(form);
}

const form = typeof document === "undefined" ? null : document.querySelector("form:has([data-budget])");
if (form) start(form);
