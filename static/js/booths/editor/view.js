// The drawing as SVG, in metres, never mirrored. Draws again only what changed.

import { bounds, centre, corners, outline } from "./geometry.js";

const NAMESPACE = "http://www.w3.org/2000/svg";
const LAYERS = ["under", "zones", "things", "stands", "preview", "guides", "handles"];
const SIGNS = { stage: "stage", water: "water", toilet: "toilet", firstaid: "firstaid", shade: "shade", power: "power", entrance: "gate-in", exit: "gate-out", info: "info", tree: "leaf" };

export function make(name, attributes = {}, ...children) {
  const element = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

const list = (points) => points.map((point) => point.map((value) => Math.round(value * 1000) / 1000).join(",")).join(" ");

export class View {
  constructor(svg, drawing, { sprite, backdrop, words }) {
    Object.assign(this, { svg, drawing, sprite, backdrop, words, shown: new Map(), box: { x: 0, y: 0, width: 10, height: 10 } });
    this.layers = Object.fromEntries(LAYERS.map((name) => [name, make("g", { class: `layer-${name}` })]));
    svg.append(...Object.values(this.layers));
    new ResizeObserver(() => this.setBox(this.box)).observe(svg);
  }

  // --- where one looks
  fit() {
    const ground = this.drawing.get("ground");
    const margin = Math.max(1.5, Math.max(ground.width, ground.depth) * 0.05);
    this.setBox({ x: -margin, y: -margin, width: ground.width + 2 * margin, height: ground.depth + 2 * margin });
  }

  setBox(box) {
    const { clientWidth: wide, clientHeight: high } = this.svg;
    if (!wide || !high) return;
    const scale = Math.max(box.width / wide, box.height / high);
    const [width, height] = [wide * scale, high * scale];
    this.box = { x: box.x + (box.width - width) / 2, y: box.y + (box.height - height) / 2, width, height };
    this.svg.setAttribute("viewBox", [this.box.x, this.box.y, width, height].join(" "));
    if (this.scale !== scale) {
      this.scale = scale;
      this.svg.classList.toggle("far", scale > 0.12);
      this.drawHandles();
    }
  }

  zoom(factor, at = [this.box.x + this.box.width / 2, this.box.y + this.box.height / 2]) {
    const width = Math.min(Math.max(this.box.width * factor, 2), 3000);
    const by = width / this.box.width;
    this.setBox({ x: at[0] - (at[0] - this.box.x) * by, y: at[1] - (at[1] - this.box.y) * by, width, height: this.box.height * by });
  }

  pan(dx, dy) {
    this.setBox({ ...this.box, x: this.box.x + dx, y: this.box.y + dy });
  }

  point(event) {
    const frame = this.svg.getBoundingClientRect();
    return [this.box.x + (event.clientX - frame.left) * this.scale, this.box.y + (event.clientY - frame.top) * this.scale];
  }

  // --- what one sees
  drawAll() {
    for (const layer of [this.layers.zones, this.layers.things, this.layers.stands]) layer.replaceChildren();
    this.shown.clear();
    this.drawUnder();
    this.draw([...this.drawing.objects.keys()]);
  }

  draw(ids) {
    for (const id of ids) {
      const object = this.drawing.get(id);
      if (id === "ground" || id === "backdrop") this.drawUnder();
      else if (!object) this.forget(id);
      else if (object.kind !== "link") this.drawOne(id, object);
    }
    this.drawHandles();
  }

  forget(id) {
    this.shown.get(id)?.remove();
    this.shown.delete(id);
  }

  drawOne(id, object) {
    const made = this[object.kind](id, object);
    made.dataset.id = id;
    made.classList.toggle("picked", this.drawing.chosen.has(id));
    const old = this.shown.get(id);
    const hadFocus = old && old === document.activeElement;
    if (old) old.replaceWith(made);
    else this.layers[`${object.kind}s`][object.what === "lane" ? "prepend" : "append"](made);
    this.shown.set(id, made);
    if (hadFocus) made.focus({ preventScroll: true });
  }

  drawUnder() {
    const { width, depth } = this.drawing.get("ground");
    const parts = [make("rect", { class: "ground", width, height: depth })];
    const picture = this.drawing.get("backdrop");
    if (picture?.is_shown && this.backdrop) {
      const { x, y, width: wide, depth: deep, opacity } = picture;
      parts.push(make("image", { href: this.backdrop, x, y, width: wide, height: deep, opacity, preserveAspectRatio: "none" }));
    }
    const metres = (step, size, across) => Array.from({ length: Math.max(0, Math.ceil(size / step) - 1) }, (_, at) => (across ? `M${(at + 1) * step} 0V${depth}` : `M0 ${(at + 1) * step}H${width}`)).join("");
    for (const [step, name] of [[1, "metre"], [5, "five"]]) parts.push(make("path", { class: name, d: metres(step, width, true) + metres(step, depth, false) }));
    this.layers.under.replaceChildren(...parts);
  }

  zone(id, { key, name_ar: arabic, name_fr: french, outline: shape, is_institutional: institutions }) {
    const group = make("g", { class: `zone${institutions ? " institution" : ""}` });
    if (shape.length < 3) return group;
    const { left, top } = bounds(shape);
    const words = make("text", { x: left + 0.4, y: top + 0.9, "font-size": 0.9 });
    words.textContent = [key, document.documentElement.lang === "fr" ? french || arabic : arabic || french].filter(Boolean).join(" · ");
    group.append(make("polygon", { points: list(shape) }), words);
    return group;
  }

  thing(id, object) {
    const { what, label } = object;
    const group = make("g", { class: `thing-of ${what}` });
    const words = label || (["lane", "obstacle", "tree", "text"].includes(what) ? "" : this.words.things[what]);
    const [x, y] = centre(object);
    if (what === "entrance" || what === "exit") group.append(this.way(object, words));
    else {
      group.append(make("polygon", { class: "thing", points: list(outline(object)) }));
      const side = Math.min(object.width, object.depth * 0.55, 2.2);
      const sign = SIGNS[what] && side > 0.3;
      if (sign) group.append(this.sign(SIGNS[what], x - side / 2, y - (words ? side * 0.85 : side / 2), side));
      if (words) group.append(this.text(words, x, y + (sign ? side * 0.45 : 0), what === "text" ? Math.max(0.8, object.depth * 0.6) : Math.min(0.95, Math.max(0.45, (object.width / words.length) * 1.6)), "soft"));
    }
    return group;
  }

  way({ x, y, what }, words) {
    const ground = this.drawing.get("ground");
    const sides = [[y, 180], [ground.depth - y, 0], [x, 90], [ground.width - x, 270]];
    const turn = sides.reduce((best, side) => (side[0] < best[0] ? side : best))[1] + (what === "exit" ? 180 : 0);
    const group = make("g");
    group.append(make("circle", { class: "reach", cx: x, cy: y, r: 1.2 }), make("path", { class: "way-in", transform: `translate(${x} ${y}) rotate(${turn})`, d: "M0 -1.1 1 .5H-1z" }));
    group.append(this.text(words, x, y + (turn % 360 === 180 ? -1.3 : 1.4), 0.95, "soft"));
    return group;
  }

  sign(name, x, y, side) {
    const place = make("svg", { class: "sign", x, y, width: side, height: side, viewBox: "0 0 24 24" });
    place.append(make("use", { href: `${this.sprite}#${name}` }));
    return place;
  }

  text(words, x, y, size, kind = "") {
    const text = make("text", { class: kind, x, y, "font-size": size });
    text.textContent = words;
    return text;
  }

  stand(id, object) {
    const { label, x, y, width, depth, angle, holder, is_blocked: blocked } = object;
    const state = blocked ? "blocked" : holder ? "taken" : "free";
    const group = make("g", { class: "stand", tabindex: 0, role: "button", "aria-pressed": this.drawing.chosen.has(id), "aria-label": `${this.words.stand} ${label}${holder ? ` · ${holder}` : ""}` });
    const upright = angle > 90 && angle < 270 ? 180 : 0;
    const across = angle % 180 === 90;
    const [wide, high] = across ? [depth, width] : [width, depth];
    const size = Math.min(high * 0.36, (wide / Math.max(label.length, 2)) * 1.35, 1.3);
    const words = this.text(label, x, y, Math.round(size * 100) / 100);
    if (angle % 90) words.setAttribute("transform", `rotate(${angle + upright} ${x} ${y})`);
    group.append(make("polygon", { class: `st ${state}`, points: list(corners(object)) }), this.front(object), words);
    return group;
  }

  // A thicker line where the stand opens: its second long side, away from its row's line.
  front(object) {
    const [, , second, third] = corners(object);
    return make("path", { class: "front", d: `M${third.join(" ")}L${second.join(" ")}` });
  }

  // --- what is chosen
  drawHandles() {
    const parts = [];
    const picked = this.drawing.picked().filter(({ kind }) => kind !== "link");
    for (const [id, element] of this.shown) {
      const chosen = this.drawing.chosen.has(id);
      element.classList.toggle("picked", chosen);
      if (element.hasAttribute("aria-pressed")) element.setAttribute("aria-pressed", chosen);
    }
    const points = picked.flatMap((object) => outline(object));
    if (points.length) {
      const { left, top, right, bottom } = bounds(points);
      const unit = this.scale ?? 0.05;
      const pad = unit * 6;
      parts.push(make("rect", { class: "frame", x: left - pad, y: top - pad, width: right - left + 2 * pad, height: bottom - top + 2 * pad }));
      const [middle, above] = [(left + right) / 2, top - pad - unit * 26];
      parts.push(make("path", { class: "stem", d: `M${middle} ${top - pad}V${above}` }), make("circle", { class: "grip", "data-grip": "turn", cx: middle, cy: above, r: unit * 9 }));
      if (picked.length === 1) parts.push(...this.grips(picked[0], unit));
    }
    this.layers.handles.replaceChildren(...parts);
  }

  grips(object, unit) {
    const grip = ([x, y], name) => make("circle", { class: "grip", "data-grip": name, cx: x, cy: y, r: unit * 8 });
    if (object.kind === "zone") return object.outline.map((point, index) => grip(point, `point-${index}`));
    if (object.kind !== "thing" || object.points?.length || object.angle % 180) return [];
    if (object.what === "entrance" || object.what === "exit") return [];
    return [grip([object.x + object.width, object.y + object.depth], "size")];
  }

  preview(parts, guides = []) {
    this.layers.preview.replaceChildren(...parts);
    const { x, y, width, height } = this.box;
    this.layers.guides.replaceChildren(...guides.map((guide) => make("path", { class: "guide", d: guide.x === undefined ? `M${x} ${guide.y}h${width}` : `M${guide.x} ${y}v${height}` })));
  }

  ghost(shape) {
    return make("polygon", { class: "ghost", points: list(shape) });
  }

  note(words, [x, y]) {
    const unit = this.scale ?? 0.05;
    const text = make("text", { class: "note-on", x, y: y - unit * 14, "font-size": unit * 15 });
    text.textContent = words;
    return text;
  }
}
