// Brings a live page up to date every so many seconds, without moving or blinking; stops when the page says it is done.
// Without scripts the page is as it was when opened, and its link asks again.

const PAGE = ".page";

async function again() {
  const mark = document.querySelector("[data-refresh]");
  if (!mark) return;
  const isBusy = document.hidden || document.querySelector(`dialog[open], ${PAGE} :focus, ${PAGE} details[open]`);
  if (!isBusy) {
    const response = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
    if (response?.ok && !response.redirected) {
      const fresh = new DOMParser().parseFromString(await response.text(), "text/html").querySelector(PAGE);
      if (fresh) document.querySelector(PAGE).replaceChildren(...fresh.childNodes);
    }
  }
  wait();
}

function wait() {
  const seconds = Number(document.querySelector("[data-refresh]")?.dataset.refresh);
  if (seconds) setTimeout(again, seconds * 1000);
}

wait();
