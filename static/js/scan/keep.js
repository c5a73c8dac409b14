// Registers the service worker, so that a badge or a scanner opens without a network once it was seen. The first time,
// page and parts came before the worker watched: it is told what to keep.

const parts = () => performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname);

navigator.serviceWorker?.register("/sw.js").catch(() => {});
navigator.serviceWorker?.ready.then((worker) => worker.active.postMessage({ keepSeen: location.pathname, parts: parts() }));
