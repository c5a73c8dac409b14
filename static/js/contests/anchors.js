// What marks mean, copied from one criterion to another: every language at once. Nothing is lost: words there are kept below.

function copy(from, to) {
  const source = from.querySelectorAll("textarea");
  to.querySelectorAll("textarea").forEach((area, place) => {
    const words = source[place].value.trim();
    if (!words || area.value.includes(words)) return;
    area.value = area.value.trim() ? `${words}\n${area.value}` : words;
    area.dispatchEvent(new Event("input", { bubbles: true }));
  });
  to.querySelector("textarea").focus();
}

for (const tool of document.querySelectorAll("[data-copy-anchors]")) {
  const here = tool.parentElement.querySelector("[data-anchors-of]");
  tool.hidden = false;
  tool.querySelector("button").addEventListener("click", () => {
    copy(document.querySelector(`[data-anchors-of="${tool.querySelector("select").value}"]`), here);
  });
}
