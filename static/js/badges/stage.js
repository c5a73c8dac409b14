// The badge under the hand: a frame for each element, dragged and resized by mouse, finger, pen or keys.

import { STEP } from "./design.js";

const SPACE = "http://www.w3.org/2000/svg";
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const FAR = 10;

function drawn(name, attributes) {
  const node = document.createElementNS(SPACE, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
}

export class Stage {
  constructor(root, design, named) {
    Object.assign(this, { design, named, marks: root.querySelector("[data-marks]"), sheet: root.querySelector("[data-stage]"), drag: null, runs: 0 });
    this.sheet.classList.toggle("tall", design.height > design.width);
    this.marks.addEventListener("pointerdown", (event) => this.take(event));
    this.marks.addEventListener("pointermove", (event) => this.pull(event));
    for (const name of ["pointerup", "pointercancel"]) this.marks.addEventListener(name, () => (this.drag = null));
    this.marks.addEventListener("focusin", ({ target }) => target.dataset.mark && this.choose(Number(target.dataset.mark)));
    this.marks.addEventListener("keydown", (event) => this.press(event));
    this.marks.addEventListener("keyup", () => (this.design.run = null));
    design.onChange(() => this.frame());
    this.frame();
  }

  choose(number) {
    if (number !== this.design.chosen) this.design.choose(number);
  }

  frame() {
    const focused = document.activeElement?.dataset?.mark;
    const frames = this.design.now.elements.map((element, number) =>
      drawn("rect", {
        x: element.x, y: element.y, width: element.width, height: element.height, tabindex: 0, role: "button", "data-mark": number,
        "aria-pressed": number === this.design.chosen, "aria-label": this.named(element, number),
      }),
    );
    const { element } = this.design;
    if (element) {
      const side = Math.max(this.design.width / 40, 2);
      frames.push(drawn("rect", { class: "grip", x: element.x + element.width - side / 2, y: element.y + element.height - side / 2, width: side, height: side, "data-grip": "" }));
      if (Math.abs(element.x + element.width / 2 - this.design.width / 2) < 0.01)
        frames.push(drawn("line", { class: "guide", x1: this.design.width / 2, x2: this.design.width / 2, y1: 0, y2: this.design.height }));
    }
    this.marks.replaceChildren(...frames);
    if (focused !== undefined && this.design.chosen !== null) this.marks.querySelector(`[data-mark="${this.design.chosen}"]`)?.focus({ preventScroll: true });
  }

  at(event) {
    const box = this.marks.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * this.design.width, ((event.clientY - box.top) / box.height) * this.design.height];
  }

  take(event) {
    const { mark, grip } = event.target.dataset;
    if (mark === undefined && grip === undefined) {
      this.design.choose(null);
      return;
    }
    event.preventDefault();
    if (mark !== undefined) this.choose(Number(mark));
    this.marks.setPointerCapture(event.pointerId);
    this.drag = { from: this.at(event), element: this.design.element, grows: grip !== undefined, run: `drag ${++this.runs}` };
    this.marks.querySelector(`[data-mark="${this.design.chosen}"]`)?.focus({ preventScroll: true });
  }

  pull(event) {
    if (!this.drag) return;
    const { from, element, grows, run } = this.drag;
    const [x, y] = this.at(event);
    const [right, down] = [x - from[0], y - from[1]];
    if (!this.drag.moved && Math.hypot(right, down) < 0.4) return;
    this.drag.moved = true;
    const sizes = () => this.design.roundedSize(element.width + right, element.height + down);
    this.design.set(grows ? sizes() : this.design.snapped(element.x + right, element.y + down, element), run);
  }

  press(event) {
    const way = ARROWS[event.key];
    if (!this.design.element) return;
    if (way) {
      const by = STEP * (event.shiftKey ? FAR : 1);
      const run = `keys ${event.altKey}`;
      if (event.altKey) this.design.growBy(way[0] * by, way[1] * by, run);
      else this.design.moveBy(way[0] * by, way[1] * by, run);
    } else if (event.key === "Delete" || event.key === "Backspace") this.design.remove();
    else if (event.key === "Escape") this.design.choose(null);
    else return;
    event.preventDefault();
  }
}
