// What the pointer does with each tool. A tool has down, move and up; what it does ends as one change.

import { bounds, centre, corners, isInside, moved, outline, rotated, round } from "./geometry.js";
import { randomId } from "./drawing.js";
import { lineUp, nextNumber, nextRow } from "./rows.js";
import { snapped, snappedPoint } from "./snapping.js";
import { make } from "./view.js";

const SIZES = { stage: [8, 6], water: [2, 2], power: [2, 2], toilet: [4, 3], firstaid: [4, 3], shade: [6, 4], info: [3, 3], tree: [2, 2], obstacle: [2, 2], entrance: [0, 0], exit: [0, 0], lane: [8, 3], text: [6, 1.5] };
const SNAP_TURN = 15;

export class Tools {
  constructor(editor) {
    Object.assign(this, { editor, drawing: editor.drawing, view: editor.view, name: "select", gesture: null });
  }

  take(name) {
    this.cancel();
    this.name = name;
    this.editor.showTool(name);
  }

  cancel() {
    this.gesture = null;
    this.view.preview([]);
  }

  get step() {
    return this.editor.step;
  }

  others(ids = new Set()) {
    return [...this.drawing.objects].filter(([id, { kind }]) => !ids.has(id) && (kind === "stand" || kind === "thing" || kind === "ground")).map(([, object]) => object);
  }

  rest(point, free = false) {
    return free ? { point: point.map((value) => round(value)), guides: [] } : snappedPoint(point, this.others(), this.step);
  }

  down(event, point) {
    const grip = event.target.closest?.("[data-grip]")?.dataset.grip;
    if (grip) this.gesture = this.gripped(grip, point);
    else if (this.name === "select") this.gesture = this.pressed(event, point);
    else this.gesture = { does: this.name, from: this.rest(point, event.altKey).point, to: null };
    return this.gesture;
  }

  move(event, point) {
    if (this.gesture) this[`${this.gesture.does}Moves`](this.gesture, point, event);
  }

  up(event, point) {
    const gesture = this.gesture;
    this.cancel();
    if (gesture) this[`${gesture.does}Ends`](gesture, point, event);
  }

  // --- choosing, moving
  pressed(event, point) {
    const id = event.target.closest?.("[data-id]")?.dataset.id;
    const object = id && this.drawing.get(id);
    if (!object) return event.pointerType === "touch" ? { does: "tap" } : { does: "marquee", from: point, add: event.shiftKey };
    const group = event.detail === 2 && object.kind === "stand" ? this.drawing.all("stand").filter(({ row }) => row === object.row).map((stand) => stand.id) : [id];
    if (event.shiftKey) this.drawing.toggle(group);
    else if (!this.drawing.chosen.has(id) || group.length > 1) this.drawing.choose(group);
    return { does: "carry", from: point, moved: false };
  }

  tapMoves() {}

  tapEnds() {
    this.drawing.choose([]);
  }

  carryMoves(gesture, point, event) {
    const [dx, dy] = [point[0] - gesture.from[0], point[1] - gesture.from[1]];
    if (!gesture.moved && Math.hypot(dx, dy) < this.view.scale * 5) return;
    const picked = this.drawing.picked().filter(({ kind }) => kind !== "link");
    const shapes = picked.map((object) => outline(object));
    const found = event.altKey ? { dx, dy, guides: [] } : snapped(shapes, dx, dy, this.others(this.drawing.chosen), this.step);
    Object.assign(gesture, { moved: true, dx: found.dx, dy: found.dy });
    this.view.preview([...shapes.map((shape) => this.view.ghost(shape.map(([x, y]) => [x + found.dx, y + found.dy]))), this.view.note(`${round(found.dx, 0.01)} · ${round(found.dy, 0.01)}`, point)], found.guides);
  }

  carryEnds({ moved: hasMoved, dx, dy }) {
    if (hasMoved) this.editor.moveBy(dx, dy);
  }

