// PURE: where something being moved comes to rest: against its neighbours' edges first, else on the grid.

import { bounds, outline, round } from "./geometry.js";

const NEAR = 0.4; // metres

function best(mine, lines) {
  let found = null;
  for (const edge of mine) {
    for (const line of lines) {
      const by = line - edge;
      if (Math.abs(by) <= NEAR && (!found || Math.abs(by) < Math.abs(found.by))) found = { by, line };
    }
  }
  return found;
}

// `shapes` move by (dx, dy) as one; gives what they should move by, and the guides that say why.
export function snapped(shapes, dx, dy, others, step) {
  const box = bounds(shapes.flat());
  const theirs = others.map((object) => bounds(outline(object)));
  const across = best([box.left + dx, box.right + dx], theirs.flatMap(({ left, right }) => [left, right]));
  const down = best([box.top + dy, box.bottom + dy], theirs.flatMap(({ top, bottom }) => [top, bottom]));
  const toGrid = (edge, by) => (step ? round(edge + by, step) - edge : by);
  return {
    dx: across ? dx + across.by : toGrid(box.left, dx),
    dy: down ? dy + down.by : toGrid(box.top, dy),
    guides: [...(across ? [{ x: across.line }] : []), ...(down ? [{ y: down.line }] : [])],
  };
}

export function snappedPoint([x, y], others, step) {
  const found = snapped([[[0, 0]]], x, y, others, step);
  return { point: [round(found.dx), round(found.dy)], guides: found.guides };
}
