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

// A row of the queue: {scan, edition, device, tried, undone}. It is safe once this resolves (with its place in the
// line), and the scan keeps its own id through every retry. `tried`: the server may have it already.
export const keepScan = (row) => run(["queue"], "readwrite", (t) => t.objectStore("queue").add(row));

const asRow = ({ order, ...row }) => (row.scan ? { order, ...row } : { order, scan: row, tried: true }); // an older version's
export const waiting = async (count = 500) =>
  (await run(["queue"], "readonly", (t) => t.objectStore("queue").getAll(null, count))).map(asRow);
// What is sent now, `count` at most of those `chosen`, and how many of them are left: read and marked in one step, for
// what is taken back from now on must be told to the server, which may have it already.
export async function taken(count, chosen) {
  let rows = [];
  await run(["queue"], "readwrite", (t) => {
    const queue = t.objectStore("queue");
    const asked = queue.getAll();
    asked.onsuccess = () => {
      rows = asked.result.map(asRow).filter(chosen);
      for (const row of rows.slice(0, count)) if (!row.tried) queue.put({ ...row, tried: true });
    };
  });
  return { rows: rows.slice(0, count), left: Math.max(0, rows.length - count) };
}

// Acknowledged rows are let go of, all but those that were taken back in the meantime: the server has yet to hear it.
export async function settled(orders) {
  const undone = [];
  await run(["queue"], "readwrite", (t) => {
    const queue = t.objectStore("queue");
    for (const order of orders) {
      const asked = queue.get(order);
      asked.onsuccess = () => (asked.result?.undone ? undone.push(asRow(asked.result)) : queue.delete(order));
    }
  });
  return undone;
}

// A scan is taken back: dropped if nobody was told of it, else noted. Says whether it was still here.
export async function takenBack(order, at) {
  let isHere = false;
  await run(["queue"], "readwrite", (t) => {
    const queue = t.objectStore("queue");
    const asked = queue.get(order);
    asked.onsuccess = () => {
      isHere = Boolean(asked.result);
      if (isHere && asRow(asked.result).tried) queue.put({ ...asRow(asked.result), undone: true, undoneAt: at });
      else if (isHere) queue.delete(order);
    };
  });
  return isHere;
}
export const countWaiting = () => run(["queue"], "readonly", (t) => t.objectStore("queue").count());
export const forget = (orders) =>
  run(["queue"], "readwrite", (t) => {
    for (const order of orders) t.objectStore("queue").delete(order);
  });

// Hashes: a good badge has its kind of visitor (1 from a server that doesn't tell kinds), a cancelled one 0.
export const addHashes = (good, cancelled, kinds) =>
  run(["hashes"], "readwrite", (t) => {
    const store = t.objectStore("hashes");
    for (const hash of good) store.put(kinds ? "visitor" : 1, hash);
    for (const [kind, hashes] of Object.entries(kinds ?? {})) for (const hash of hashes) store.put(kind, hash);
    for (const hash of cancelled) store.put(0, hash);
  });
export const hashState = (hash) => run(["hashes"], "readonly", (t) => t.objectStore("hashes").get(hash));
export const countHashes = () => run(["hashes"], "readonly", (t) => t.objectStore("hashes").count());

// What this device remembers of a badge that passed, by code: what it can know by itself of "already in".
export const lastHere = (code) => run(["here"], "readonly", (t) => t.objectStore("here").get(code));
export const noteHere = (code, memory) => run(["here"], "readwrite", (t) => t.objectStore("here").put(memory, code));

// What was scanned and not sent stays, whoever this phone belongs to next.
export async function unpair() {
  await run(["facts", "hashes", "here"], "readwrite", (t) => {
    for (const name of ["facts", "hashes", "here"]) t.objectStore(name).clear();
  });
}
