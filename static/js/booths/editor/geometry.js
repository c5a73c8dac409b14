// PURE: turned rectangles in metres, as eventhub/booths/geometry.py; y grows downwards, angles are clockwise.

export const round = (value, step = 0.001) => Math.round(Math.round(value / step) * step * 1000) / 1000;

export function direction(angle) {
  const turned = ((angle % 360) + 360) % 360;
  if (turned % 90 === 0) return [[1, 0], [0, 1], [-1, 0], [0, -1]][turned / 90];
  const radians = (turned * Math.PI) / 180;
  return [Math.cos(radians), Math.sin(radians)];
}

export function turned([x, y], angle, [cx, cy] = [0, 0]) {
  const [ax, ay] = direction(angle);
  return [cx + (x - cx) * ax - (y - cy) * ay, cy + (x - cx) * ay + (y - cy) * ax];
}

export function corners({ x, y, width, depth, angle = 0 }) {
  const [w, d] = [width / 2, depth / 2];
  return [[-w, -d], [w, -d], [w, d], [-w, d]].map((point) => turned([x + point[0], y + point[1]], angle, [x, y]));
}

export function bounds(points) {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

// What an object covers: stands by their centre, things by their first corner or outline, zones by their outline.
export function outline(object) {
  if (object.kind === "stand") return corners(object);
  if (object.kind === "zone") return object.outline;
  if (object.kind === "ground") return [[0, 0], [object.width, 0], [object.width, object.depth], [0, object.depth]];
  if (object.points?.length) return object.points;
  return corners({ ...object, x: object.x + object.width / 2, y: object.y + object.depth / 2 });
}

export function centre(object) {
  const box = bounds(outline(object));
  return object.kind === "stand" ? [object.x, object.y] : [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
}

function gap(one, other, [nx, ny]) {
  const mine = one.map(([x, y]) => x * nx + y * ny);
  const theirs = other.map(([x, y]) => x * nx + y * ny);
  return Math.max(Math.min(...theirs) - Math.max(...mine), Math.min(...mine) - Math.max(...theirs));
}

// The widest gap between two rectangles along their sides' normals (negative: they overlap), and what they share.
export function apart(one, other) {
  let best = { gap: -Infinity, shared: 0 };
  for (const shape of [one, other]) {
    for (const side of [0, 1]) {
      const [dx, dy] = [shape[side + 1][0] - shape[side][0], shape[side + 1][1] - shape[side][1]];
      const length = Math.hypot(dx, dy) || 1;
      const normal = [dx / length, dy / length];
      const found = gap(one, other, normal);
      if (found > best.gap) best = { gap: found, shared: -gap(one, other, [-normal[1], normal[0]]) };
    }
  }
  return best;
}

export function isInside([x, y], shape) {
  let inside = false;
  shape.forEach(([ax, ay], index) => {
    const [bx, by] = shape[(index + 1) % shape.length];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  });
  return inside;
}

// The values that move or turn an object, to be written as one change.
export function moved(object, dx, dy) {
  const shift = (points) => points.map(([x, y]) => [round(x + dx), round(y + dy)]);
  if (object.kind === "zone") return { outline: shift(object.outline) };
  const values = { x: round(object.x + dx), y: round(object.y + dy) };
  return object.points?.length ? { ...values, points: shift(object.points) } : values;
}

export function rotated(object, angle, about) {
  const turn = (points) => points.map((point) => turned(point, angle, about).map((value) => round(value)));
  if (object.kind === "zone") return { outline: turn(object.outline) };
  const [x, y] = turned(centre(object), angle, about);
  const bearing = round((((object.angle + angle) % 360) + 360) % 360);
  if (object.kind === "stand") return { x: round(x), y: round(y), angle: bearing };
  if (object.points?.length) return { points: turn(object.points) };
  return { x: round(x - object.width / 2), y: round(y - object.depth / 2), angle: bearing };
}
