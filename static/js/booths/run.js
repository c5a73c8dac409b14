// Follows a search: asks every second how far it is, redraws its lines, and opens the result once it is over.

const EVERY = 1000;
const part = document.querySelector("[data-run]");

function text(selector, words) {
  const place = document.querySelector(selector);
  if (place && place.textContent !== String(words)) place.textContent = words;
}

function show(now) {
  text("[data-run-step]", now.step);
  text("[data-run-left]", now.left);
  const bar = document.querySelector("[data-run-bar]");
  if (bar) bar.value = now.gone;
  for (const line of now.lines) {
    const row = part.querySelector(`[data-line="${CSS.escape(line.name)}"]`);
    if (!row) return location.reload(); // the first lines: the page draws the table
    row.querySelector("polyline").setAttribute("points", line.points);
    row.querySelector("[data-value]").textContent = new Intl.NumberFormat(document.documentElement.lang).format(line.value);
    row.querySelector("[data-sure]").textContent = line.words;
  }
  return undefined;
}

async function ask(state) {
  let next = state;
  try {
    if (!document.hidden) {
      const answer = await fetch(part.dataset.run, { headers: { Accept: "application/json" }, cache: "no-store" });
      if (answer.ok) {
        const now = await answer.json();
        if (now.is_over || (next && next !== now.state)) return location.reload();
        next = now.state;
        show(now);
      }
    }
  } catch {
    // no network: the next second tries again
  }
  setTimeout(ask, EVERY, next);
  return undefined;
}

if (part && part.dataset.run) ask("");
