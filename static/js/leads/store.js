// What a stand's phone keeps of the visitors it scanned: scans until they are acknowledged, and the last answers.
// A scan is never altered once it is kept: a correction is another scan of the same badge. No name is kept here.

import { all, done, finished, opened } from "../keeping.js";

const VERSION = 1;
const REMEMBERED = 30;

export const open = (exhibit) => opened(`leads-${exhibit}`, VERSION, (base) => {
  base.createObjectStore("changes", { keyPath: "order", autoIncrement: true });
  base.createObjectStore("told", { keyPath: "order", autoIncrement: true });
});

export const waiting = (base) => all(base, "changes");

export const told = (base) => all(base, "told");

// A scan is safe once this resolves.
export async function keep(base, scan) {
  const transaction = base.transaction("changes", "readwrite", { durability: "strict" });
  transaction.objectStore("changes").add(scan);
  await finished(transaction);
}

// What the server answered leaves the queue, and stands among the last answers.
export async function settle(base, answers) {
  const transaction = base.transaction(["changes", "told"], "readwrite");
  const last = transaction.objectStore("told");
  for (const { change, result } of answers) {
    transaction.objectStore("changes").delete(change.order);
    last.add({ code: change.code, outcome: result.outcome, consent: result.consent });
  }
  const keys = await done(last.getAllKeys());
  for (const key of keys.slice(0, -REMEMBERED)) last.delete(key);
  await finished(transaction);
}
