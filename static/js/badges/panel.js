// The properties of what is chosen: each input of the panel is one of the element's.

const NUMBERS = new Set(["x", "y", "width", "height", "size", "least", "lines"]);
const COLOURED = new Set(["text", "band", "box"]);

const valueOf = (input) => (input.type === "checkbox" ? input.checked : NUMBERS.has(input.dataset.property) ? input.valueAsNumber : input.value);

function isShown(only, element) {
  if (only === "own") return element.kind === "text" && element.source === "own";
  if (only === "colour") return COLOURED.has(element.kind);
  return element.kind === only;
}

export class Panel {
  constructor(root, design, named) {
    Object.assign(this, { root: root.querySelector("[data-panel]"), design, named });
    this.root.addEventListener("input", ({ target }) => this.take(target));
    design.onChange(() => this.show());
    this.show();
  }

  take(input) {
    const { property, colour, offset } = input.dataset;
    if (property) {
      const value = valueOf(input);
      if (!Number.isNaN(value)) this.design.set({ [property]: value }, `panel ${property}`);
    } else if (colour) this.design.change({ ...this.design.now, colours: { ...this.design.now.colours, [colour]: input.value } });
    else if (offset && !Number.isNaN(input.valueAsNumber)) this.design.change({ ...this.design.now, [offset]: input.valueAsNumber }, offset);
  }

  show() {
    const { element, now, chosen } = this.design;
    this.root.querySelector("[data-none]").hidden = element !== null;
    this.root.querySelector("[data-some]").hidden = element === null;
    for (const input of this.root.querySelectorAll("[data-colour]")) input.value = now.colours[input.dataset.colour];
    for (const input of this.root.querySelectorAll("[data-offset]")) if (input !== document.activeElement) input.value = now[input.dataset.offset];
    if (!element) return;
    this.root.querySelector("[data-title]").textContent = this.named(element, chosen);
    for (const part of this.root.querySelectorAll("[data-only]")) part.hidden = !isShown(part.dataset.only, element);
    for (const input of this.root.querySelectorAll("[data-property]")) {
      if (input === document.activeElement && input.type !== "checkbox") continue;
      const value = element[input.dataset.property];
      if (input.type === "checkbox") input.checked = value;
      else input.value = value;
    }
  }
}
