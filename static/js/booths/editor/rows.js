// PURE: rows of stands: lining up along a line, names and numbers, alignment and even distances.

import { bounds, direction, outline, round, turned } from "./geometry.js";

const STRAIGHT = 4; // degrees: a line this near to a quarter turn is meant straight

export function angleOf([ax, ay], [bx, by], free = false) {
  const angle = ((Math.atan2(by - ay, bx - ax) * 180) / Math.PI + 360) % 360;
  if (free) return round(angle, 0.1);
  const quarter = Math.round(angle / 90) * 90;
  return Math.abs(angle - quarter) <= STRAIGHT ? quarter % 360 : round(angle, 1);
}

export function countOn(length, { width, gap }) {
  return Math.max(1, Math.floor((length + gap + 0.01) / (width + gap)));
}

export function numbers(count, first, numbering) {
  if (numbering === "backwards") return Array.from({ length: count }, (_, index) => first + count - 1 - index);
  const step = numbering === "all" ? 1 : 2;
  const start = numbering === "odd" ? first + ((first + 1) % 2) : numbering === "even" ? first + (first % 2) : first;
  return Array.from({ length: count }, (_, index) => start + index * step);
}

// Stands along a line from its first corner, to the right of the way it was drawn.
export function lineUp(from, to, { width, depth, gap, count, row, first = 1, numbering = "all", free = false }) {
  const angle = angleOf(from, to, free);
  const [ax, ay] = direction(angle);
  const length = (to[0] - from[0]) * ax + (to[1] - from[1]) * ay;
  const many = count || countOn(length, { width, gap });
  return numbers(many, first, numbering).map((number, index) => {
    const along = index * (width + gap) + width / 2;
    const [x, y] = turned([from[0] + along, from[1] + depth / 2], angle, from);
    return { label: `${row}${number}`, row, x: round(x), y: round(y), width, depth, angle, is_corner: index === 0 || index === many - 1 || gap > 0.35 };
  });
}

export function nextRow(stands) {
  const taken = new Set(stands.map(({ row }) => row));
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  return [...letters, ...letters.flatMap((one) => letters.map((other) => one + other))].find((name) => !taken.has(name));
}

const numberOf = ({ label, row }) => (label.startsWith(row) ? Number(label.slice(row.length)) || 0 : 0);

export function nextNumber(stands, row) {
  return 1 + Math.max(0, ...stands.filter((stand) => stand.row === row).map(numberOf));
}

export function inOrder(stands) {
  const turns = new Set(stands.map(({ angle }) => round(angle % 180)));
  if (turns.size !== 1) return [...stands].sort((one, other) => numberOf(one) - numberOf(other));
  const [ax, ay] = direction([...turns][0]);
  return [...stands].sort((one, other) => one.x * ax + one.y * ay - (other.x * ax + other.y * ay));
}

// Every row of the chosen stands counted again from `first`, in the order in which its stands lie.
export function renumbered(stands, rows, { first = 1, numbering = "all" } = {}) {
  return Object.fromEntries(
    [...rows].flatMap((row) => {
      const found = inOrder(stands.filter((stand) => stand.row === row));
      const counted = numbers(found.length, first, numbering);
      return found.map((stand, index) => [stand.id, { label: `${row}${counted[index]}` }]);
    }),
  );
}

// How far each object moves to stand in one line with the others, or evenly between the outermost two.
export function aligned(objects, side) {
  const boxes = objects.map((object) => ({ id: object.id, ...bounds(outline(object)) }));
  const pick = side === "left" || side === "top" ? Math.min : Math.max;
  const line = pick(...boxes.map((box) => box[side]));
  const isAcross = side === "left" || side === "right";
  return boxes.map((box) => [box.id, isAcross ? line - box[side] : 0, isAcross ? 0 : line - box[side]]);
}

export function distributed(objects, isAcross) {
  const [start, end] = isAcross ? ["left", "right"] : ["top", "bottom"];
  const boxes = objects.map((object) => ({ id: object.id, ...bounds(outline(object)) })).sort((one, other) => one[start] - other[start]);
  const room = boxes.at(-1)[end] - boxes[0][start] - boxes.reduce((sum, box) => sum + box[end] - box[start], 0);
  const gap = room / Math.max(1, boxes.length - 1);
  let at = boxes[0][start];
  return boxes.map((box) => {
    const by = at - box[start];
    at += box[end] - box[start] + gap;
    return [box.id, isAcross ? by : 0, isAcross ? 0 : by];
  });
}
