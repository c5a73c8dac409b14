// The plan's editor: wires the drawing to its picture, its tools, its panel and its saving.

import { toast } from "../../toast.js";
import { Drawing, randomId } from "./drawing.js";
import { faults } from "./faults.js";
import { bounds, centre, isInside, outline, rotated, round } from "./geometry.js";
import * as keys from "./keys.js";
import { Panel } from "./panel.js";
import { Pointer } from "./pointer.js";
import { Remarks } from "./remarks.js";
import { aligned, distributed, nextRow, renumbered } from "./rows.js";
import { Saving } from "./saving.js";
import { Tools } from "./tools.js";
import { View } from "./view.js";

const HINTS = { row: "hintRow", stand: "hintStand", zone: "hintZone", thing: "hintThing", lane: "hintLane", text: "hintStand", scale: "hintScale" };

class Editor {
  constructor(root, seen) {
    Object.assign(this, { root, words: seen.words, drawing: new Drawing(seen.objects) });
    this.view = new View(root.querySelector("svg[data-plan]"), this.drawing, { sprite: root.dataset.sprite, backdrop: seen.backdrop, words: seen.words });
    this.tools = new Tools(this);
    this.panel = new Panel(root.querySelector("[data-panel]"), this);
    this.remarks = new Remarks(root.querySelector("[data-remarks]"), this);
    this.saving = new Saving(this.drawing, {
      ...root.dataset,
      address: root.dataset.sync,
      version: seen.version,
      onState: (state, count) => this.showState(state, count),
      onRemark: (remark, lost) => this.remarks.add(remark, lost),
      onHere: (here) => this.showHere(here),
    });
  }

  start() {
    new Pointer(this.view.svg, this.view, this.tools);
    keys.listen(this);
    this.drawing.onChange((news) => this.changed(news));
    this.root.addEventListener("click", (event) => this.pressed(event));
    this.root.querySelector("[data-opacity]")?.addEventListener("change", (event) => this.drawing.set({ backdrop: { opacity: Number(event.target.value) } }));
    this.saving.start();
    this.view.drawAll();
    this.view.fit();
    this.tools.take("select");
    this.panel.show();
    this.look();
    this.root.dataset.ready = "yes";
  }

  changed({ ids, chosen, whole }) {
    if (whole) this.view.drawAll();
    else if (ids) this.view.draw(ids);
    if (chosen) this.view.drawHandles();
    this.panel.show();
    clearTimeout(this.looking);
    if (ids) this.looking = setTimeout(() => this.look(), 150);
  }

  pressed(event) {
    const button = event.target.closest("[data-tool], [data-do], [data-fault]");
    if (!button) return;
    if (button.dataset.tool) this.tools.take(button.dataset.tool);
    else if (button.dataset.fault) this.showFault(this.found[Number(button.dataset.fault)]);
    else this[button.dataset.do](button.dataset.with);
  }

  say(name, given = {}) {
    return Object.entries(given).reduce((text, [key, value]) => text.replace(`{${key}}`, value), this.words[name] ?? name);
  }

  // --- options of the tools
  get step() {
    return Number(this.root.querySelector("[data-step]").value);
  }

  option(name) {
    return this.root.querySelector(`[data-option="${name}"]`);
  }

  options() {
    const number = (name, least) => Math.max(least, Number(this.option(name).value.replace(",", ".")) || least);
    return {
      width: number("width", 0.5),
      depth: number("depth", 0.5),
      gap: number("gap", 0),
      count: Math.round(Number(this.option("count").value)) || 0,
      row: this.option("row").value.trim().toUpperCase(),
      first: Math.round(Number(this.option("first").value)) || 0,
      numbering: this.option("numbering").value,
      what: this.option("what").value,
    };
  }

  standValues() {
    const [last] = this.drawing.all("stand").slice(-1);
    return { power_kw: last?.power_kw ?? 2, price: last?.price ?? 0, is_accessible: true };
  }

  lastRow(stands) {
    return stands.at(-1)?.row ?? "A";
  }

