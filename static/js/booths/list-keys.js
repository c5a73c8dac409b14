// Keys of a list of files: j and k move from row to row, x ticks the row, o opens it, e finds the ticked files in
// order, or the row itself when none is ticked. The row moved to keeps the focus on its link: Enter works too.

function rowsOf(form) {
  return [...form.querySelectorAll("tbody tr")];
}

function move(form, step) {
  const rows = rowsOf(form);
  const here = rows.findIndex((row) => row.contains(document.activeElement));
  const next = here < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(here + step, 0), rows.length - 1);
  rows[next]?.querySelector("a.row-link")?.focus();
}

function here(form) {
  return rowsOf(form).find((row) => row.contains(document.activeElement));
}

function decide(form) {
  const ticked = () => form.querySelector("[data-select-row]:checked, [name=all]:checked");
  if (!ticked()) here(form)?.querySelector("[data-select-row]")?.click();
  if (ticked()) form.querySelector("[data-list-e]")?.click();
}

export function start(root) {
  const form = root.querySelector("form[data-list-keys]");
  const keys = {
    j: () => move(form, 1),
    k: () => move(form, -1),
    x: () => here(form)?.querySelector("[data-select-row]")?.click(),
    o: () => here(form)?.querySelector("a.row-link")?.click(),
    e: () => decide(form),
  };
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input:not([type=checkbox], [type=radio]), select, textarea, dialog")) return;
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
}
