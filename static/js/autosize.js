// A text grows with its words, where the browser does not do it by itself (field-sizing).

const native = CSS.supports("field-sizing", "content");

function grow(text) {
  text.style.blockSize = "auto";
  text.style.blockSize = `${text.scrollHeight + 2}px`;
}

export function start(root) {
  if (native) return;
  for (const text of root.querySelectorAll("textarea[data-autosize]")) {
    text.addEventListener("input", () => grow(text));
    grow(text);
  }
}