  // The zone new stands belong to where no outline says so; the first one is made with them.
  zoneFor() {
    const [zone] = this.drawing.all("zone");
    if (zone) return { zone: zone.id, extra: {} };
    const id = randomId();
    return { zone: id, extra: { [id]: { kind: "zone", key: "A", name_ar: "", name_fr: "", sectors: [], is_institutional: false, outline: [], hall: "", is_step_free: true } } };
  }

  // An outline drawn while the only zone has none is that zone's; stands inside belong to it.
  addZone(shape) {
    const zones = this.drawing.all("zone");
    const bare = zones.length === 1 && !zones[0].outline.length ? zones[0] : null;
    const id = bare?.id ?? randomId();
    const key = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"].find((letter) => !zones.some((zone) => zone.key === letter));
    const inside = this.drawing.all("stand").filter((stand) => isInside(centre(stand), shape) && stand.zone !== id);
    const zone = bare ? { verb: "set", kind: "zone", id, values: { outline: shape }, was: { outline: bare.outline } } : { verb: "add", kind: "zone", id, values: { key, name_ar: "", name_fr: "", sectors: [], outline: shape }, was: {} };
    this.drawing.commit([zone, ...inside.map((stand) => ({ verb: "set", kind: "stand", id: stand.id, values: { zone: id }, was: { zone: stand.zone } }))]);
    this.drawing.choose([id]);
    this.tools.take("select");
  }

  // --- what buttons and keys do
  undo() {
    this.drawing.undo();
  }

  redo() {
    this.drawing.redo();
  }

  zoomIn() {
    this.view.zoom(1 / 1.3);
  }

  zoomOut() {
    this.view.zoom(1.3);
  }

  fit() {
    this.view.fit();
  }

  moveBy(dx, dy) {
    this.drawing.set(this.tools.movedBy(dx, dy));
  }

  remove() {
    const picked = this.drawing.picked().filter(({ kind, id }) => kind !== "ground" && id !== "backdrop");
    const held = picked.find(({ holder }) => holder);
    if (held) toast(this.say("heldStays", { label: held.label, name: held.holder }), "wait");
    this.drawing.drop(picked.filter(({ holder }) => !holder).map(({ id }) => id));
    this.panel.show();
  }

  duplicate() {
    const picked = this.drawing.picked().filter(({ kind }) => kind === "stand" || kind === "thing");
    if (!picked.length) return;
    const { top, bottom } = bounds(picked.flatMap((object) => outline(object)));
    const by = round(bottom - top, this.step || 0.1);
    const stands = [...this.drawing.all("stand")];
    const names = new Map();
    const made = {};
    for (const { id: _id, code: _code, holder: _holder, position: _position, ...object } of picked) {
      const copy = { ...object, y: round(object.y + by), points: object.points?.map(([x, y]) => [x, y + by]) };
      if (object.kind === "stand") {
        if (!names.has(object.row)) names.set(object.row, nextRow([...stands, ...[...names.values()].map((row) => ({ row }))]));
        copy.row = names.get(object.row);
        copy.label = copy.row + (object.label.startsWith(object.row) ? object.label.slice(object.row.length) : Object.keys(made).length + 1);
        delete copy.points;
      }
      made[randomId(object.kind === "stand" ? 12 : 10)] = copy;
    }
    this.drawing.add(made);
    this.drawing.choose(Object.keys(made));
  }

  turn(by) {
    const picked = this.drawing.picked().filter(({ kind }) => kind !== "link");
    const { left, top, right, bottom } = bounds(picked.flatMap((object) => outline(object)));
    const about = [(left + right) / 2, (top + bottom) / 2];
    this.drawing.set(Object.fromEntries(picked.map((object) => [object.id, rotated(object, Number(by), about)])));
  }

  align(side) {
    this.shift(aligned(this.placeable(), side));
  }

  distribute(way) {
    this.shift(distributed(this.placeable(), way === "across"));
  }

  placeable() {
    return this.drawing.picked().filter(({ kind }) => kind === "stand" || kind === "thing");
  }

  shift(moves) {
    const byId = new Map(this.placeable().map((object) => [object.id, object]));
    this.drawing.set(Object.fromEntries(moves.map(([id, dx, dy]) => [id, { x: round(byId.get(id).x + dx), y: round(byId.get(id).y + dy) }])));
  }

