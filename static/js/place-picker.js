// Region, province, commune: three selects, each filled from the one before by /territory/CODE.json ([{code, name}]).
// Without scripts the server lists the communes of the province chosen when the form comes back. On top of each
// long list a field that finds as one types, in Arabic or French, with accents and hamzas folded.

const LONG = 12;

function fold(text) {
  return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640]/g, "").replace(/[أإآٱ]/g, "ا").replace(/ى/g, "ي").replace(/ة/g, "ه").replace(/[’'`-]/g, " ");
}

function fill(select, places) {
  const first = select.options[0]?.value === "" ? select.options[0] : new Option("", "");
  select.replaceChildren(first, ...places.map(({ code, name }) => new Option(name, code)));
  select.value = "";
  select.disabled = places.length === 0;
  select.dispatchEvent(new CustomEvent("places-filled", { bubbles: true }));
}

async function children(code) {
  const answer = await fetch(`/territory/${encodeURIComponent(code)}.json`, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`territory ${code}: ${answer.status}`);
  return answer.json();
}

function chain(selects) {
  selects.forEach((select, index) => {
    select.addEventListener("change", async () => {
      const below = selects.slice(index + 1);
      below.forEach((one) => fill(one, []));
      if (!select.value || !below.length) return;
      below[0].setAttribute("aria-busy", "true");
      try {
        fill(below[0], await children(select.value));
      } finally {
        below[0].removeAttribute("aria-busy");
      }
    });
  });
}

function finder(select) {
  const box = document.createElement("input");
  box.type = "search";
  box.autocomplete = "off";
  box.placeholder = select.dataset.find || "";
  box.setAttribute("aria-label", `${select.labels[0]?.firstChild.textContent.trim() || ""} ${box.placeholder}`);
  box.setAttribute("aria-controls", select.id);
  let options = [];
  const learn = () => {
    options = [...select.options];
    box.value = "";
    box.hidden = options.length <= LONG;
  };
  box.addEventListener("input", () => {
    const wanted = fold(box.value.trim());
    const found = options.filter((option) => !option.value || fold(option.text).includes(wanted));
    select.replaceChildren(...found);
    const only = found.filter((option) => option.value);
    if (wanted && only.length === 1) {
      select.value = only[0].value;
      select.dispatchEvent(new Event("change"));
    }
  });
  select.addEventListener("places-filled", learn);
  select.before(box);
  learn();
}

export function start(root) {
  for (const group of root.querySelectorAll("[data-places]")) {
    const selects = [...group.querySelectorAll("select")];
    chain(selects);
    selects.forEach(finder);
    selects.slice(1).forEach((select, index) => {
      if (!selects[index].value) select.disabled = true;
    });
  }
}
