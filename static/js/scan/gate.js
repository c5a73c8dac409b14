// The scanner: one screen that is either looking, or an answer, or dark. This wires its parts; each is a module.

import * as answer from "./answer.js";
import { ask, takeBack } from "./asking.js";
import { Camera, readPhoto } from "./camera.js";
import { readBadge } from "./codes.js";
import { exportWaiting } from "./exporting.js";
import * as line from "./line.js";
import { filled, part, show, words } from "./page.js";
import * as resting from "./resting.js";
import * as server from "./server.js";
import { pick, seen } from "./sights.js";
import { signal, wake, watch } from "./signal.js";
import * as store from "./store.js";
import * as wedge from "./wedge.js";
import "./keep.js";

const LOOK_AGAIN = 2000;
const AT_LEAST = 1200; // an answer stands so long (ms) before the camera may give another

const camera = new Camera(part("video"));
let device = null;
let direction = "in";
let busy = false;
let again = 0;

function refusedForGood(error) {
  camera.stop();
  line.stop();
  device = null;
  part("refusal").textContent = error.message;
  part("pair-code").value = "";
  document.body.dataset.answer = "idle";
  show("pair");
}

function sighted(codes, width, height) {
  const code = pick(codes, width, height, !busy && answer.age() > AT_LEAST);
  if (!code) return;
  resting.noteMove();
  given(code);
}

// A code given on purpose: seen, typed, photographed, or from a scanner with a trigger.
async function given(code) {
  if (!code || !device || busy) return;
  busy = true;
  const way = direction;
  try {
    const answered = await ask(device, code, way);
    if (answered) answer.present(answered, code, way);
    line.refreshCounts();
  } finally {
    busy = false;
    seen(code);
  }
}

async function undo() {
  const made = answer.taken();
  if (made) answer.tellUndone(await takeBack(device, made), made.code);
}

async function lookWithCamera() {
  clearTimeout(again);
  if (!camera.isRunning) part("torch").setAttribute("aria-pressed", "false");
  try {
    await camera.start(sighted, resting.quietFor, lookAgain);
    part("no-camera").hidden = true;
    part("torch").hidden = !camera.hasTorch;
  } catch {
    part("no-camera").hidden = false;
  }
}

// A call, or another application, took the camera: it comes back with a little patience.
function lookAgain() {
  part("no-camera").hidden = false;
  again = setTimeout(() => device && !document.hidden && !resting.isResting() && lookWithCamera(), LOOK_AGAIN);
}

function sayWay() {
  document.body.dataset.way = direction;
  part("way").setAttribute("aria-pressed", String(direction === "out")); // pressed: it looks at who goes out
}

async function begin() {
  part("where").textContent = device.gates.length === 1 ? filled(words.gate, { name: device.gates[0].name }) : device.name;
  direction = (await store.getFact("direction")) ?? "in";
  sayWay();
  show("look");
  navigator.storage?.persist?.();
  lookWithCamera();
  resting.start({ rest: () => camera.stop(), wake: () => device && lookWithCamera() });
  await line.start(device, refusedForGood);
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
    line.sayLink();
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
  const code = wedge.meant(field.value);
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
  part("no-code").hidden = Boolean(ours);
  if (ours) given(ours);
});
part("torch").addEventListener("click", (event) => {
  const on = event.currentTarget.getAttribute("aria-pressed") !== "true";
  camera.torch(on);
  event.currentTarget.setAttribute("aria-pressed", String(on));
});
part("way").addEventListener("click", () => {
  direction = direction === "in" ? "out" : "in";
  store.setFact("direction", direction);
  sayWay();
});
for (const button of document.querySelectorAll("[data-export]")) button.addEventListener("click", exportWaiting);
for (const button of document.querySelectorAll("[data-undo]")) button.addEventListener("click", undo);
document.querySelector("[data-panel=answer]").addEventListener("click", (event) => {
  if (!event.target.closest("button")) answer.putAway();
});
// Not when the finger comes down: the button for the sound leaves then, and what was pressed would move from under it.
document.addEventListener("click", wake);
watch((canSound) => (part("sound").hidden = canSound));
part("sound").addEventListener("click", async () => {
  await wake();
  signal("ok");
});

let installing = null;
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  installing = event;
  part("install").hidden = false;
});
part("install").addEventListener("click", () => {
  installing?.prompt();
  part("install").hidden = true;
});

wedge.listen(given);

device = (await store.getFact("device")) ?? null;
const code = location.hash.slice(1);
if (code) pairWith(code);
else if (device) begin();
else {
  show("pair");
  line.sayLink();
}
