// A label is sent to the printer as soon as its letters are there; a button does it again.

async function print() {
  await document.fonts.ready;
  window.print();
}

export function start(root) {
  const button = root.querySelector("[data-print-now]");
  button.hidden = false;
  button.addEventListener("click", print);
  if (button.dataset.printNow === "at once") print();
}
