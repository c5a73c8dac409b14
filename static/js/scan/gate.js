// The scanner: one screen that is either looking, or an answer. What it cannot ask it keeps, and says so.

import { Camera, readPhoto } from "./camera.js";
import { uuid } from "../uuid.js";
import { readBadge, shown } from "./codes.js";
import * as server from "./server.js";
import { signal, wake } from "./signal.js";
import * as store from "./store.js";
import { judge } from "./validity.js";
import "./keep.js";

const SAME_CODE = 4000;
const ANSWER_STAYS = { ok: 2500, again: 4000, no: 6000 };
const UNDO_WITHIN = 10;
const RETRY = 5000;
const COLOURS = { ok: "ok", again: "again", irregular: "again", refused: "no", unknown: "no" };

const page = document.body;
const part = (name) => document.querySelector(`[data-scan="${name}"]`);
const words = JSON.parse(document.getElementById("scan-words").textContent);
const camera = new Camera(part("video"));

let device = null;
let offlineSince = null;
let direction = "in";
const sights = new Map(); // when each code was last in sight: one held there counts once
let stays = 0;
let undoing = null;
let busy = false;

const hour = (at) => new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" }).format(new Date(at));
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_whole, name) => values[name] ?? "");

function show(name) {
  for (const panel of document.querySelectorAll("[data-panel]")) panel.hidden = panel.dataset.panel !== name;
}

async function sayLink() {
  const waiting = await store.countWaiting();
  const link = part("link");
  link.dataset.state = offlineSince ? "offline" : "online";
  const since = offlineSince && hour(offlineSince);
  if (offlineSince) link.textContent = filled(waiting ? words.offlineWaiting : words.offline, { since, count: waiting });
  else link.textContent = waiting ? filled(words.sending, { count: waiting }) : words.online;
  part("export").hidden = waiting === 0;
}

function wentOffline() {
  offlineSince ??= Date.now();
  sayLink();
}

function cameOnline() {
  offlineSince = null;
  sayLink();
}

async function refused(error) {
  if (!(error instanceof server.Refused)) return false;
  if (!error.code.startsWith("device_") && error.code !== "token_missing") return false;
  camera.stop();
  part("refusal").textContent = error.message;
  show("pair");
  return true;
}

// Every scan is first kept, then asked; a crash between the two loses nothing.
async function scan(code) {
  const at = new Date();
  const sent = { id: uuid(), code, kind: "gate", place: null, direction, at: at.toISOString(), offline: false };
  if (!offlineSince) {
    try {
      const answer = await server.sendScan(device.token, sent);
      cameOnline();
      const result = answer.results[0];
      if (result.outcome === "ok" && direction === "in") await store.noteHere(code, at.getTime());
      present(result, sent, false);
      return;
    } catch (error) {
      if (await refused(error)) return;
      wentOffline();
    }
  }
  const found = direction === "out" ? { outcome: "ok", reason: null } : await judge(code, at);
  if (found.outcome === "ok" || found.outcome === "again") {
    await store.keepScan({ ...sent, offline: true });
    if (found.outcome === "ok" && direction === "in") await store.noteHere(code, at.getTime());
  }
  present({ ...found, id: sent.id, first_place: null, message: words.reasons[found.reason] ?? "" }, sent, true);
  sayLink();
}

function present(result, sent, isOffline) {
  const colour = COLOURS[result.outcome] ?? "no";
  page.dataset.answer = colour;
  const isOut = sent.direction === "out" && result.outcome === "ok";
  part("word").textContent = isOut ? words.left : words.outcomes[result.outcome];
  const first = result.first_at && filled(result.first_place ? words.firstAt : words.firstAtTime, { time: hour(result.first_at), place: result.first_place ?? "" });
  part("why").textContent = first || (result.outcome === "ok" ? (isOffline ? words.keptHere : "") : result.message);
  part("code").textContent = shown(sent.code);
  part("time").textContent = hour(Date.now());
  for (const sign of document.querySelectorAll("[data-sign]")) sign.toggleAttribute("hidden", sign.dataset.sign !== colour);
  show("answer");
  signal(colour);
  offerUndo(result.outcome === "ok" || result.outcome === "irregular" ? { id: sent.id, code: sent.code, isOffline } : null);
  clearTimeout(stays);
  stays = setTimeout(lookAgain, ANSWER_STAYS[colour]);
  refreshCounts();
}

function lookAgain() {
  clearTimeout(stays);
  page.dataset.answer = "idle";
  show("look");
}

// Ten seconds to take it back, also after the answer has left the screen.
function offerUndo(made) {
  clearInterval(undoing?.timer);
  undoing = made && { ...made, left: UNDO_WITHIN };
  const sayLeft = () => {
    for (const button of document.querySelectorAll("[data-undo]")) {
      button.hidden = !undoing;
      button.querySelector("[data-left]").textContent = undoing ? String(undoing.left) : "";
    }
  };
  if (undoing) {
    undoing.timer = setInterval(() => {
      undoing.left -= 1;
      if (undoing.left > 0) return sayLeft();
      clearInterval(undoing.timer);
      undoing = null;
      sayLeft();
    }, 1000);
  }
  sayLeft();
}