  marqueeMoves(gesture, point) {
    gesture.to = point;
    const { left, top, right, bottom } = bounds([gesture.from, point]);
    this.view.preview([make("rect", { class: "marquee", x: left, y: top, width: right - left, height: bottom - top })]);
  }

  marqueeEnds({ from, to, add }) {
    if (!to) return add || this.drawing.choose([]);
    const { left, top, right, bottom } = bounds([from, to]);
    const inside = [...this.drawing.objects].filter(([, object]) => ["stand", "thing"].includes(object.kind)).filter(([, object]) => {
      const box = bounds(outline(object));
      return box.left >= left && box.right <= right && box.top >= top && box.bottom <= bottom;
    });
    this.drawing.choose(inside.map(([id]) => id), add);
  }

  // --- handles
  gripped(name, point) {
    const picked = this.drawing.picked();
    const box = bounds(picked.flatMap((object) => outline(object)));
    if (name === "turn") return { does: "turn", about: [(box.left + box.right) / 2, (box.top + box.bottom) / 2], from: point, picked };
    if (name === "size") return { does: "size", object: picked[0] };
    return { does: "point", object: picked[0], index: Number(name.split("-")[1]) };
  }

  turnMoves(gesture, point, event) {
    const bearing = ([x, y]) => (Math.atan2(y - gesture.about[1], x - gesture.about[0]) * 180) / Math.PI;
    const by = bearing(point) - bearing(gesture.from);
    gesture.by = round(by, event.shiftKey ? 0.5 : SNAP_TURN);
    const ghosts = gesture.picked.map((object) => this.view.ghost(outline({ ...object, ...rotated(object, gesture.by, gesture.about) })));
    this.view.preview([...ghosts, this.view.note(`${gesture.by}°`, point)]);
  }

  turnEnds({ by, about, picked }) {
    if (by) this.drawing.set(Object.fromEntries(picked.map((object) => [object.id, rotated(object, by, about)])));
  }

  sizeMoves(gesture, point, event) {
    const { point: at, guides } = this.rest(point, event.altKey);
    const { x, y } = gesture.object;
    gesture.values = { width: round(Math.max(0.2, at[0] - x)), depth: round(Math.max(0.2, at[1] - y)) };
    this.view.preview([this.view.ghost(outline({ ...gesture.object, ...gesture.values })), this.view.note(`${gesture.values.width} × ${gesture.values.depth} m`, point)], guides);
  }

  sizeEnds({ object, values }) {
    if (values) this.drawing.set({ [object.id]: values });
  }

  pointMoves(gesture, point, event) {
    const { point: at, guides } = this.rest(point, event.altKey);
    gesture.outline = gesture.object.outline.map((each, index) => (index === gesture.index ? at : each));
    this.view.preview([this.view.ghost(gesture.outline)], guides);
  }

  pointEnds({ object, outline: shape }) {
    if (shape) this.drawing.set({ [object.id]: { outline: shape } });
  }

  // --- drawing
  rowStands(gesture, event) {
    const options = this.editor.options();
    const stands = this.drawing.all("stand");
    const row = options.row || nextRow(stands);
    return lineUp(gesture.from, gesture.to, { ...options, row, first: options.first || nextNumber(stands, row), free: event.shiftKey });
  }

  rowMoves(gesture, point, event) {
    const { point: at, guides } = this.rest(point, event.altKey);
    gesture.to = at;
    gesture.stands = this.rowStands(gesture, event);
    const [first, last] = [gesture.stands[0], gesture.stands.at(-1)];
    const words = this.editor.say("rowOf", { count: gesture.stands.length, first: first.label, last: last.label });
    this.view.preview([...gesture.stands.map((stand) => this.view.ghost(corners(stand))), this.view.note(`${words} · ${first.angle}°`, point)], guides);
  }

  rowEnds({ stands }) {
    if (stands) this.addStands(stands);
  }

