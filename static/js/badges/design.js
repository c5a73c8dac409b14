// A badge while it is drawn: what stands where (millimetres), what was before, what comes again. Touches no page.

export const STEP = 0.5;
const round = (value) => Math.round(value / STEP) * STEP;
const LEAST = 2;
const MOST_STEPS = 200;

const NEW = {
  text: { width: 40, height: 8, source: "own", own: "…", size: 12, lines: 1 },
  qr: { width: 24, height: 24 },
  band: { width: 40, height: 10, colour: "kind" },
  box: { width: 30, height: 6, colour: "fair" },
  logo: { width: 22, height: 12 },
  photo: { width: 20, height: 26 },
};
const PLAIN = { source: "own", own: "", size: 10, least: 6, lines: 1, is_bold: false, align: "center", colour: "ink" };

export class Design {
  constructor(given, width, height) {
    Object.assign(this, { now: given, width, height, before: [], after: [], listeners: [], chosen: null, run: null });
  }

  onChange(listener) {
    this.listeners.push(listener);
  }

  tell(kind) {
    for (const listener of this.listeners) listener(kind);
  }

  get element() {
    return this.chosen === null ? null : (this.now.elements[this.chosen] ?? null);
  }

  choose(number) {
    this.chosen = number;
    this.run = null;
    this.tell("choice");
  }

  // Changes of one run (a drag, keys held down) are taken back together.
  change(next, run = null) {
    if (run === null || run !== this.run) {
      this.before.push(this.now);
      if (this.before.length > MOST_STEPS) this.before.shift();
    }
    Object.assign(this, { run, now: next, after: [] });
    this.tell("design");
  }

  undo() {
    this.step(this.before, this.after);
  }

  redo() {
    this.step(this.after, this.before);
  }

  step(from, to) {
    if (!from.length) return;
    to.push(this.now);
    this.now = from.pop();
    this.run = null;
    if (this.chosen !== null && this.chosen >= this.now.elements.length) this.chosen = null;
    this.tell("design");
  }

  set(properties, run = null) {
    if (!this.element) return;
    const elements = this.now.elements.with(this.chosen, this.within({ ...this.element, ...properties }));
    this.change({ ...this.now, elements }, run);
  }

  within(element) {
    const width = Math.min(Math.max(element.width, LEAST), this.width);
    const height = Math.min(Math.max(element.height, LEAST), this.height);
    const x = Math.min(Math.max(element.x, LEAST - width), this.width - LEAST);
    const y = Math.min(Math.max(element.y, LEAST - height), this.height - LEAST);
    return { ...element, x, y, width, height };
  }

  moveBy(right, down, run) {
    const { x, y } = this.element;
    this.set({ x: x + right, y: y + down }, run);
  }

  growBy(wider, taller, run) {
    const { width, height } = this.element;
    this.set({ width: width + wider, height: height + taller }, run);
  }

  add(kind) {
    const shape = NEW[kind];
    const [x, y] = [round((this.width - shape.width) / 2), round((this.height - shape.height) / 2)];
    const element = this.within({ ...PLAIN, ...shape, kind, x, y });
    this.chosen = this.now.elements.length;
    this.change({ ...this.now, elements: [...this.now.elements, element] });
  }

  double() {
    const element = this.within({ ...this.element, x: this.element.x + 3, y: this.element.y + 3 });
    this.chosen = this.now.elements.length;
    this.change({ ...this.now, elements: [...this.now.elements, element] });
  }

  remove() {
    const elements = this.now.elements.toSpliced(this.chosen, 1);
    this.chosen = null;
    this.change({ ...this.now, elements });
  }

  shift(by) {
    const to = Math.min(Math.max(this.chosen + by, 0), this.now.elements.length - 1);
    if (to === this.chosen) return;
    const moved = this.element;
    const elements = this.now.elements.toSpliced(this.chosen, 1).toSpliced(to, 0, moved);
    this.chosen = to;
    this.change({ ...this.now, elements });
  }

  // Half millimetres, and the middle of the badge when an element comes close to it.
  snapped(x, y, { width, height }) {
    const near = (at, size, whole) => (Math.abs(at + size / 2 - whole / 2) < 0.8 ? (whole - size) / 2 : round(at));
    return { x: near(x, width, this.width), y: near(y, height, this.height) };
  }

  roundedSize(width, height) {
    return { width: round(width), height: round(height) };
  }
}
