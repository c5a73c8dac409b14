// The editor of a badge's layout: the server draws it just as it prints it; what is drawn is kept by itself.

import { toast } from "../toast.js";
import { Design } from "./design.js";
import { Panel } from "./panel.js";
import { Stage } from "./stage.js";

const DRAW_AFTER = 90;
const KEEP_AFTER = 1200;

class Editor {
  constructor(root) {
    this.root = root;
    const { design, width, height, version } = root.dataset;
    this.version = Number(version);
    this.design = new Design(JSON.parse(design), Number(width), Number(height));
    this.says = root.querySelector("[data-says]");
    this.sample = root.querySelector("[data-sample]");
    this.name = root.querySelector("[data-name]");
    const named = (element, number) => this.named(element, number);
    this.stage = new Stage(root, this.design, named);
    this.panel = new Panel(root, this.design, named);
    this.design.onChange((kind) => kind === "design" && this.changed());
    this.sample.addEventListener("change", () => this.draw());
    this.name.addEventListener("input", () => this.keepSoon());
    root.addEventListener("click", ({ target }) => this.act(target.closest("[data-act]")?.dataset.act));
    addEventListener("keydown", (event) => this.press(event));
    addEventListener("online", () => this.waits && this.keep());
    addEventListener("beforeunload", (event) => this.waits && event.preventDefault());
    this.buttons();
  }

  named(element, number) {
    const what = element.kind === "text" && element.source !== "own" ? this.root.querySelector(`[data-property=source] option[value="${element.source}"]`) : this.root.querySelector(`[data-act="add-${element.kind}"] .t`);
    const name = element.source === "own" && element.own ? element.own : what.textContent;
    return this.root.dataset.element.replace("{number}", number + 1).replace("{name}", name);
  }

  act(name) {
    if (!name) return;
    const acts = { undo: () => this.design.undo(), redo: () => this.design.redo(), forward: () => this.design.shift(1), back: () => this.design.shift(-1), double: () => this.design.double(), remove: () => this.design.remove() };
    if (name.startsWith("add-")) this.design.add(name.slice(4));
    else acts[name]();
  }

  press(event) {
    if (!(event.ctrlKey || event.metaKey) || event.target.matches("input, select, textarea")) return;
    const key = event.key.toLowerCase();
    if (key === "z") this.act(event.shiftKey ? "redo" : "undo");
    else if (key === "y") this.act("redo");
    else return;
    event.preventDefault();
  }

  buttons() {
    this.root.querySelector("[data-act=undo]").disabled = !this.design.before.length;
    this.root.querySelector("[data-act=redo]").disabled = !this.design.after.length;
  }

  changed() {
    this.buttons();
    this.follow();
    clearTimeout(this.drawing);
    this.drawing = setTimeout(() => this.draw(), DRAW_AFTER);
    this.keepSoon();
  }

  // Until the server has drawn it again, what was drawn before follows its frame.
  follow() {
    const { elements } = this.design.now;
    for (const group of this.root.querySelectorAll("[data-stage] [data-element]")) {
      const [now, was] = [elements[group.dataset.element], this.seen?.[group.dataset.element]];
      if (now && was && now.kind === was.kind) group.setAttribute("transform", `translate(${now.x - was.x} ${now.y - was.y})`);
    }
  }

  send(address, body) {
    const headers = { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": this.root.dataset.token };
    return fetch(address, { method: "POST", headers, body: JSON.stringify(body) });
  }

  async draw() {
    const [asked, turn] = [this.design.now, (this.turn = (this.turn ?? 0) + 1)];
    const answer = await this.send(this.root.dataset.preview, { design: asked, sample: this.sample.value }).catch(() => null);
    if (!answer?.ok || turn !== this.turn) return;
    const { drawing } = await answer.json();
    const fresh = new DOMParser().parseFromString(drawing, "image/svg+xml").documentElement;
    this.root.querySelector("[data-stage] .badge-face").replaceWith(document.importNode(fresh, true));
    this.seen = asked.elements;
    this.follow();
  }

  keepSoon() {
    this.waits = true;
    this.says.textContent = this.root.dataset.saving;
    clearTimeout(this.keeping);
    this.keeping = setTimeout(() => this.keep(), KEEP_AFTER);
  }

  async keep() {
    if (this.isKeeping) return this.keepSoon();
    const asked = this.design.now;
    this.isKeeping = true;
    const answer = await this.send(this.root.dataset.save, { design: asked, name: this.name.value, version: this.version }).catch(() => null);
    this.isKeeping = false;
    if (!answer) {
      this.says.textContent = this.root.dataset.offline;
      return;
    }
    const body = await answer.json().catch(() => ({}));
    if (!answer.ok) {
      this.says.textContent = body.detail ?? body.title ?? this.root.dataset.offline;
      toast(this.says.textContent, "no");
      return;
    }
    this.version = body.version;
    this.waits = asked !== this.design.now;
    this.says.textContent = this.waits ? this.root.dataset.saving : body.said;
  }
}

export function start(root) {
  for (const each of root.querySelectorAll("[data-badge-editor]")) new Editor(each);
}
