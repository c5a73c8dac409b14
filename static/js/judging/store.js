// What the judge wrote, on this device: sheets as they look now, and changes that wait to be sent.
// Every edit is on the disk before the page says so. Changes are never altered once they may have been sent.

import { all, done, finished, opened, put } from "../keeping.js";
import { uuid } from "../uuid.js";

export { taken } from "../keeping.js";

const VERSION = 1;

export const open = (judge) => opened(`judge-${judge}`, VERSION, (base) => {
  base.createObjectStore("sheets", { keyPath: "id" });
  base.createObjectStore("changes", { keyPath: "order", autoIncrement: true }).createIndex("sheet", "sheet");
});

export const sheets = (base) => all(base, "sheets");

// Sheets and what waits of them, as they are at one moment: another tab may be sending.
export async function here(base) {
  const transaction = base.transaction(["sheets", "changes"]);
  const [kept, changes] = ["sheets", "changes"].map((name) => done(transaction.objectStore(name).getAll()));
  return { kept: await kept, waiting: await changes };
}

export const waiting = (base) => all(base, "changes");

export const keepSheet = (base, sheet) => put(base, "sheets", sheet);

// What a tab changed, on top of what another tab of this device may have kept since: mark by mark, word by word.
function together(before, sheet, kept) {
  if (!before || !kept || kept.trouble || kept.version < sheet.version) return sheet;
  const made = { ...sheet };
  for (const name of ["marks", "gates"]) {
    const [then, now] = [before[name] ?? {}, sheet[name] ?? {}];
    made[name] = { ...kept[name] };
    for (const each of Object.keys({ ...then, ...now })) {
      if ((now[each] ?? null) === (then[each] ?? null)) continue;
      if ((now[each] ?? null) === null) delete made[name][each];
      else made[name][each] = now[each];
    }
  }
  for (const name of ["comment", "note"]) if (sheet[name] === before[name]) made[name] = kept[name];
  return made;
}

// The sheet as it is now, and the change that says so: one that was never tried is rewritten, else a new one
// follows the last. `before`: the sheet as this tab knew it.
export async function keepChange(base, given, before = null) {
  const transaction = base.transaction(["sheets", "changes"], "readwrite");
  const changes = transaction.objectStore("changes");
  const kept = await done(transaction.objectStore("sheets").get(given.id));
  const sheet = together(before, given, kept);
  const version = Math.max(kept?.version ?? 0, sheet.version);
  transaction.objectStore("sheets").put({ ...sheet, version });
  const last = (await done(changes.index("sheet").getAll(sheet.id))).at(-1);
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
