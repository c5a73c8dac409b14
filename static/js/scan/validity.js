// What a scanner can say without a network: from short hashes, the fair's days, and its own memory of the day.

import { shortHash } from "./codes.js";
import * as store from "./store.js";

const dayOf = (at, timezone) => new Intl.DateTimeFormat("en-CA", { timeZone: timezone }).format(at);

// {outcome, reason, first_at}: what the gate shows; the server has the last word when the scan arrives.
export async function judge(code, at) {
  const edition = await store.getFact("edition");
  if (!edition) return { outcome: "ok", reason: null, unchecked: true };
  const hash = await shortHash(edition.salt, code);
  const state = hash === null ? 1 : await store.hashState(hash);
  if (state === undefined) return { outcome: "unknown", reason: "not_found" };
  if (state === 0) return { outcome: "refused", reason: "revoked" };
  const today = dayOf(at, edition.timezone);
  if (today < edition.starts_on) return { outcome: "refused", reason: "not_open_yet" };
  if (today > edition.ends_on) return { outcome: "refused", reason: "over" };
  const last = await store.lastHere(code);
  const isSameDay = last && dayOf(new Date(last), edition.timezone) === today;
  if (last && (edition.rule === "once" || (edition.rule === "once_a_day" && isSameDay))) {
    return { outcome: "again", reason: "already_in", first_at: last };
  }
  return { outcome: "ok", reason: null, unchecked: hash === null };
}
