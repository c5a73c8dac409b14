// Talking with the server: two seconds for an answer at the gate, patience for the queue. With each upload it says how
// the phone is: battery, and how many scans wait.

import * as clock from "./clock.js";
import * as store from "./store.js";

export const GATE_PATIENCE = 2000;
const QUEUE_PATIENCE = 30000;
const BATCH = 500;

export class Refused extends Error {
  constructor(code, sentence) {
    super(sentence);
    this.code = code;
  }

  // The device itself may not scan any more: asking again helps nobody.
  get isForGood() {
    return this.code.startsWith("device_") || this.code === "token_missing";
  }
}

let battery = null;
navigator.getBattery?.().then((found) => (battery = found), () => {});

function status(waiting) {
  const said = battery ? [`battery=${Math.round(battery.level * 100)}`, ...(battery.charging ? ["charging"] : [])] : [];
  return [...said, `waiting=${waiting}`].join(", ");
}

// Old browsers know no such signal by itself.
function within(milliseconds) {
  if (AbortSignal.timeout) return AbortSignal.timeout(milliseconds);
  const ending = new AbortController();
  setTimeout(() => ending.abort(), milliseconds);
  return ending.signal;
}

async function ask(path, { token, body, patience = QUEUE_PATIENCE, waiting } = {}) {
  const asked = Date.now();
  const response = await fetch(path, {
    method: body ? "POST" : "GET",
    headers: {
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
      ...(body ? { "Content-Type": "application/json" } : {}),
      ...(waiting === undefined ? {} : { "Scanner-Status": status(waiting) }),
      Accept: "application/json",
    },
    body: body && JSON.stringify(body),
    credentials: "same-origin",
    cache: "no-store",
    signal: within(patience),
  });
  if (response.ok) {
    const answer = await response.json();
    if (answer.now) clock.heard(answer.now, asked);
    return answer;
  }
  if (response.status >= 500 || response.status === 429) throw new Error(`server ${response.status}`);
  const problem = await response.json().catch(() => ({}));
  throw new Refused(problem.code ?? String(response.status), problem.detail?.trim() || problem.title || "");
}

export const pair = (code) => ask("/api/v1/devices/pair", { body: { code } });
export const sendScan = (token, scan, waiting) =>
  ask("/api/v1/scans", { token, body: { scans: [scan] }, patience: GATE_PATIENCE, waiting });
// `at`: when it was pressed (ms), for what waited for a network.
export const undo = (token, id, at) => ask("/api/v1/scans/undo", { token, body: { id, at: new Date(at).toISOString() }, patience: GATE_PATIENCE });
export const counts = (token) => ask("/api/v1/counts", { token, patience: GATE_PATIENCE * 2 });
export const greet = (token) => ask("/api/v1/scans", { token, body: { scans: [] }, patience: GATE_PATIENCE * 2, waiting: 0 });

export async function refreshHashes(token) {
  const known = await store.getFact("edition");
  const cursor = known?.kinds ? await store.getFact("cursor") : null; // kinds of all badges, once
  const since = cursor ? `?since=${encodeURIComponent(cursor)}` : "";
  const news = await ask(`/api/v1/badges/hashes${since}`, { token });
  await store.addHashes(news.hashes, news.revoked, news.kinds);
  const { edition: salt, hashes, revoked, cursor: next, kinds, ...rules } = news;
  await store.setFact("edition", { ...rules, salt, kinds: Boolean(kinds) });
  await store.setFact("cursor", next);
}

// Sends what waits of this fair, oldest first, and forgets only what was acknowledged; tells `said(left)` after each
// batch. A scan that waited is a fact, whatever it was when it was made. `flying`: ids being asked for just now.
async function sendWaiting(device, flying, said) {
  const isOurs = (row) => (row.edition ?? device.edition) === device.edition && !flying.has(row.scan.id);
  for (;;) {
    const { rows, left } = await store.taken(BATCH, isOurs);
    if (!rows.length) return;
    const scans = rows.map((row) => ({ ...row.scan, offline: true }));
    const { results } = await ask("/api/v1/scans", { token: device.token, body: { scans }, waiting: left });
    const answered = new Set(results.map((result) => result.id));
    const done = rows.filter((row) => answered.has(row.scan.id));
    if (!done.length) throw new Error("nothing was acknowledged");
    const undone = await store.settled(done.map((row) => row.order));
    for (const row of undone) await undo(device.token, row.scan.id, row.undoneAt ?? clock.now());
    await store.forget(undone.map((row) => row.order));
    await said(left + rows.length - done.length);
  }
}

// One tab at a time, where the browser can say so.
export function drain(device, flying, said) {
  const work = () => sendWaiting(device, flying, said);
  return navigator.locks ? navigator.locks.request("eventhub-scanner-queue", work) : work();
}
