// One scan: kept on this phone first, asked within two seconds, else judged here. Whatever happens to the page in
// between, the scan is on the phone or on the server.

import { uuid } from "../uuid.js";
import * as clock from "./clock.js";
import * as line from "./line.js";
import { filled, words } from "./page.js";
import * as server from "./server.js";
import * as store from "./store.js";
import { judge, remember } from "./validity.js";

// {result, made}: what to show, and what could be taken back; nothing when the device was refused for good.
export async function ask(device, code, direction) {
  const at = new Date(clock.now());
  const scan = { id: uuid(), code, kind: "gate", place: null, direction, at: at.toISOString(), offline: false };
  const row = { scan, edition: device.edition, device: device.device_id, tried: !line.isOffline(), undone: false };
  return line.isOffline() ? judged(row, at) : asked(device, row, at);
}

async function asked(device, row, at) {
  const { scan } = row;
  line.flying.add(scan.id);
  const keeping = store.keepScan(row).catch(() => null);
  try {
    const waiting = Math.max(0, (await store.countWaiting().catch(() => 1)) - 1);
    const { results } = await server.sendScan(device.token, scan, waiting);
    const order = await keeping;
    if (order !== null) await store.forget([order]);
    line.flying.delete(scan.id);
    await line.cameOnline();
    const before = await here(results[0], scan, at);
    return { result: results[0], made: { id: scan.id, code: scan.code, before, direction: scan.direction, row } };
  } catch (error) {
    const order = await keeping;
    if (error instanceof server.Refused && error.isForGood) {
      if (order !== null) await store.forget([order]);
      return line.failed(error);
    }
    line.flying.delete(scan.id);
    await line.wentOffline();
    return judged(row, at, order);
  } finally {
    line.flying.delete(scan.id);
  }
}

// A refusal is told, not kept: nobody came in.
async function judged(row, at, order = null) {
  const { scan } = row;
  const found = await judge(scan.code, at, scan.direction);
  const result = { first_place: null, ...found, id: scan.id, message: found.hours ? filled(words.closedUntil, found.hours) : (words.reasons[found.reason] ?? "") };
  if (found.outcome !== "ok" && found.outcome !== "again") {
    if (order !== null) await store.forget([order]);
    return { result, isOffline: true, made: null };
  }
  try {
    order ??= await store.keepScan({ ...row, scan: { ...scan, offline: true } });
  } catch {
    return { result: { ...result, outcome: "refused", message: words.notKept }, isOffline: true, made: null };
  }
  const before = await here(found, scan, at);
  await line.sayLink();
  const made = found.outcome === "ok" ? { id: scan.id, code: scan.code, before, order, direction: scan.direction } : null;
  return { result, isOffline: true, made };
}

// Notes that a badge passed here; gives what was known of it before.
async function here(result, scan, at) {
  return result.outcome === "ok" ? remember(scan.code, at, scan.direction).catch(() => null) : null;
}

// What came of it: done, waiting (no network: kept here and told later), late (no longer taken back).
export async function takeBack(device, made) {
  const at = clock.now();
  if (made.before) await store.noteHere(made.code, made.before.memory).catch(() => {});
  const isHere = made.order !== undefined && (await store.takenBack(made.order, at));
  const told = isHere ? "done" : await askedBack(device, made, at);
  await line.sayLink();
  line.refreshCounts();
  return told;
}

async function askedBack(device, made, at) {
  try {
    return (await server.undo(device.token, made.id, at)).undone ? "done" : "late";
  } catch (error) {
    await line.failed(error);
    if (error instanceof server.Refused || !made.row) return "late";
    return store.keepScan({ ...made.row, tried: true, undone: true, undoneAt: at }).then(() => "waiting", () => "late");
  }
}
