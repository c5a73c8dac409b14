// Keeps a part of the page as the server has it: <div id="NAME" data-live="SECONDS"> is fetched again and replaced.
// It waits while nobody looks, while somebody is inside it or is asked something, and ends once the part that comes
// has no data-live any more; with data-live-then="load" the whole page is then loaded,
// for what stands around it. Without scripts a link in a <noscript> asks again.

function isBusy(part) {
  return document.hidden || part.contains(document.activeElement) || document.querySelector("dialog[open]") !== null;
}

async function fetched(part) {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store" });
  if (answer.redirected) location.reload();
  if (!answer.ok || answer.redirected) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(part.id);
}

async function freshen(part) {
  let next = part;
  try {
    if (!isBusy(part)) next = (await fetched(part)) || part;
  } catch {
    next = part; // no network: the next round tries again
  }
  if (next !== part && !next.dataset.live && part.dataset.liveThen === "load") {
    location.reload();
    return;
  }
  if (next !== part && !isBusy(part)) part.replaceWith(next);
  else next = part;
  follow(next);
}

function follow(part) {
  if (part.dataset.live) setTimeout(freshen, Number(part.dataset.live) * 1000, part);
}

export function start(root) {
  root.querySelectorAll("[data-live]").forEach(follow);
}
