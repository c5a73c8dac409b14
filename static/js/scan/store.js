// What a scanner keeps in IndexedDB: its pairing, the badges' hashes, and scans until they are acknowledged.

const NAME = "eventhub-scanner";
let opened;

function open() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      const database = request.result;
      database.createObjectStore("facts");
      database.createObjectStore("queue", { keyPath: "order", autoIncrement: true });
      database.createObjectStore("hashes");
      database.createObjectStore("here");
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

async function run(stores, mode, work) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(stores, mode, { durability: "strict" });
    const found = work(transaction);
    transaction.oncomplete = () => resolve(found?.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

export const getFact = (name) => run(["facts"], "readonly", (t) => t.objectStore("facts").get(name));
export const setFact = (name, value) => run(["facts"], "readwrite", (t) => t.objectStore("facts").put(value, name));

// A scan is safe once this resolves; it keeps its own id through every retry.
export const keepScan = (scan) => run(["queue"], "readwrite", (t) => t.objectStore("queue").add(scan));

export const waiting = (count = 500) => run(["queue"], "readonly", (t) => t.objectStore("queue").getAll(null, count));
export const countWaiting = () => run(["queue"], "readonly", (t) => t.objectStore("queue").count());
export const forget = (orders) =>
  run(["queue"], "readwrite", (t) => {
    for (const order of orders) t.objectStore("queue").delete(order);
  });

// Hashes: 1 is a good badge, 0 a cancelled one.
export const addHashes = (good, cancelled) =>
  run(["hashes"], "readwrite", (t) => {
    const store = t.objectStore("hashes");
    for (const hash of good) store.put(1, hash);
    for (const hash of cancelled) store.put(0, hash);
  });
export const hashState = (hash) => run(["hashes"], "readonly", (t) => t.objectStore("hashes").get(hash));
export const countHashes = () => run(["hashes"], "readonly", (t) => t.objectStore("hashes").count());

// When this device last let a badge in, by code: what it can know by itself of "already in".
export const lastHere = (code) => run(["here"], "readonly", (t) => t.objectStore("here").get(code));
export const noteHere = (code, at) => run(["here"], "readwrite", (t) => t.objectStore("here").put(at, code));

export async function unpair() {
  await run(["facts", "hashes", "here"], "readwrite", (t) => {
    for (const name of ["facts", "hashes", "here"]) t.objectStore(name).clear();
  });
}
