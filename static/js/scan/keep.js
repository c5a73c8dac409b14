// Registers the service worker, so that a badge or a scanner opens without a network once it was seen.

navigator.serviceWorker?.register("/sw.js").catch(() => {});
