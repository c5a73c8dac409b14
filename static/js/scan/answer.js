// The answer on the screen: colour, sign, word, reason; and ten seconds to take it back.

import * as clock from "./clock.js";
import { shown } from "./codes.js";
import { filled, hour, part, show, words } from "./page.js";
import { signal } from "./signal.js";

const STAYS = { ok: 2500, again: 4000, no: 6000, unknown: 6000 };
const UNDONE_STAYS = 2500;
const UNDO_WITHIN = 10;
const LOOKS = { ok: "ok", again: "again", irregular: "again", refused: "no", unknown: "unknown" };

let stays = 0;
let undoing = null;
let since = 0;

// How long the answer on the screen has stood there, in milliseconds; endless when there is none.
export const age = () => (since ? Date.now() - since : Infinity);

export function present({ result, made, isOffline = false }, code, direction) {
  const look = LOOKS[result.outcome] ?? "no";
  document.body.dataset.answer = look === "unknown" ? "no" : look;
  part("word").textContent = direction === "out" && result.outcome === "ok" ? words.left : words.outcomes[result.outcome];
  const first = result.first_at && filled(result.first_place ? words.firstAt : words.firstAtTime, { time: hour(result.first_at), place: result.first_place ?? "" });
  part("why").textContent = first || (result.outcome === "ok" ? (isOffline ? words.keptHere : "") : result.message);
  greet(result.name);
  tellParty(result);
  part("code").textContent = shown(code);
  part("time").textContent = hour(clock.now());
  sign(look);
  show("answer");
  since = Date.now();
  signal(look === "unknown" ? "no" : look);
  offerUndo(made && (result.outcome === "ok" || result.outcome === "irregular") ? made : null);
  clearTimeout(stays);
  stays = setTimeout(putAway, STAYS[look]);
}

const sign = (look) => {
  for (const each of document.querySelectorAll("[data-sign]")) each.toggleAttribute("hidden", each.dataset.sign !== look);
};

// How many heads to look for, and what kind of visitor, where it isn't one of the public.
function tellParty({ people, category }) {
  const said = [category && words.categories[category], people > 1 && filled(words.people, { count: people })];
  part("party").textContent = said.filter(Boolean).join(" · ");
  part("party").hidden = !part("party").textContent;
}

// `told`: done, waiting (for a network), late (the server no longer takes it back).
export function tellUndone(told, code) {
  document.body.dataset.answer = told === "late" ? "again" : "idle";
  part("word").textContent = words.undone[told].word;
  part("why").textContent = words.undone[told].why;
  greet(null);
  tellParty({});
  part("code").textContent = shown(code);
  part("time").textContent = hour(clock.now());
  sign(told === "late" ? "again" : "undone");
  show("answer");
  since = Date.now();
  signal("again");
  clearTimeout(stays);
  stays = setTimeout(putAway, told === "done" ? UNDONE_STAYS : STAYS.again);
}

// A name is on the screen as long as its answer, and nowhere else on this phone.
function greet(name) {
  part("name").textContent = name ?? "";
  part("name").hidden = !name;
}

export function putAway() {
  clearTimeout(stays);
  greet(null);
  since = 0;
  document.body.dataset.answer = "idle";
  show("look");
}

// Ten seconds to take it back, also after the answer has left the screen.
export function offerUndo(made) {
  clearInterval(undoing?.timer);
  undoing = made && { made, left: UNDO_WITHIN };
  if (undoing) undoing.timer = setInterval(tick, 1000);
  sayLeft();
}

function tick() {
  undoing.left -= 1;
  if (undoing.left <= 0) offerUndo(null);
  else sayLeft();
}

function sayLeft() {
  for (const button of document.querySelectorAll("[data-undo]")) {
    button.hidden = !undoing;
    button.querySelector("[data-left]").textContent = undoing ? String(undoing.left) : "";
  }
}

// What can still be taken back; afterwards nothing can.
export function taken() {
  const made = undoing?.made ?? null;
  offerUndo(null);
  return made;
}
