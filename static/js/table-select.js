// Ticks in a table: all on this page, shift for a run of rows, and a bar that counts and acts while something is ticked.

function wire(scope) {
  const all = scope.querySelector("[data-select-all]");
  const bar = scope.querySelector("[data-select-bar]");
  const rows = [...scope.querySelectorAll("[data-select-row]")];
  let last = null;
  const show = () => {
    const count = rows.filter((row) => row.checked).length;
    all.checked = count > 0 && count === rows.length;
    all.indeterminate = count > 0 && count < rows.length;
    if (!bar) return;
    bar.hidden = count === 0;
    bar.querySelector("[data-select-count]").textContent = count;
  };
  all.addEventListener("change", () => {
    for (const row of rows) row.checked = all.checked;
    show();
  });
  for (const row of rows) {
    row.addEventListener("click", (event) => {
      if (event.shiftKey && last) {
        const [from, to] = [rows.indexOf(last), rows.indexOf(row)].sort((a, b) => a - b);
        for (const between of rows.slice(from, to + 1)) between.checked = row.checked;
      }
      last = row;
      show();
    });
  }
  addEventListener("pageshow", show);
  show();
}

export function start(root) {
  const scopes = new Set([...root.querySelectorAll("[data-select-all]")].map((all) => all.closest("form") || all.closest(".table")));
  scopes.forEach(wire);
}