  addStands(stands) {
    const { zone, extra } = this.editor.zoneFor();
    const inZone = ({ x, y }) => this.drawing.all("zone").find((each) => each.outline.length > 2 && isInside([x, y], each.outline))?.id ?? zone;
    const made = Object.fromEntries(stands.map((stand) => [randomId(), { kind: "stand", ...this.editor.standValues(), ...stand, zone: inZone(stand) }]));
    this.drawing.add({ ...extra, ...made });
    this.drawing.choose(Object.keys(made));
  }

  standMoves(gesture, point, event) {
    const { width, depth } = this.editor.options();
    const { point: at, guides } = this.rest([point[0] - width / 2, point[1] - depth / 2], event.altKey);
    gesture.at = [at[0] + width / 2, at[1] + depth / 2];
    this.view.preview([this.view.ghost(corners({ x: gesture.at[0], y: gesture.at[1], width, depth }))], guides);
  }

  standEnds(gesture, point, event) {
    this.standMoves(gesture, point, event);
    this.view.preview([]);
    const options = this.editor.options();
    const stands = this.drawing.all("stand");
    const row = options.row || this.editor.lastRow(stands);
    const [x, y] = gesture.at;
    this.addStands([{ label: `${row}${nextNumber(stands, row)}`, row, x: round(x), y: round(y), width: options.width, depth: options.depth, angle: 0 }]);
  }

  rectangle(gesture, point, event) {
    const { point: at, guides } = this.rest(point, event.altKey);
    gesture.to = at;
    const { left, top, right, bottom } = bounds([gesture.from, at]);
    gesture.box = { x: left, y: top, width: round(right - left), depth: round(bottom - top) };
    this.view.preview([this.view.ghost([[left, top], [right, top], [right, bottom], [left, bottom]]), this.view.note(`${gesture.box.width} × ${gesture.box.depth} m`, point)], guides);
  }

  zoneMoves(...given) {
    this.rectangle(...given);
  }

  zoneEnds({ box }) {
    if (!box || box.width < 0.5 || box.depth < 0.5) return;
    const { x, y, width, depth } = box;
    this.editor.addZone([[x, y], [x + width, y], [x + width, y + depth], [x, y + depth]]);
  }

  thingMoves(...given) {
    this.rectangle(...given);
  }

  thingEnds(gesture) {
    this.addThing(this.editor.options().what, gesture);
  }

  laneMoves(...given) {
    this.rectangle(...given);
  }

  laneEnds(gesture) {
    this.addThing("lane", gesture);
  }

  textMoves() {}

  textEnds(gesture) {
    this.addThing("text", gesture, this.editor.say("text"));
    this.editor.focusOn("label");
  }

  addThing(what, { from, box }, label = "") {
    const [width, depth] = SIZES[what];
    const isDrawn = box && box.width >= 0.4 && box.depth >= 0.4 && width;
    const place = isDrawn ? box : { x: round(from[0] - width / 2), y: round(from[1] - depth / 2), width, depth };
    const id = randomId(10);
    this.drawing.add({ [id]: { kind: "thing", what, angle: 0, label, points: [], ...place } });
    this.drawing.choose([id]);
    this.editor.tools.take("select");
  }

  // --- the scale of the picture underneath
  scaleMoves() {}

  scaleEnds({ from: _from }, point) {
    this.marks = [...(this.marks ?? []), point];
    this.view.preview(this.marks.map(([x, y]) => make("circle", { class: "guide", cx: x, cy: y, r: this.view.scale * 6 })));
    if (this.marks.length < 2) return;
    const [one, other] = this.marks;
    this.marks = null;
    this.editor.setScale(one, other);
  }

  // What a moved object takes with it: a stand that now lies in one zone's outline belongs to that zone.
  placed(object, values) {
    if (object.kind !== "stand") return values;
    const at = centre({ ...object, ...values });
    const around = this.drawing.all("zone").filter((zone) => zone.outline.length > 2 && isInside(at, zone.outline));
    return around.length === 1 ? { ...values, zone: around[0].id } : values;
  }

  movedBy(dx, dy) {
    return Object.fromEntries(this.drawing.picked().filter(({ kind }) => kind !== "link").map((object) => [object.id, this.placed(object, moved(object, dx, dy))]));
  }
}
