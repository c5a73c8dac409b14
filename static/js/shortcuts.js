// Keys for those who work all day: "/" goes to the search, "?" lists what there is, and any
// element with data-shortcut="x" is focused (a field) or clicked (a link, a button) by x. Keys that another
// module acts on are told in a list with data-keys: <li><kbd>j</kbd> next row</li>.

function act(element) {
  if (element.matches("input, select, textarea")) {
    element.focus();
    element.select?.();
  } else element.click();
}

function list(root) {
  const dialog = document.createElement("dialog");
  const rows = document.createElement("dl");
  rows.className = "pairs";
  for (const element of root.querySelectorAll("[data-shortcut]")) {
    const key = document.createElement("dt");
    const kbd = document.createElement("kbd");
    kbd.textContent = element.dataset.shortcut;
    key.append(kbd);
    const words = document.createElement("dd");
    words.textContent = element.getAttribute("aria-label") || element.title || element.textContent.trim();
    rows.append(key, words);
  }
  for (const line of root.querySelectorAll("[data-keys] > li")) {
    const key = document.createElement("dt");
    key.append(line.querySelector("kbd").cloneNode(true));
    const words = document.createElement("dd");
    words.textContent = line.lastChild.textContent.trim();
    rows.append(key, words);
  }
  dialog.append(rows);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", () => dialog.close());
  document.body.append(dialog);
  dialog.showModal();
}

export function start(root) {
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable], dialog")) return;
    const element = root.querySelector(`[data-shortcut="${CSS.escape(event.key)}"]`);
    if (element) {
      event.preventDefault();
      act(element);
    } else if (event.key === "?") list(root);
  });
}
