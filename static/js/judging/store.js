// What the judge wrote, on this device: sheets as they look now, and changes that wait to be sent.
// Every edit is on the disk before the page says so. Changes are never altered once they may have been sent.

const VERSION = 1;

function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function finished(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

export async function open(judge) {
  const request = indexedDB.open(`judge-${judge}`, VERSION);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("sheets", { keyPath: "id" });
    request.result.createObjectStore("changes", { keyPath: "order", autoIncrement: true }).createIndex("sheet", "sheet");
  };
  const base = await done(request);
  navigator.storage?.persist?.();
  return base;
}

export const sheets = (base) => done(base.transaction("sheets").objectStore("sheets").getAll());

export const waiting = (base) => done(base.transaction("changes").objectStore("changes").getAll());

export async function keepSheet(base, sheet) {
  const transaction = base.transaction("sheets", "readwrite");
  transaction.objectStore("sheets").put(sheet);
  await finished(transaction);
}

// The sheet as it is now, and the change that says so: one that was never tried is rewritten, else a new one
// follows the last.
export async function keepChange(base, sheet) {
  const transaction = base.transaction(["sheets", "changes"], "readwrite");
  const changes = transaction.objectStore("changes");
  const kept = await done(transaction.objectStore("sheets").get(sheet.id));
  const version = Math.max(kept?.version ?? 0, sheet.version);
  transaction.objectStore("sheets").put({ ...sheet, version });
  const before = await done(changes.index("sheet").getAll(sheet.id));
  const last = before.at(-1);
  const content = { marks: sheet.marks, comment: sheet.comment, note: sheet.note, at: new Date().toISOString() };
  if (last && !last.tried) changes.put({ ...last, ...content });
  else changes.add({ id: crypto.randomUUID?.() ?? fallbackId(), sheet: sheet.id, based_on: version, after: last?.id ?? null, tried: false, ...content });
  await finished(transaction);
}

// Pages served without TLS have no randomUUID.
function fallbackId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

export async function markTried(base, changes) {
  const transaction = base.transaction("changes", "readwrite");
  for (const change of changes) transaction.objectStore("changes").put({ ...change, tried: true });
  await finished(transaction);
}

// What the server answered: forget what it has, and note on the sheet what needs the judge.
export async function settle(base, answers) {
  const transaction = base.transaction(["sheets", "changes"], "readwrite");
  const [kept, changes] = [transaction.objectStore("sheets"), transaction.objectStore("changes")];
  for (const { change, result } of answers) {
    const sheet = await done(kept.get(change.sheet));
    const good = result.outcome === "saved" || result.outcome === "already_saved";
    const gone = good ? [change.order] : (await done(changes.index("sheet").getAllKeys(change.sheet)));
    for (const order of gone) changes.delete(order);
    if (!sheet) continue;
    if (good) {
      sheet.version = result.sheet.version;
      sheet.state = result.sheet.state;
    } else sheet.trouble = { kind: result.outcome, code: result.code, message: result.message, theirs: result.sheet };
    kept.put(sheet);
  }
  await finished(transaction);
}

// Nothing of a jury stays on a borrowed tablet once everything is sent and signed off.
export async function forget(base, judge) {
  base.close();
  await done(indexedDB.deleteDatabase(`judge-${judge}`));
}