  renumber() {
    const rows = new Set(this.drawing.picked().filter(({ kind }) => kind === "stand").map(({ row }) => row));
    const { first, numbering } = this.options();
    this.drawing.set(renumbered(this.drawing.all("stand"), rows, { first: first || 1, numbering }));
  }

  togglePicture() {
    const picture = this.drawing.get("backdrop");
    if (picture) this.drawing.set({ backdrop: { is_shown: !picture.is_shown } });
  }

  dropPicture() {
    if (this.drawing.get("backdrop")) this.drawing.drop(["backdrop"]);
  }

  async setScale(one, other) {
    this.view.preview([]);
    this.tools.take("select");
    const dialog = document.getElementById("editor-scale");
    dialog.querySelector("form").onsubmit = () => this.scaleTo(one, other, Number(dialog.querySelector("input").value.replace(",", ".")));
    dialog.showModal();
  }

  scaleTo(one, other, metres) {
    const picture = this.drawing.get("backdrop");
    const drawn = Math.hypot(other[0] - one[0], other[1] - one[1]);
    if (!picture || !(metres > 0) || !drawn) return;
    const by = metres / drawn;
    const from = (at, start) => round(at + (start - at) * by);
    this.drawing.set({ backdrop: { x: from(one[0], picture.x), y: from(one[1], picture.y), width: round(picture.width * by), depth: round(picture.depth * by) } });
  }

  // --- what the page says
  showTool(name) {
    for (const button of this.root.querySelectorAll("[data-tool]")) button.setAttribute("aria-pressed", button.dataset.tool === name);
    for (const part of this.root.querySelectorAll("[data-for]")) part.hidden = !part.dataset.for.split(" ").includes(name);
    this.root.querySelector("[data-hint]").textContent = HINTS[name] ? this.say(HINTS[name]) : "";
    this.view.svg.dataset.with = name;
  }

  showState(state, count) {
    const place = this.root.querySelector("[data-state]");
    for (const part of place.children) part.hidden = part.dataset.when !== state;
    place.dataset.state = state;
    place.dataset.waiting = count;
    this.root.querySelector("[data-sign-in]").hidden = state !== "needs" || !this.saving.lost;
  }

  showHere(here) {
    const place = this.root.querySelector("[data-here]");
    const names = [...new Set(here.map(({ name }) => name))];
    place.hidden = !names.length;
    place.querySelector("span").textContent = this.say("here", { names: names.join(" · ") });
    const theirs = new Set(here.flatMap(({ chosen }) => chosen));
    for (const [id, element] of this.view.shown) element.classList.toggle("theirs", theirs.has(id));
  }

  look() {
    this.found = faults(this.drawing);
    const list = this.root.querySelector("[data-faults]");
    const lines = this.found.slice(0, 50).map(({ code, one, other }, index) => {
      const line = document.createElement("li");
      const button = document.createElement("button");
      Object.assign(button, { type: "button", textContent: this.say(code, { one, other }) });
      button.dataset.fault = index;
      line.append(button);
      return line;
    });
    list.replaceChildren(...lines);
    this.root.querySelector("[data-no-fault]").hidden = this.found.length > 0;
    this.root.querySelector("[data-fault-count]").textContent = this.found.length || "";
    this.root.querySelector("[data-count]").textContent = this.say("stands", { count: this.drawing.all("stand").length });
    const wrong = new Set(this.found.flatMap(({ ids }) => ids));
    for (const [id, element] of this.view.shown) element.classList.toggle("wrong", wrong.has(id));
  }

  showFault({ ids }) {
    this.drawing.choose(ids);
    const { left, top, right, bottom } = bounds(ids.flatMap((id) => outline(this.drawing.get(id))));
    const { x, y, width, height } = this.view.box;
    if (left < x || top < y || right > x + width || bottom > y + height) this.view.setBox({ x: (left + right - width) / 2, y: (top + bottom - height) / 2, width, height });
  }

  focusOn(name) {
    this.root.querySelector(`[data-panel] [name="${name}"]`)?.select();
  }
}

const root = document.querySelector("[data-editor]");
const editor = new Editor(root, JSON.parse(document.querySelector("[data-seen]").textContent));
editor.start();
