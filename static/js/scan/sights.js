// Which of the codes in the camera's sight is meant: ours only, one at a time, the nearest to the middle first, and
// one that is held there counts once.

import { readBadge } from "./codes.js";

const SAME_CODE = 4000;
const last = new Map(); // when each code was last in sight

const far = (code, width, height) => {
  const box = code.boundingBox;
  return box ? Math.hypot(box.x + box.width / 2 - width / 2, box.y + box.height / 2 - height / 2) : 0;
};

// The badge code to answer now, or null. `isFree`: whether another answer may be given at this moment.
export function pick(codes, width, height, isFree, now = Date.now()) {
  const ours = codes
    .map((code) => ({ badge: readBadge(code.rawValue), far: far(code, width, height) }))
    .filter((code) => code.badge)
    .sort((one, other) => one.far - other.far);
  const isHeld = (badge) => now - (last.get(badge) ?? 0) < SAME_CODE;
  const held = ours.filter((code) => isHeld(code.badge));
  for (const code of held) last.set(code.badge, now);
  if (!isFree) return null;
  return ours.find((code) => !held.includes(code))?.badge ?? null;
}

export const seen = (badge, now = Date.now()) => last.set(badge, now);
