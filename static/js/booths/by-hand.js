// Moves an exhibitor on the map by hand: drag its stand onto another with a pointer or a finger (hold it first); tap
// it, then the stand where it goes; or with the keys (M on a stand, go to another, Enter). Near an edge the map
// scrolls along, for on a phone most of it is out of sight. The server says whether the rules allow a move and what
// it would cost: before a drag is let go, before a tap is confirmed. Without scripts the form beside the map does it.

import { button, edges } from "./carrying.js";

const HOLD = 350; // ms before a finger drags instead of scrolling
const FAR = 6; // px before a press is a drag

const root = document.querySelector("[data-by-hand]");
const words = root.dataset;
const say = root.querySelector("[data-by-hand-says]");
const form = root.querySelector("[data-by-hand-form]");
const sheet = root.querySelector(".sheet");
const known = new Map();
let carried = null; // { from, link, how }: how is "drag", "tap" or "keys"
let above = null;
let asking = 0;
let finger = false; // whether the last press was a finger's

const label = (link) => new URL(link.getAttribute("href"), location.href).searchParams.get("stand");
const stands = [...root.querySelectorAll("svg.draw a")];
const shape = (link) => link.querySelector(".st");
const name = (link) => link.querySelector("title")?.textContent.split(" · ")[0] || label(link);
const isHeld = (link) => !shape(link).matches(".free, .blocked");
const at = (x, y) => document.elementFromPoint(x, y)?.closest("svg.draw a") || null;

function unmark(all) {
  for (const each of root.querySelectorAll(".st")) each.classList.remove("may", "may-not", ...(all ? ["carried"] : []));
}

async function weighed(from, to) {
  const key = `${from}>${to}`;
  if (!known.has(key)) {
    const query = new URLSearchParams({ from, to, cohort: words.cohort || "" });
    const answer = fetch(`${words.byHand}?${query}`, { headers: { Accept: "application/json" } });
    known.set(key, answer.then((found) => (found.ok ? found.json() : null)).catch(() => null));
  }
  const found = await known.get(key);
  if (!found) known.delete(key); // the network was away: asked again
  return found;
}

function write(kind, lines, tools = []) {
  say.className = `note ${kind}`;
  const said = lines.map((line) => Object.assign(document.createElement("p"), { textContent: line }));
  const row = Object.assign(document.createElement("div"), { className: "row" });
  row.append(...tools);
  say.replaceChildren(...said, ...(tools.length ? [row] : []));
}

function tell(link, found) {
  const lines = [`${name(carried.link)} ⇄ ${name(link)}`];
  if (!found) lines.push(words.unknown);
  else if (!found.allowed) lines.push(...found.sentences);
  else if (found.levels.length) lines.push(words.allowed, ...found.levels.map((level) => `${level.words}: ${level.change}`));
  else lines.push(`${words.allowed} ${words.same}`);
  const isTap = carried.how === "tap";
  const does = isHeld(link) ? words.exchange : words.confirm;
  const yes = found?.allowed ? [button(does, "main", () => send(carried.from, label(link)))] : [];
  write(found?.allowed ? "ok" : "no", lines, isTap ? [...yes, button(words.cancel, "", leave)] : []);
}

async function over(link) {
  if (above === link) return;
  above = link;
  unmark(false);
  if (!link || link === carried.link) return;
  const turn = ++asking;
  if (carried.how === "tap") write("info", [`${name(carried.link)} ⇄ ${name(link)}`, words.asking]);
  const found = await weighed(carried.from, label(link));
  if (turn !== asking || !carried || above !== link) return;
  shape(link).classList.add(found?.allowed ? "may" : "may-not");
  tell(link, found);
}

function take(link, how) {
  carried = { from: label(link), link, how };
  above = null;
  shape(link).classList.add("carried");
  root.classList.add("carrying");
  if (how !== "tap") return write("info", [words.taken.replace("~", carried.from)]);
  const card = Object.assign(document.createElement("a"), { className: "btn ghost", href: link.getAttribute("href"), textContent: words.open });
  return write("info", [name(link), words.tapped], [card, button(words.cancel, "ghost", leave)]);
}

function letGo() {
  carried = above = null;
  asking += 1;
  root.classList.remove("carrying");
  unmark(true);
}

function leave() {
  const back = carried?.link;
  letGo();
  say.className = "";
  say.replaceChildren();
  back?.focus({ preventScroll: true });
}

function send(from, to) {
  form.elements.from.value = from;
  form.elements.to.value = to;
  form.requestSubmit();
}

async function drop(link) {
  const { from } = carried;
  if (!link || link === carried.link) return letGo();
  const found = await weighed(from, label(link));
  if (!carried) return undefined;
  tell(link, found);
  letGo();
  return found?.allowed ? send(from, label(link)) : undefined;
}

function follow(link, down) {
  let timer = 0;
  let last = down;
  const scrolling = edges(sheet, () => carried && over(at(last.clientX, last.clientY)));
  const stop = () => {
    clearTimeout(timer);
    scrolling.stop();
    removeEventListener("pointermove", moved);
    removeEventListener("pointerup", up);
    removeEventListener("pointercancel", cancel);
    removeEventListener("touchmove", still);
  };
  const still = (event) => carried?.how === "drag" && event.preventDefault();
  const moved = (event) => {
    last = event;
    const isFar = Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) > FAR;
    if (!carried && isFar && finger) return stop(); // it scrolls
    if (!carried && isFar) take(link, "drag");
    if (!carried) return undefined;
    scrolling.near(event.clientX, event.clientY);
    return over(at(event.clientX, event.clientY));
  };
  const up = (event) => {
    stop();
    if (!carried) return;
    const swallow = (click) => click.preventDefault();
    addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", swallow, { capture: true }));
    drop(at(event.clientX, event.clientY));
  };
  const cancel = () => {
    stop();
    letGo();
  };
  if (finger) timer = setTimeout(take, HOLD, link, "drag");
  addEventListener("pointermove", moved);
  addEventListener("pointerup", up);
  addEventListener("pointercancel", cancel);
  addEventListener("touchmove", still, { passive: false });
}

function tap(link, event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (carried?.how === "tap") {
    if (link === carried.link) leave();
    else over(link);
  } else if (finger && !carried && isHeld(link)) take(link, "tap");
  else return;
  event.preventDefault();
}

for (const link of stands) {
  link.setAttribute("draggable", "false");
  link.addEventListener("dragstart", (event) => event.preventDefault());
  link.addEventListener("contextmenu", (event) => (carried || finger) && event.preventDefault());
  link.addEventListener("click", (event) => tap(link, event));
  link.addEventListener("pointerdown", (event) => {
    finger = event.pointerType === "touch";
    if (event.button !== 0 || !event.isPrimary || carried || !isHeld(link)) return;
    if (!finger) event.stopPropagation(); // or the map would be dragged along
    follow(link, event);
  });
  link.addEventListener("focus", () => carried?.how === "keys" && over(link));
  link.addEventListener("keydown", (event) => {
    finger = false;
    if (event.key.toLowerCase() === "m" && !carried && isHeld(link)) take(link, "keys");
    else if (event.key === "Escape" && carried) leave();
    else if ((event.key === "Enter" || event.key === " ") && carried?.how === "keys") drop(link);
    else return;
    event.preventDefault();
  });
}

for (const opener of document.querySelectorAll("[data-move-on-map]")) {
  opener.hidden = false;
  opener.addEventListener("click", () => {
    const link = stands.find((each) => label(each) === opener.dataset.moveOnMap);
    if (carried) letGo();
    take(link, "tap");
    root.scrollIntoView({ block: "start" });
  });
}