async function takeBack() {
  const made = undoing;
  if (!made) return;
  offerUndo(null);
  if (made.isOffline) {
    const kept = (await store.waiting(5000)).filter((scan) => scan.id === made.id);
    await store.forget(kept.map((scan) => scan.order));
    await store.noteHere(made.code, 0);
  } else await server.undo(device.token, made.id).catch(wentOffline);
  lookAgain();
  sayLink();
  refreshCounts();
}

// A code in the camera's sight: only ours count, and the same one not again while it is held there.
function sighted(text) {
  const code = readBadge(text);
  if (!code || busy) return;
  const isHeld = Date.now() - (sights.get(code) ?? 0) < SAME_CODE;
  sights.set(code, Date.now());
  if (!isHeld) given(code);
}

// A code given on purpose: typed, photographed, or from a scanner with a trigger.
async function given(code) {
  if (!code || !device || busy) return;
  busy = true;
  try {
    await scan(code);
  } finally {
    busy = false;
    sights.set(code, Date.now());
  }
}

async function refreshCounts() {
  if (offlineSince || !device) return;
  try {
    const figures = await server.counts(device.token);
    const written = new Intl.NumberFormat("fr-FR");
    for (const name of ["scans", "people", "inside"]) part(name).textContent = written.format(figures[name]);
  } catch (error) {
    if (!(await refused(error))) wentOffline();
  }
}

// Sends what waits as soon as it can, and refreshes the list of badges.
async function work() {
  if (!device) return;
  try {
    await server.drain(device.token);
    cameOnline();
    await server.refreshHashes(device.token);
  } catch (error) {
    if (!(await refused(error))) wentOffline();
  }
}

async function exportQueue() {
  const scans = (await store.waiting(100000)).map(({ order, ...scan }) => scan);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify({ scans }, null, 1)], { type: "application/json" }));
  link.download = `scans-${device.edition}-${new Date().toISOString().slice(0, 16).replace(":", "")}.json`;
  link.click();
  URL.revokeObjectURL(link.href);
}

async function lookWithCamera() {
  try {
    await camera.start(sighted);
    part("torch").hidden = !camera.hasTorch;
  } catch {
    part("no-camera").hidden = false;
  }
}

async function begin() {
  part("where").textContent = device.gates.length === 1 ? filled(words.gate, { name: device.gates[0].name }) : device.name;
  show("look");
  sayLink();
  navigator.storage?.persist?.();
  navigator.wakeLock?.request("screen").catch(() => {});
  lookWithCamera();
  await work();
  refreshCounts();
  setInterval(work, RETRY * 6);
  setInterval(() => offlineSince && work(), RETRY);
}

async function pairWith(code) {
  part("refusal").textContent = "";
  try {
    const paired = await server.pair(code);
    await store.unpair();
    await store.setFact("device", paired);
    history.replaceState(null, "", "/gate");
    device = paired;
    begin();
  } catch (error) {
    part("refusal").textContent = error instanceof server.Refused ? error.message : words.noNetwork;
    show("pair");
  }
}

part("pair-form").addEventListener("submit", (event) => {
  event.preventDefault();
  wake();
  pairWith(part("pair-code").value);
});
part("type-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const field = part("typed");
  const code = readBadge(field.value);
  field.setCustomValidity(code ? "" : words.notACode);
  if (!code) return field.reportValidity();
  field.value = "";
  given(code);
});
part("typed").addEventListener("input", (event) => event.target.setCustomValidity(""));
part("photo").addEventListener("change", async (event) => {
  const codes = await readPhoto(event.target.files[0]).catch(() => []);
  event.target.value = "";
  const ours = codes.map(readBadge).find(Boolean);
  if (ours) given(ours);
  else part("no-camera").hidden = false;
});
part("torch").addEventListener("click", (event) => {
  const on = event.currentTarget.getAttribute("aria-pressed") !== "true";
  camera.torch(on);
  event.currentTarget.setAttribute("aria-pressed", String(on));
});
part("way").addEventListener("click", (event) => {
  direction = direction === "in" ? "out" : "in";
  event.currentTarget.querySelector(".t").textContent = words[direction];
});
part("export").addEventListener("click", exportQueue);
for (const button of document.querySelectorAll("[data-undo]")) button.addEventListener("click", takeBack);
document.querySelector("[data-panel=answer]").addEventListener("click", (event) => {
  if (!event.target.closest("button")) lookAgain();
});
document.addEventListener("pointerdown", wake, { once: true });
addEventListener("online", work);

// A scanner with a trigger types a code and Enter, wherever the focus is.
let typed = "";
addEventListener("keydown", (event) => {
  if (event.target.matches("input, textarea")) return;
  if (event.key === "Enter") {
    given(readBadge(typed));
    typed = "";
  } else if (event.key.length === 1) typed = (typed + event.key).slice(-200);
});

device = (await store.getFact("device")) ?? null;
const code = location.hash.slice(1);
if (code) pairWith(code);
else if (device) begin();
else show("pair");
