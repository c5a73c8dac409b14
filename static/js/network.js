// A page that could not be fetched is asked for again when the network is back. A phone often believes it has one
// though nothing comes through, so it is tried, now and then, while somebody looks.

const EVERY = 8000;

async function tryAgain() {
  if (document.hidden) return;
  const answer = await fetch("/healthz", { cache: "no-store" }).catch(() => null);
  if (answer?.ok) location.reload();
}

export function start() {
  addEventListener("online", tryAgain);
  document.addEventListener("visibilitychange", tryAgain);
  setInterval(tryAgain, EVERY);
}
