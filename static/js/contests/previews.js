// Shows the photos that were just chosen, below their field: one sees that they are the right ones before they are sent.

for (const shown of document.querySelectorAll("[data-previews]")) {
  const input = document.getElementById(shown.dataset.previews);
  // Before anybody empties the field to keep its files elsewhere.
  input.addEventListener("change", () => {
    for (const file of input.files) {
      if (!file.type.startsWith("image/")) continue;
      const picture = Object.assign(new Image(), { alt: file.name, className: "photo", src: URL.createObjectURL(file) });
      picture.addEventListener("load", () => URL.revokeObjectURL(picture.src));
      picture.addEventListener("error", () => picture.remove());
      shown.append(picture);
    }
    shown.hidden = !shown.children.length;
  });
}
