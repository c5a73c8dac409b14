// What somebody types into applications, on this phone: drafts as they look now, changes and files that wait to be
// sent. Every edit is on the disk before the page says so. A change is never altered once it may have been sent.

import { all, done, finished, opened, put } from "../keeping.js";
import { uuid } from "../uuid.js";

export { taken } from "../keeping.js";

const VERSION = 2;

export const open = (person) => opened(`applying-${person}`, VERSION, (base) => {
  if (!base.objectStoreNames.contains("drafts")) {
    base.createObjectStore("drafts", { keyPath: "id" });
    base.createObjectStore("changes", { keyPath: "order", autoIncrement: true }).createIndex("application", "application");
    base.createObjectStore("files", { keyPath: "id" }).createIndex("application", "application");
  }
  base.createObjectStore("newcomers", { keyPath: "id" });
});

// Cooperatives an agent wrote down. Until the server has one, its own id stands for its application here; then the
// row stays and says which application it became, so that a page which is still open follows.
export const newcomers = (base) => all(base, "newcomers");

export const newcomer = (base, id) => done(base.transaction("newcomers").objectStore("newcomers").get(id));

export const keepNewcomer = (base, row) => put(base, "newcomers", row);

async function now(transaction, id) {
  return (await done(transaction.objectStore("newcomers").get(id)))?.application || id;
}

// All that was typed under a newcomer's own id is from now on of its application, in one step.
export async function became(base, id, application) {
  const transaction = base.transaction(["newcomers", "drafts", "changes", "files"], "readwrite");
  const stores = Object.fromEntries(["newcomers", "drafts", "changes", "files"].map((name) => [name, transaction.objectStore(name)]));
  const { name } = (await done(stores.newcomers.get(id))) ?? {};
  stores.newcomers.put({ id, name, application });
  const draft = await done(stores.drafts.get(id));
  stores.drafts.delete(id);
  if (draft) stores.drafts.put({ ...draft, id: application });
  for (const each of ["changes", "files"]) for (const row of await done(stores[each].index("application").getAll(id))) stores[each].put({ ...row, application });
  await finished(transaction);
}

export const changes = (base) => all(base, "changes");

export const files = (base) => all(base, "files");

export const draft = (base, id) => done(base.transaction("drafts").objectStore("drafts").get(id));

// What needs the person stays with the draft until it is settled: the page may not have heard of it yet.
export async function keepDraft(base, row, isSettled = false) {
  const transaction = base.transaction(["drafts", "newcomers"], "readwrite");
  const id = await now(transaction, row.id);
  const store = transaction.objectStore("drafts");
  const trouble = row.trouble ?? (isSettled ? null : ((await done(store.get(id)))?.trouble ?? null));
  store.put({ ...row, id, trouble });
  await finished(transaction);
}

export async function keepFile(base, file) {
  const transaction = base.transaction(["files", "newcomers"], "readwrite");
  transaction.objectStore("files").put({ ...file, application: await now(transaction, file.application) });
  await finished(transaction);
}

// The draft as it is now, and the change that says so: one that was never tried takes the new fields in, else a
// new one follows the last. What was refused a moment ago, before the page heard of it, goes along again: it is
// typed, and nothing else would send it.
export async function keepChange(base, given, typed) {
  const transaction = base.transaction(["drafts", "changes", "newcomers"], "readwrite");
  const row = { ...given, id: await now(transaction, given.id) };
  const store = transaction.objectStore("changes");
  const kept = await done(transaction.objectStore("drafts").get(row.id));
  const fields = { ...kept?.trouble?.fields, ...typed };
  const version = Math.max(kept?.version ?? 0, row.version);
  transaction.objectStore("drafts").put({ ...row, version });
  const last = (await done(store.index("application").getAll(row.id))).at(-1);
  if (last && !last.tried) store.put({ ...last, fields: { ...last.fields, ...fields } });
  else store.add({ id: uuid(), application: row.id, based_on: version, after: last?.id ?? null, fields, tried: false });
  await finished(transaction);
}

// What the server answered: forget what it has; keep with the draft what needs the person, later changes with it.
export async function settle(base, answers) {
  const transaction = base.transaction(["drafts", "changes"], "readwrite");
  const [drafts, store] = [transaction.objectStore("drafts"), transaction.objectStore("changes")];
  const stopped = new Set();
  for (const { change, result } of answers) {
    if (stopped.has(change.application)) continue;
    const row = (await done(drafts.get(change.application))) ?? { id: change.application, version: 0, values: {}, labels: {} };
    if (result.outcome === "saved" || result.outcome === "already_saved") {
      store.delete(change.order);
      drafts.put({ ...row, version: Math.max(row.version, result.application.version) });
      continue;
    }
    const rest = await done(store.index("application").getAll(change.application));
    for (const one of rest) store.delete(one.order);
    const fields = Object.assign({}, ...rest.map((one) => one.fields));
    const { outcome: kind, code, field, message, application: theirs } = result;
    drafts.put({ ...row, trouble: { kind, code, field, message, theirs, fields } });
    stopped.add(change.application);
  }
  await finished(transaction);
}

export async function dropFile(base, id) {
  const transaction = base.transaction("files", "readwrite");
  transaction.objectStore("files").delete(id);
  await finished(transaction);
}
