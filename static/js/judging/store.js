// What the judge wrote, on this device: sheets as they look now, and changes that wait to be sent.
// Every edit is on the disk before the page says so. Changes are never altered once they may have been sent.

import { all, done, finished, opened, put } from "../keeping.js";
import { uuid } from "../uuid.js";

export { markTried } from "../keeping.js";

const VERSION = 1;

export const open = (judge) => opened(`judge-${judge}`, VERSION, (base) => {
  base.createObjectStore("sheets", { keyPath: "id" });
  base.createObjectStore("changes", { keyPath: "order", autoIncrement: true }).createIndex("sheet", "sheet");
});

export const sheets = (base) => all(base, "sheets");

export const waiting = (base) => all(base, "changes");

export const keepSheet = (base, sheet) => put(base, "sheets", sheet);

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
  const content = { marks: sheet.marks, gates: sheet.gates ?? {}, comment: sheet.comment, note: sheet.note, at: new Date().toISOString() };
  if (last && !last.tried) changes.put({ ...last, ...content });
  else changes.add({ id: uuid(), sheet: sheet.id, based_on: version, after: last?.id ?? null, tried: false, ...content });
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
