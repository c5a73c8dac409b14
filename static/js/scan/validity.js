// What a scanner can say without a network: from short hashes, the gate's own rules, and its memory of who passed here.

import { admit, entered, left } from "./admission.js";
import { shortHash } from "./codes.js";
import * as store from "./store.js";

const dayOf = (at, timeZone) => new Intl.DateTimeFormat("en-CA", { timeZone }).format(at);
const hourOf = (at, timeZone) => new Intl.DateTimeFormat("en-GB", { timeZone, timeStyle: "medium", hourCycle: "h23" }).format(at);

function passageOf(edition, at, direction) {
  const zone = edition.timezone;
  return { at: at.getTime(), day: dayOf(at, zone), hour: hourOf(at, zone), isGoingOut: direction === "out" };
}

// What an older version kept was the moment of the last entry alone.
async function memoryOf(edition, code) {
  const kept = (await store.lastHere(code)) || null;
  if (typeof kept !== "number") return kept;
  const day = dayOf(kept, edition.timezone);
  return { days: [day], lastDay: day, lastAt: kept, isInside: true };
}

async function badgeOf(edition, code) {
  const hash = await shortHash(edition.salt, code);
  if (hash === null) return { isCancelled: false };
  const state = await store.hashState(hash);
  if (state === undefined) return null;
  return { isCancelled: state === 0, category: typeof state === "string" ? state : undefined };
}

// {outcome, reason, first_at, first_place}: what the gate shows; `hours` {opens, closes} where it is closed.
export async function judge(code, at, direction) {
  const edition = await store.getFact("edition");
  if (!edition) return { outcome: "ok", reason: null };
  if (edition.gate === null) return { outcome: "refused", reason: "no_gate" };
  const passage = passageOf(edition, at, direction);
  const badge = await badgeOf(edition, code);
  const { memory, ...answer } = admit(edition, badge, await memoryOf(edition, code), passage);
  const hours = answer.reason === "gate_closed" ? { opens: edition.opens_at.slice(0, 5), closes: edition.closes_at.slice(0, 5) } : null;
  return { ...answer, hours, category: badge?.category, first_place: answer.first_at ? (edition.gate ?? null) : null };
}

// Remembers that a badge passed; gives what was remembered before, to be put back if the scan is taken back.
export async function remember(code, at, direction) {
  const edition = (await store.getFact("edition")) ?? { starts_on: "", ends_on: "9" };
  const before = await memoryOf(edition, code);
  const passage = passageOf(edition, at, direction);
  await store.noteHere(code, direction === "out" ? left(before, passage) : entered(edition, before, passage));
  return { memory: before };
}
