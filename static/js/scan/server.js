// Talking with the server: two seconds for an answer at the gate, patience for the queue.

import * as store from "./store.js";

export const GATE_PATIENCE = 2000;
const QUEUE_PATIENCE = 30000;
const BATCH = 500;

export class Refused extends Error {
  constructor(code, sentence) {
    super(sentence);
    this.code = code;
  }
}

async function ask(path, { token, body, patience = QUEUE_PATIENCE } = {}) {
  const response = await fetch(path, {
    method: body ? "POST" : "GET",
    headers: {
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
      ...(body ? { "Content-Type": "application/json" } : {}),
      Accept: "application/json",
    },
    body: body && JSON.stringify(body),
    credentials: "same-origin",
    cache: "no-store",
    signal: AbortSignal.timeout(patience),
  });
  if (response.ok) return response.json();
  if (response.status >= 500 || response.status === 429) throw new Error(`server ${response.status}`);
  const problem = await response.json().catch(() => ({}));
  throw new Refused(problem.code ?? String(response.status), problem.detail?.trim() || problem.title || "");
}

export const pair = (code) => ask("/api/v1/devices/pair", { body: { code } });
export const sendScan = (token, scan) =>
  ask("/api/v1/scans", { token, body: { scans: [scan] }, patience: GATE_PATIENCE });
export const undo = (token, id) => ask("/api/v1/scans/undo", { token, body: { id }, patience: GATE_PATIENCE });
export const counts = (token) => ask("/api/v1/counts", { token, patience: GATE_PATIENCE * 2 });

export async function refreshHashes(token) {
  const cursor = await store.getFact("cursor");
  const since = cursor ? `?since=${encodeURIComponent(cursor)}` : "";
  const news = await ask(`/api/v1/badges/hashes${since}`, { token });
  await store.addHashes(news.hashes, news.revoked);
  await store.setFact("edition", { salt: news.edition, starts_on: news.starts_on, ends_on: news.ends_on, timezone: news.timezone, rule: news.rule });
  await store.setFact("cursor", news.cursor);
}

// Sends what waits, oldest first, and forgets only what was acknowledged. Gives how many were.
export async function drain(token) {
  let sent = 0;
  for (;;) {
    const waiting = await store.waiting(BATCH);
    if (!waiting.length) return sent;
    const scans = waiting.map(({ order, ...scan }) => scan);
    const { results } = await ask("/api/v1/scans", { token, body: { scans } });
    const answered = new Set(results.map((result) => result.id));
    const done = waiting.filter((scan) => answered.has(scan.id)).map((scan) => scan.order);
    if (!done.length) throw new Error("nothing was acknowledged");
    await store.forget(done);
    sent += done.length;
  }
}
