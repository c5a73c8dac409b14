// Moves an exhibitor on the map by hand: drag its stand onto another, with a pointer, a finger (hold it first) or
// the keys (M on a stand, go to another, Enter). While it is above a stand the server says whether the rules allow
// it and what it would cost. Without scripts the form beside the map does the same.

const HOLD = 350; // ms before a finger drags instead of scrolling
const FAR = 6; // px before a press is a drag

const root = document.querySelector("[data-by-hand]");
const words = root.dataset;
const say = root.querySelector("[data-by-hand-says]");
const form = root.querySelector("[data-by-hand-form]");
const known = new Map();
let carried = null; // { from, link }
let above = null;
let asking = 0;

const label = (link) => new URL(link.getAttribute("href"), location.href).searchParams.get("stand");
const stands = [...root.querySelectorAll("svg.draw a")];
const shape = (link) => link.querySelector(".st");
const isHeld = (link) => !shape(link).matches(".free, .blocked");
const answered = (state) => root.querySelectorAll(".st").forEach((each) => each.classList.remove("may", "may-not", ...(state ? [] : ["carried"])));

async function weighed(from, to) {
  const key = `${from}>${to}`;
  if (!known.has(key)) {
    const query = new URLSearchParams({ from, to, cohort: words.cohort || "" });
    const answer = fetch(`${words.byHand}?${query}`, { headers: { Accept: "application/json" } });
    known.set(key, answer.then((found) => (found.ok ? found.json() : null)).catch(() => null));
  }
  return known.get(key);
}

function tell(from, to, found) {
  const lines = [`${from} ⇄ ${to}`];
  if (!found) lines.push(words.unknown);
  else if (found.allowed) lines.push(words.allowed, ...found.levels.map((level) => `${level.words}: ${level.change}`));
  else lines.push(...found.sentences);
  say.className = `note ${found && found.allowed ? "ok" : "no"}`;
  say.replaceChildren(...lines.map((line) => Object.assign(document.createElement("p"), { textContent: line })));
}

async function over(link) {
  if (above === link) return;
  above = link;
  answered(true);
  if (!link || link === carried.link) return;
  const turn = ++asking;
  const found = await weighed(carried.from, label(link));
  if (turn !== asking || !carried || above !== link) return;
  shape(link).classList.add(found && found.allowed ? "may" : "may-not");
  tell(carried.from, label(link), found);
}

function take(link) {
  carried = { from: label(link), link };
  above = null;
  shape(link).classList.add("carried");
  root.classList.add("carrying");
  say.className = "note info";
  say.textContent = words.taken.replace("~", carried.from);
}

function letGo() {
  carried = above = null;
  root.classList.remove("carrying");
  answered(false);
}

async function drop(link) {
  const { from } = carried;
  const to = link && label(link);
  if (!link || to === from) return letGo();
  const found = await weighed(from, to);
  tell(from, to, found);
  if (!found || !found.allowed) return letGo();
  form.elements.from.value = from;
  form.elements.to.value = to;
  return form.requestSubmit();
}

const at = (event) => document.elementFromPoint(event.clientX, event.clientY)?.closest("svg.draw a");

function follow(link, down) {
  let timer = 0;
  const isFinger = down.pointerType === "touch";
  const stop = () => {
    clearTimeout(timer);
    removeEventListener("pointermove", moved);
    removeEventListener("pointerup", up);
    removeEventListener("pointercancel", cancel);
    removeEventListener("touchmove", still);
  };
  const still = (event) => carried && event.preventDefault();
  const moved = (event) => {
    const isFar = Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) > FAR;
    if (!carried && isFar && isFinger) return stop(); // it scrolls
    if (!carried && isFar) take(link);
    if (carried) over(at(event));
    return undefined;
  };
  const up = (event) => {
    stop();
    if (!carried) return;
    addEventListener("click", (click) => click.preventDefault(), { capture: true, once: true });
    setTimeout(() => {}, 0);
    drop(at(event));
  };
  const cancel = () => {
    stop();
    letGo();
  };
  if (isFinger) timer = setTimeout(take, HOLD, link);
  addEventListener("pointermove", moved);
  addEventListener("pointerup", up);
  addEventListener("pointercancel", cancel);
  addEventListener("touchmove", still, { passive: false });
}

for (const link of stands) {
  link.setAttribute("draggable", "false");
  link.addEventListener("dragstart", (event) => event.preventDefault());
  link.addEventListener("contextmenu", (event) => carried && event.preventDefault());
  link.addEventListener("pointerdown", (event) => {
    if (event.button === 0 && !carried && isHeld(link)) follow(link, event);
  });
  link.addEventListener("focus", () => carried && over(link));
  link.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() === "m" && !carried && isHeld(link)) take(link);
    else if (event.key === "Escape" && carried) letGo();
    else if ((event.key === "Enter" || event.key === " ") && carried) drop(link);
    else return;
    event.preventDefault();
  });
}
