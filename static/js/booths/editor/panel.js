// The panel beside the plan: properties of what is chosen (one or many), and what can be done with it.

import { apart, corners } from "./geometry.js";
import { neighbourly } from "./faults.js";

const FIELDS = {
  stand: [
    ["label", "text"], ["row", "text"], ["x", "number"], ["y", "number"], ["width", "number"], ["depth", "number"], ["angle", "number"], ["power_kw", "number"], ["price", "money"], ["zone", "zone"],
    ["has_water", "fact"], ["allows_cooking", "fact"], ["takes_heavy", "fact"], ["is_accessible", "fact"], ["is_corner", "fact"], ["is_blocked", "fact"],
  ],
  zone: [["key", "text"], ["name_ar", "text"], ["name_fr", "text"], ["sectors", "sectors"], ["is_institutional", "fact"], ["hall", "text"], ["is_step_free", "fact"]],
  thing: [["what", "what"], ["label", "text"], ["x", "number"], ["y", "number"], ["width", "number"], ["depth", "number"], ["angle", "number"]],
  ground: [["width", "number"], ["depth", "number"]],
};
const WORDS = { sectors: "sectorsAdmitted" };
const WIDE = new Set(["zone", "name_ar", "name_fr", "sectors", "hall", "what"]);
const ALONE = new Set(["label", "x", "y", "key"]);
const REACH = 8; // metres: farther stands are no neighbours whoever says so

export class Panel {
  constructor(root, editor) {
    Object.assign(this, { root, editor, drawing: editor.drawing });
    root.addEventListener("change", (event) => this.changed(event.target));
    root.addEventListener("keydown", (event) => event.key === "Enter" && event.target.blur?.());
  }

  show() {
    const picked = this.drawing.picked();
    const kinds = new Set(picked.map(({ kind }) => kind));
    const chosen = picked.length ? picked : [{ id: "ground", ...this.drawing.get("ground") }];
    const kind = kinds.size > 1 ? null : chosen[0].kind;
    const focused = this.root.contains(document.activeElement) && document.activeElement.name;
    this.shown = chosen;
    const parts = [this.heading(picked, kind)];
    if (chosen.length === 1 && chosen[0].holder) parts.push(this.line(this.editor.say("held", { name: chosen[0].holder }), "state-line"));
    if (kind) parts.push(this.fields(kind, chosen));
    if (kind === "stand" && chosen.length === 2) parts.push(this.link(chosen));
    this.root.replaceChildren(...parts.filter(Boolean));
    if (focused) this.root.querySelector(`[name="${focused}"]`)?.focus({ preventScroll: true });
    this.editor.root.querySelectorAll("[data-needs-chosen]").forEach((part) => (part.hidden = picked.length < Number(part.dataset.needsChosen)));
    this.editor.root.querySelectorAll("[data-needs-stand]").forEach((part) => (part.hidden = kind !== "stand"));
  }

  heading(picked, kind) {
    const words = picked.length > 1 ? this.editor.say("many", { count: picked.length }) : picked.length ? this.nameOf(picked[0], kind) : this.editor.say("ground");
    const head = document.createElement("h2");
    head.textContent = words;
    return head;
  }

  nameOf({ label, what, key }, kind) {
    if (kind === "thing") return label || this.editor.words.things[what];
    return `${this.editor.say(kind)} ${label ?? key ?? ""}`;
  }

  line(words, kind = "muted") {
    const line = document.createElement("p");
    line.className = kind;
    line.textContent = words;
    return line;
  }

  fields(kind, chosen) {
    const grid = document.createElement("div");
    grid.className = "properties";
    for (const [name, type] of FIELDS[kind]) {
      if (chosen.length > 1 && ALONE.has(name)) continue;
      const all = new Set(chosen.map((object) => JSON.stringify(object[name])));
      grid.append(this.field(name, type, all.size === 1 ? chosen[0][name] : null));
    }
    return grid;
  }

  field(name, type, value) {
    const label = document.createElement("label");
    const words = document.createElement("span");
    words.textContent = this.editor.say(WORDS[name] ?? name);
    const input = this.input(name, type, value);
    label.className = type === "fact" ? "tick" : WIDE.has(name) ? "wide" : "";
    label.append(...(type === "fact" ? [input, words] : [words, input]));
    return label;
  }

