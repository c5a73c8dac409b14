// Keeps what must open without a network: the scanner, one's badge, a judge's sheets, an application being written,
// an agent's tour, the fair's pages once seen, the styles; a page that says so stands for any other. What was typed into applications goes out when the network
// is back, though their page is closed, where the browser can wake it for that (`sync`). Pages seen while signed in leave the device on signing
// out; those of one's own also when the server no longer shows them.

const VERSION = "eventhub-{{ digest }}";
const ASSETS = "/assets/{{ digest }}/";
const PAGES = "eventhub-pages";
const ABSENCE = "/offline";
const SHELL = ["/gate", `${ASSETS}css/base.css`, `${ASSETS}css/scan.css`, `${ASSETS}img/sprite.svg`, `${ASSETS}js/main.js`, `${ASSETS}js/uuid.js`,
  ...["gate", "admission", "answer", "asking", "camera", "clock", "codes", "exporting", "keep", "line", "page", "resting", "server", "sights", "signal", "store", "validity", "wedge"].map((name) => `${ASSETS}js/scan/${name}.js`),
  `${ASSETS}vendor/barcode-detector-3.2.2/ponyfill.js`, `${ASSETS}vendor/barcode-detector-3.2.2/zxing-exported.js`,
  `${ASSETS}vendor/zxing-wasm-3.1.3/zxing_reader.wasm`];
const KEPT_PAGES = /^\/(gate|badge\/[^/]+|judge(\/.+)?|applications\/[^/]+\/edit|exhibits\/[^/]+\/scan|ideas\/[^/]+\/write|e\/[^/]+\/tour(\/new|\/draft\/\w+)?|e\/[^/]+(\/(map|programme|exhibitors))?|s\/[^/]+)$/i;
const ANYBODYS_PAGES = /^\/(gate|badge\/[^/]+)$/i;
const OWN_PAGES = /^\/(judge(\/|$)|applications\/|ideas\/|exhibits\/|e\/[^/]+\/tour(\/|$))/i;
const JURY_PHOTOS = /^\/judge\/[^/]+\/photos\//i;
const LISTS = /^\/territory\/[\w.]+\.json$/;
const NEWCOMERS = /\/tour\/draft\/\w+(\?|$)/i;
const PATIENCE = 3000;

self.addEventListener("install", (event) => {
  // The scanner's parts are kept only by phones that open the scanner: others should not pay for them.
  self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys().then(async (names) => {
      for (const name of names) if (name.startsWith("eventhub-") && name !== VERSION && name !== PAGES) await caches.delete(name);
      await self.clients.claim();
    }),
  );
});

async function keepShell() {
  const cache = await caches.open(VERSION);
  for (const address of SHELL.slice(1)) if (!(await cache.match(address))) await cache.add(address).catch(() => {});
}

// A badge's page and the scanner ask for this when they open; those seen before are kept by their opening.
async function keepSeen(page, parts) {
  const address = new URL(page, location.origin).href;
  const kept = await caches.open(PAGES);
  if (!ANYBODYS_PAGES.test(page) || (await kept.match(address, { ignoreVary: true }))) return;
  if (page === "/gate") await keepShell();
  for (const part of parts) if (part.startsWith(ASSETS)) await fromAssets(new Request(part)).catch(() => {});
  const response = await fetch(address);
  if (response.ok && !response.redirected) await kept.put(address, response);
}

// A judge's desk asks for this when it opens: its parts and its page were loaded before this worker watched.
async function keepJury(page) {
  const { files } = await (await fetch("/judging/offline.json")).json();
  const cache = await caches.open(VERSION);
  for (const address of files) if (!(await cache.match(address))) await cache.add(address).catch(() => {});
  const response = await fetch(page);
  if (response.ok && !response.redirected) await (await caches.open(PAGES)).put(page, response);
}

// The small photos beside a judge's ideas, some 15 kB each: a tablet keeps 120 at most, under two megabytes.
async function keepPhotos(addresses) {
  const cache = await caches.open(PAGES);
  for (const address of addresses.slice(0, 120)) {
    if (await cache.match(address)) continue;
    const response = await fetch(address);
    if (response.ok && !response.redirected) await cache.put(address, response);
  }
}

// Pages of applying, and of an idea, ask for this when they open; an agent's tour names all its drafts.
async function keepApplications(pages, list) {
  const { files } = await (await fetch(list)).json();
  const cache = await caches.open(VERSION);
  for (const address of files) if (!(await cache.match(address))) await cache.add(address).catch(() => {});
  const kept = await caches.open(PAGES);
  for (const page of pages) {
    const response = await fetch(page);
    if (response.ok && !response.redirected) await kept.put(new URL(page, location.origin).href, response);
    else if (response.status < 500) await kept.delete(new URL(page, location.origin).href);
  }
  for (const client of await self.clients.matchAll()) client.postMessage({ keptApplications: pages.length });
}

