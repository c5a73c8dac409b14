// PURE: the drawing, what is chosen in it, and the way back. Every change is a list of operations
// {verb, kind, id, values, was}; undoing is a change like any other, so that it is saved and merged as one.

const SYMBOLS = "23456789abcdefghjklmnpqrstuvwxyz";
const MOST_STEPS = 200;
const OWN = new Set(["kind", "code", "holder", "position"]);

export function randomId(length = 12) {
  return [...crypto.getRandomValues(new Uint8Array(length))].map((byte) => SYMBOLS[byte % 32]).join("");
}

export const values = (object) => Object.fromEntries(Object.entries(object).filter(([name]) => !OWN.has(name)));
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

export class Drawing {
  constructor(objects) {
    Object.assign(this, { objects: new Map(Object.entries(objects)), chosen: new Set(), undone: [], done: [], listeners: [] });
  }

  onChange(listener) {
    this.listeners.push(listener);
  }

  tell(news) {
    for (const listener of this.listeners) listener(news);
  }

  get(id) {
    return this.objects.get(id);
  }

  all(kind) {
    return [...this.objects].filter(([, object]) => object.kind === kind).map(([id, object]) => ({ id, ...object }));
  }

  picked() {
    return [...this.chosen].filter((id) => this.objects.has(id)).map((id) => ({ id, ...this.objects.get(id) }));
  }

  choose(ids, add = false) {
    if (!add) this.chosen.clear();
    for (const id of ids) this.chosen.add(id);
    this.tell({ chosen: true });
  }

  toggle(ids) {
    const all = ids.every((id) => this.chosen.has(id));
    for (const id of ids) this.chosen[all ? "delete" : "add"](id);
    this.tell({ chosen: true });
  }

  // Operations as people mean them: set({id: values}), add({id: object}), drop([id]).
  set(edits) {
    const operations = Object.entries(edits).flatMap(([id, wanted]) => {
      const object = this.objects.get(id);
      const changed = Object.entries(wanted).filter(([name, value]) => !same(object[name], value));
      if (!changed.length) return [];
      const was = Object.fromEntries(changed.map(([name]) => [name, object[name]]));
      return [{ verb: "set", kind: object.kind, id, values: Object.fromEntries(changed), was }];
    });
    this.commit(operations);
  }

  add(made, drops = []) {
    this.commit([...Object.entries(made).map(([id, object]) => ({ verb: "add", kind: object.kind, id, values: values(object), was: {} })), ...drops]);
  }

  drop(ids) {
    this.commit(ids.map((id) => ({ verb: "drop", kind: this.objects.get(id).kind, id, values: {}, was: values(this.objects.get(id)) })));
  }

  commit(operations, way = "done") {
    if (!operations.length) return;
    const inverse = operations.map((operation) => this.inverse(operation)).reverse();
    this.replay(operations);
    if (way === "done") this.undone = [];
    const stack = way === "undone" ? this.undone : this.done;
    stack.push(inverse);
    if (stack.length > MOST_STEPS) stack.shift();
    this.tell({ operations, ids: operations.map(({ id }) => id) });
  }

  inverse({ verb, kind, id, values: wanted }) {
    const object = this.objects.get(id);
    if (verb === "drop") return { verb: "add", kind, id, values: values(object), was: {} };
    if (!object) return { verb: "drop", kind, id, values: {}, was: {} };
    return { verb: "set", kind, id, values: Object.fromEntries(Object.keys(wanted).map((name) => [name, object[name]])), was: {} };
  }

  // What the operations do to the objects, without memory: also for what waits to be sent.
  replay(operations) {
    for (const { verb, kind, id, values: wanted } of operations) {
      if (verb === "drop") {
        this.objects.delete(id);
        this.chosen.delete(id);
      } else if (verb === "add" || this.objects.has(id)) this.objects.set(id, { ...BLANK[kind], ...this.objects.get(id), kind, ...wanted });
    }
  }

  step(from, way) {
    const operations = from.pop();
    if (!operations) return;
    const now = operations
      .filter(({ verb, id }) => verb === "add" || this.objects.has(id))
      .map((operation) => ({ ...operation, was: this.seen(operation) }));
    this.commit(now, way);
    this.choose(now.filter(({ verb }) => verb !== "drop").map(({ id }) => id));
  }

  seen({ verb, id, values: wanted }) {
    const object = this.objects.get(id);
    if (verb === "drop") return values(object);
    return object ? Object.fromEntries(Object.keys(wanted).map((name) => [name, object[name]])) : {};
  }

  undo() {
    this.step(this.done, "undone");
  }

  redo() {
    this.step(this.undone, "redone");
  }

  // What the server says, with what is not sent yet done again on top.
  learn(objects, whole, waiting) {
    if (whole) for (const id of [...this.objects.keys()]) if (!(id in objects)) this.objects.delete(id);
    for (const [id, object] of Object.entries(objects)) {
      if (object) this.objects.set(id, object);
      else this.objects.delete(id);
    }
    const known = waiting.filter(({ verb, id }) => verb !== "set" || this.objects.has(id));
    this.replay(known.filter(({ id }) => whole || id in objects));
    for (const id of [...this.chosen]) if (!this.objects.has(id)) this.chosen.delete(id);
    this.tell({ ids: whole ? [...this.objects.keys()] : Object.keys(objects), learned: true, whole });
  }
}

export const BLANK = {
  stand: {
    kind: "stand", label: "", row: "A", zone: "", x: 0, y: 0, width: 3, depth: 3, angle: 0, is_corner: false, power_kw: 2, has_water: false,
    allows_cooking: false, takes_heavy: false, is_accessible: true, is_blocked: false, price: 0, holder: "",
  },
  zone: { kind: "zone", key: "", name_ar: "", name_fr: "", sectors: [], is_institutional: false, outline: [], hall: "", is_step_free: true },
  thing: { kind: "thing", what: "obstacle", x: 0, y: 0, width: 4, depth: 4, angle: 0, label: "", points: [] },
  link: { kind: "link", between: "none" },
  ground: { kind: "ground" },
  backdrop: { kind: "backdrop" },
};
