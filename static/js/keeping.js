// What stores on this device share (`applying/store`, `judging/store`): a database, its requests as promises, and
// changes that are never altered once they may have been sent.

export function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

export function finished(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

// The database of a name; `make` gives a new one its stores. The browser is asked not to clear it by itself.
export async function opened(name, version, make) {
  const request = indexedDB.open(name, version);
  request.onupgradeneeded = () => make(request.result);
  const base = await done(request);
  base.onversionchange = () => base.close();
  navigator.storage?.persist?.();
  return base;
}

export const all = (base, name) => done(base.transaction(name).objectStore(name).getAll());

export async function put(base, name, row) {
  const transaction = base.transaction(name, "readwrite");
  transaction.objectStore(name).put(row);
  await finished(transaction);
}

// The changes that are sent now, `count` at most of those `chosen`: read and marked in one step. Were they read first
// and marked later, what was typed in between would be replaced by what was read, and forgotten once that is sent.
export async function taken(base, count, chosen = () => true) {
  const transaction = base.transaction("changes", "readwrite");
  const changes = transaction.objectStore("changes");
  const sent = (await done(changes.getAll())).filter(chosen).slice(0, count);
  for (const change of sent) if (!change.tried) changes.put({ ...change, tried: true });
  await finished(transaction);
  return sent;
}
