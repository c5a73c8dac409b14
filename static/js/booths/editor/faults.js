// PURE: what is wrong with the drawing now, each with the objects it concerns.

import { apart, bounds, corners, isInside } from "./geometry.js";

const SLACK = 0.01;
const TOUCHING = 0.35;
export const LEAST_LANE = 1.4; // metres a wheelchair needs

function near(one, other) {
  return one.left <= other.right + LEAST_LANE && other.left <= one.right + LEAST_LANE && one.top <= other.bottom + LEAST_LANE && other.top <= one.bottom + LEAST_LANE;
}

export function faults(drawing) {
  const ground = drawing.get("ground");
  const zones = new Map(drawing.all("zone").map((zone) => [zone.id, zone]));
  const stands = drawing.all("stand").map((stand) => ({ ...stand, shape: corners(stand) })).map((stand) => ({ ...stand, box: bounds(stand.shape) }));
  return [...sameLabels(stands), ...stands.flatMap((stand) => alone(stand, ground, zones)), ...pairs(stands), ...lanes(drawing)];
}

function sameLabels(stands) {
  const byLabel = Map.groupBy ? Map.groupBy(stands, ({ label }) => label) : grouped(stands);
  return [...byLabel.values()].filter((found) => found.length > 1).map((found) => ({ code: "faultSameLabel", one: found[0].label, ids: found.map(({ id }) => id) }));
}

function grouped(stands) {
  const found = new Map();
  for (const stand of stands) found.set(stand.label, [...(found.get(stand.label) ?? []), stand]);
  return found;
}

function alone({ id, label, box, x, y, zone }, ground, zones) {
  const found = [];
  const { left, top, right, bottom } = box;
  if (left < -SLACK || top < -SLACK || right > ground.width + SLACK || bottom > ground.depth + SLACK) found.push({ code: "faultOutside", one: label, ids: [id] });
  const own = zones.get(zone);
  if (own?.outline.length > 2 && !isInside([x, y], own.outline)) found.push({ code: "faultNoZone", one: label, other: own.key, ids: [id] });
  return found;
}

function pairs(stands) {
  const found = [];
  const sorted = [...stands].sort((one, other) => one.box.left - other.box.left);
  sorted.forEach((one, index) => {
    for (const other of sorted.slice(index + 1)) {
      if (other.box.left > one.box.right + LEAST_LANE) break;
      if (!near(one.box, other.box)) continue;
      const { gap, shared } = apart(one.shape, other.shape);
      const ids = [one.id, other.id];
      if (gap < -SLACK) found.push({ code: "faultOverlaps", one: one.label, other: other.label, ids });
      else if (one.row !== other.row && gap > TOUCHING && gap < LEAST_LANE - SLACK && shared > SLACK) found.push({ code: "faultNarrow", one: one.label, other: other.label, ids });
    }
  });
  return found;
}

function lanes(drawing) {
  return drawing
    .all("thing")
    .filter(({ what, width, depth, points }) => what === "lane" && !points?.length && Math.min(width, depth) < LEAST_LANE - SLACK)
    .map(({ id }) => ({ code: "faultLane", ids: [id] }));
}

// How two stands lie to each other as drawn, as eventhub/booths/ground.py says it.
export function neighbourly(one, other) {
  const { gap, shared } = apart(corners(one), corners(other));
  if (one.row === other.row) return gap <= TOUCHING ? "side" : "none";
  if (shared <= SLACK || gap > 4.5) return "none";
  return gap <= TOUCHING ? "back" : "facing";
}
