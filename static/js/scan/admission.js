// PURE: what a gate answers and what it remembers afterwards, as the server's admission.py has it. A phone knows only
// what passed here, and not how full the fair is; the server has the last word when the scan arrives.
//
// gate: {rule, starts_on, ends_on, categories, opens_at, closes_at}; days are "2025-05-22", times "09:00:00" on the
// fair's clock. badge: null when no badge has the code, else {isCancelled, category}; a category that can't be known
// passes. memory: null or {days, lastDay, lastAt, isInside} of this badge at this gate. passage: {at, day, hour, isGoingOut}.

const BEEN = ["already_in", "still_inside"];

// {outcome, reason, first_at, memory}: the answer, and what is remembered of the badge if it passes.
export function admit(gate, badge, memory, passage) {
  if (!badge) return { outcome: "unknown", reason: "not_found", first_at: null, memory };
  if (passage.isGoingOut) return { outcome: "ok", reason: null, first_at: null, memory: left(memory, passage) };
  const reason = obstacle(gate, badge, memory, passage);
  if (!reason) return { outcome: "ok", reason: null, first_at: null, memory: entered(gate, memory, passage) };
  const been = BEEN.includes(reason);
  return { outcome: been ? "again" : "refused", reason, first_at: been ? memory.lastAt : null, memory };
}

function obstacle(gate, badge, memory, { day, hour }) {
  if (badge.isCancelled) return "revoked";
  if (day < gate.starts_on) return "not_open_yet";
  if (day > gate.ends_on) return "over";
  if (gate.categories?.length && badge.category && !gate.categories.includes(badge.category)) return "other_category";
  if (!isOpen(gate, hour)) return "gate_closed";
  return repetition(gate.rule, memory, day);
}

// Over midnight if it closes before it opens.
function isOpen({ opens_at: opens, closes_at: closes }, hour) {
  if (!opens || !closes) return true;
  return opens <= closes ? opens <= hour && hour < closes : hour >= opens || hour < closes;
}

function repetition(rule, memory, day) {
  if (rule === "once" && memory?.days.length) return "already_in";
  if (rule === "once_a_day" && memory?.days.includes(day)) return "already_in";
  if (rule === "after_exit" && isInsideOn(memory, day)) return "still_inside";
  return null;
}

// Being inside belongs to a day: everyone still inside at night is out.
const isInsideOn = (memory, day) => Boolean(memory?.isInside && memory.lastDay === day);

export function entered(gate, memory, { at, day }) {
  const isInFair = day >= gate.starts_on && day <= gate.ends_on;
  const days = [...new Set([...(memory?.days ?? []), ...(isInFair ? [day] : [])])];
  if (memory?.lastDay && day < memory.lastDay) return { ...memory, days };
  return { days, lastDay: day, lastAt: at, isInside: true };
}

export const left = (memory, { day }) => (isInsideOn(memory, day) ? { ...memory, isInside: false } : memory);