// A stand's scanner asks for this when it opens; it reads badges with the gates' own parts.
async function keepLeads(page) {
  await keepShell();
  const cache = await caches.open(VERSION);
  const files = ["keeping", "leads/page", "leads/store", "menu", "sending", "theme", "toast"].map((name) => `${ASSETS}js/${name}.js`);
  for (const address of files) if (!(await cache.match(address))) await cache.add(address).catch(() => {});
  const response = await fetch(page);
  if (response.ok && !response.redirected) await (await caches.open(PAGES)).put(new URL(page, location.origin).href, response);
}

async function drop(isDropped) {
  const cache = await caches.open(PAGES);
  for (const request of await cache.keys()) if (isDropped(new URL(request.url).pathname)) await cache.delete(request);
}

const asked = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

const rowsOf = (base, store) => (base.objectStoreNames.contains(store) ? asked(base.transaction(store).objectStore(store).getAll()) : []);

async function post(door, address, body, headers = {}) {
  const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json", "X-CSRFToken": door.token, ...headers } });
  if (answer.status >= 500) throw new Error("later");
  return answer.ok && !answer.redirected ? answer : null;
}

// Changes of one draft, oldest first: what the server has is let go of. A conflict, a refusal and a lost session are
// left as they are: the page sends them again when it opens, hears the same answer, and asks its person.
async function sendChanges(base, draft) {
  const waiting = await taken(base, draft);
  if (!waiting.length) return;
  const changes = waiting.map(({ id, application, based_on, after, fields }) => ({ id, application, based_on, after, fields }));
  const answer = await post(draft.door, draft.door.address, JSON.stringify({ changes }), { "Content-Type": "application/json" });
  for (const { id, outcome, application } of (await answer?.json())?.results ?? []) {
    if (outcome !== "saved" && outcome !== "already_saved") return;
    const { order } = waiting.find((change) => change.id === id);
    const stores = base.transaction(["changes", "drafts"], "readwrite");
    stores.objectStore("changes").delete(order);
    const now = await asked(stores.objectStore("drafts").get(draft.id));
    await asked(stores.objectStore("drafts").put({ ...now, version: Math.max(now.version, application.version) }));
  }
}

// Read and marked in one step (as `taken` in `keeping`): a page may be open, and its person typing.
async function taken(base, draft) {
  const store = base.transaction("changes", "readwrite").objectStore("changes");
  const waiting = (await asked(store.index("application").getAll(draft.id))).slice(0, 100);
  await Promise.all(waiting.filter((change) => !change.tried).map((change) => asked(store.put({ ...change, tried: true }))));
  return waiting;
}

async function sendFile(base, draft, file) {
  const body = new FormData();
  for (const name of ["id", "field", "number", "expires_on"]) body.set(name, file[name] ?? "");
  body.set("file", file.blob, file.name);
  if (await post(draft.door, `${draft.door.files}/${file.application}/files`, body)) {
    await asked(base.transaction("files", "readwrite").objectStore("files").delete(file.id));
  }
}

// An agent's new cooperatives go first: what was typed under one's own id is then of the application it became, in one
// step (as `became` in `applying/store`). One that is refused stays as it is, for the page of the tour.
async function sendNewcomers(base) {
  for (const row of (await rowsOf(base, "newcomers")).filter((one) => !one.application && !one.trouble && one.token)) {
    const change = { id: row.id, application: row.same ?? "", based_on: 0, after: null, fields: row.fields };
    const answer = await post(row, row.address, JSON.stringify({ changes: [change] }), { "Content-Type": "application/json" });
    const told = (await answer?.json())?.results[0];
    if (told?.application) await became(base, row, told.application.id);
  }
}

async function became(base, { id, name }, application) {
  const kinds = ["newcomers", "drafts", "changes", "files"];
  const transaction = base.transaction(kinds, "readwrite");
  const [newcomers, drafts, ...others] = kinds.map((kind) => transaction.objectStore(kind));
  newcomers.put({ id, name, application });
  const draft = await asked(drafts.get(id));
  drafts.delete(id);
  if (draft) drafts.put({ ...draft, id: application });
  for (const store of others) for (const row of await asked(store.index("application").getAll(id))) await asked(store.put({ ...row, application }));
}

async function sendDrafts(base) {
  if (base.objectStoreNames.contains("newcomers")) await sendNewcomers(base);
  const [drafts, files, newcomers] = await Promise.all(["drafts", "files", "newcomers"].map((store) => rowsOf(base, store)));
  const unknown = new Set(newcomers.filter((row) => !row.application).map((row) => row.id));
  for (const draft of drafts.filter((row) => row.door && !row.trouble && !unknown.has(row.id))) {
    await sendChanges(base, draft);
    for (const file of files.filter((one) => one.application === draft.id)) await sendFile(base, draft, file);
  }
}

