// Keeps what must open without a network: the scanner, one's badge, the fair's pages once seen, the styles.

const VERSION = "eventhub-{{ digest }}";
const ASSETS = "/assets/{{ digest }}/";
const PAGES = "eventhub-pages";
const SHELL = ["/gate", `${ASSETS}css/base.css`, `${ASSETS}css/scan.css`, `${ASSETS}img/sprite.svg`, `${ASSETS}js/main.js`,
  ...["gate", "camera", "codes", "keep", "server", "signal", "store", "validity"].map((name) => `${ASSETS}js/scan/${name}.js`),
  `${ASSETS}vendor/barcode-detector-3.2.2/ponyfill.js`, `${ASSETS}vendor/barcode-detector-3.2.2/zxing-exported.js`,
  `${ASSETS}vendor/zxing-wasm-3.1.3/zxing_reader.wasm`];
const KEPT_PAGES = /^\/(gate|badge\/[^/]+|e\/[^/]+(\/(map|programme|exhibitors))?|s\/[^/]+)$/i;
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
  try {
    const response = await fetch(event.request, { signal: AbortSignal.timeout(PATIENCE) });
    if (response.ok && !response.redirected) cache.put(event.request.url.split("#")[0], response.clone());
    return response;
  } catch (error) {
    const kept = await cache.match(event.request.url.split("#")[0], { ignoreVary: true });
    if (kept) return kept;
    throw error;
  }
}

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== location.origin) return;
  if (address.pathname.startsWith("/assets/")) event.respondWith(fromAssets(event.request));
  else if (event.request.mode === "navigate" && KEPT_PAGES.test(address.pathname)) {
    if (address.pathname === "/gate") event.waitUntil(keepShell());
    event.respondWith(fromNetworkFirst(event));
  }
});