  input(name, type, value) {
    if (type === "zone" || type === "what" || type === "sectors") return this.select(name, type, value);
    const input = document.createElement("input");
    Object.assign(input, { name, type: type === "fact" ? "checkbox" : "text" });
    input.dataset.type = type;
    if (type === "fact") Object.assign(input, { checked: value === true, indeterminate: value === null });
    else {
      input.value = value === null ? "" : type === "money" ? value / 100 : value;
      if (value === null) input.placeholder = this.editor.say("mixed");
      if (type !== "text") Object.assign(input, { inputMode: "decimal", dir: "ltr", className: "ltr" });
      else input.dir = "auto";
    }
    return input;
  }

  select(name, type, value) {
    const select = document.createElement("select");
    Object.assign(select, { name, multiple: type === "sectors" });
    select.dataset.type = type;
    const options = type === "zone" ? this.drawing.all("zone").map(({ id, key, name_ar: arabic, name_fr: french }) => [id, `${key} · ${(document.documentElement.lang === "fr" ? french : arabic) || arabic || french}`]) : Object.entries(this.editor.words[type === "what" ? "things" : "sectors"]);
    if (value === null) select.append(new Option(this.editor.say("mixed"), ""));
    for (const [key, words] of options) select.append(new Option(words, key, false, type === "sectors" ? value?.includes(key) : key === value));
    return select;
  }

  link(pair) {
    const [one, other] = [...pair].sort((a, b) => (a.id < b.id ? -1 : 1));
    if (apart(corners(one), corners(other)).gap > REACH) return null;
    const id = `${one.id}~${other.id}`;
    const label = document.createElement("label");
    label.className = "wide";
    const words = document.createElement("span");
    words.textContent = this.editor.say("neighbours");
    const select = document.createElement("select");
    select.dataset.link = id;
    const drawn = this.editor.say(neighbourly(one, other));
    const now = this.drawing.get(id)?.between ?? "";
    select.append(new Option(this.editor.say("asDrawn", { kind: drawn }), "", false, !now));
    for (const kind of ["side", "back", "facing", "none"]) select.append(new Option(this.editor.say(kind), kind, false, kind === now));
    label.append(words, select);
    return label;
  }

  changed(input) {
    if (input.dataset.link) return this.linked(input.dataset.link, input.value);
    const value = this.read(input);
    if (value === undefined) return this.show();
    if (input.name === "label" && this.shown[0].kind === "stand" && this.isTaken(value)) return this.refuse(input, this.editor.say("labelTaken", { one: value }));
    return this.drawing.set(Object.fromEntries(this.shown.map((object) => [object.id, this.wanted(object, input.name, value)])));
  }

  // A new row name takes the labels along when they began with the old one.
  wanted(object, name, value) {
    if (name === "row" && object.label?.startsWith(object.row) && !this.isTaken(value + object.label.slice(object.row.length))) return { row: value, label: value + object.label.slice(object.row.length) };
    return { [name]: value };
  }

  isTaken(label) {
    return this.drawing.all("stand").some((stand) => stand.label === label && !this.shown.some(({ id }) => id === stand.id));
  }

  refuse(input, words) {
    input.setAttribute("aria-invalid", "true");
    input.setCustomValidity(words);
    input.reportValidity();
    input.addEventListener("input", () => input.setCustomValidity(""), { once: true });
  }

  read(input) {
    const { type } = input.dataset;
    if (type === "fact") return input.checked;
    if (type === "sectors") return [...input.selectedOptions].map((option) => option.value);
    if (type === "zone" || type === "what") return input.value || undefined;
    if (type === "text") return ["label", "row", "key"].includes(input.name) && this.shown[0].kind !== "thing" ? input.value.trim().toUpperCase() || undefined : input.value.trim();
    const number = Number(input.value.replace(",", ".").replace(/[\s\u00a0]/g, ""));
    if (input.value.trim() === "" || !Number.isFinite(number)) return undefined;
    if (["width", "depth"].includes(input.name) && number < 0.2) return undefined;
    if (["power_kw", "price"].includes(input.name) && number < 0) return undefined;
    return type === "money" ? Math.round(number * 100) : number;
  }

  linked(id, between) {
    if (!between) this.drawing.drop([id]);
    else if (this.drawing.get(id)) this.drawing.set({ [id]: { between } });
    else this.drawing.add({ [id]: { kind: "link", between } });
  }
}