// The network is back and perhaps no page is open. A failure makes the browser try again later by itself.
async function sendKept() {
  for (const { name } of (await indexedDB.databases?.()) ?? []) {
    if (!name.startsWith("applying-")) continue;
    const base = await asked(indexedDB.open(name));
    const send = () => sendDrafts(base).finally(() => base.close());
    await (self.navigator.locks ? self.navigator.locks.request("applying", send) : send());
  }
}

self.addEventListener("sync", (event) => {
  if (event.tag === "applying") event.waitUntil(sendKept());
});

// Drafts of applications that the server has are not left to whoever holds the phone next. What waits to be sent, or
// needs its person, stays.
async function dropDrafts() {
  for (const { name } of (await indexedDB.databases?.()) ?? []) {
    if (!name.startsWith("applying-")) continue;
    const base = await asked(indexedDB.open(name));
    const [changes, files, drafts] = await Promise.all(["changes", "files", "drafts"].map((store) => rowsOf(base, store)));
    const isMet = (await rowsOf(base, "newcomers")).every((row) => row.application);
    base.close();
    if (isMet && !changes.length && !files.length && !drafts.some((row) => row.trouble)) indexedDB.deleteDatabase(name);
  }
}

// Pages seen while signed in may show who that was: what needs no account stays, the scanner and one's badge.
async function dropSeen() {
  await dropDrafts().catch(() => {});
  await drop((path) => !ANYBODYS_PAGES.test(path));
}
const dropOwn = () => drop((path) => OWN_PAGES.test(path));

self.addEventListener("message", (event) => {
  if (event.data?.speaks) event.waitUntil(keepAbsence(event.data.speaks).catch(() => {}));
  const { keepPhotos: photos, keepJury: page, dropJury: isOver, keepApplications: pages, keepIdeas: ideas, keepLeads: stand, keepSeen: seen, parts } = event.data ?? {};
  if (seen) event.waitUntil(keepSeen(seen, parts).catch(() => {}));
  if (page) event.waitUntil(keepJury(page).catch(() => {}));
  if (photos) event.waitUntil(keepPhotos(photos).catch(() => {}));
  if (isOver) event.waitUntil(dropOwn());
  if (stand) event.waitUntil(keepLeads(stand).catch(() => {}));
  if (pages) event.waitUntil(keepApplications(pages, "/booths/offline.json").catch(() => {}));
  if (ideas) event.waitUntil(keepApplications(ideas, "/contests/offline.json").catch(() => {}));
});

async function fromAssets(request) {
  const cache = await caches.open(VERSION);
  const kept = await cache.match(request, { ignoreVary: true });
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) cache.put(request, response.clone());
  return response;
}

async function fromNetworkFirst(event) {
  const cache = await caches.open(PAGES);
  const [whole] = event.request.url.split("#");
  const address = NEWCOMERS.test(whole) ? whole.split("?")[0] : whole; // one page for all of them
  const kept = await cache.match(address, { ignoreVary: true });
  const asked = fetch(event.request).then((response) => {
    if (response.ok && !response.redirected) cache.put(address, response.clone());
    else if (response.status < 500 && OWN_PAGES.test(new URL(address).pathname)) cache.delete(address);
    return response;
  });
  if (!kept) return asked; // however slow the network is
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, kept));
  return Promise.race([asked.catch(() => kept), late]);
}

// What stands where a page should that isn't kept, in the language of the page seen last.
async function keepAbsence(language) {
  const address = `/offline?lang=${encodeURIComponent(language)}`;
  const cache = await caches.open(VERSION);
  if ((await cache.match(ABSENCE))?.url.endsWith(address)) return;
  const response = await fetch(address, { credentials: "omit" });
  if (response.ok) await cache.put(ABSENCE, response);
  for (const name of ["css/base.css", "img/sprite.svg", "js/main.js", "js/network.js"]) await fromAssets(new Request(ASSETS + name));
}

async function absence() {
  return (await (await caches.open(VERSION)).match(ABSENCE)) ?? Response.error();
}

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method === "POST" && address.pathname === "/sign-out") event.waitUntil(dropSeen());
  if (event.request.method !== "GET" || address.origin !== location.origin) return;
  if (address.pathname.startsWith("/assets/")) event.respondWith(fromAssets(event.request));
  else if (LISTS.test(address.pathname) || JURY_PHOTOS.test(address.pathname)) event.respondWith(fromNetworkFirst(event));
  else if (event.request.mode === "navigate") {
    if (address.pathname === "/gate") event.waitUntil(keepShell());
    const page = KEPT_PAGES.test(address.pathname) ? fromNetworkFirst(event) : fetch(event.request);
    event.respondWith(page.catch(absence));
  }
});
