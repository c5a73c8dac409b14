// The stand's scanner: a badge opens a card, the visitor says yes, no or later, the card is kept on this phone at
// once and sent when there is a network. It always says how many wait.

import { Camera, readPhoto } from "../scan/camera.js";
import { readBadge, shown } from "../scan/codes.js";
import { pick, seen } from "../scan/sights.js";
import { signal, wake } from "../scan/signal.js";
import { Sending } from "../sending.js";
import { toast } from "../toast.js";
import { uuid } from "../uuid.js";
import * as store from "./store.js";

const AT_ONCE = 100;
const LOOK_AGAIN = 2000;
const KINDS = { given: "ok", asked: "wait", refused: "no", withdrawn: "neutral" };

const words = JSON.parse(document.getElementById("leads-words").textContent);
const part = (name) => document.querySelector(`[data-leads="${name}"]`);
const card = part("card");
const base = await store.open(words.exhibit);
const camera = new Camera(part("video"));
const names = new Map(); // names the server told in this visit of the page; never kept

let code = null;
let moved = Date.now();
let language = document.documentElement.lang in words.sentences ? document.documentElement.lang : "ar";

class Sender extends Sending {
  async send() {
    const waiting = (await store.waiting(base)).slice(0, AT_ONCE);
    if (!waiting.length) return this.onChange();
    const answers = await this.told(waiting, waiting.map(({ order, ...scan }) => scan));
    if (!answers) return;
    for (const { change, result } of answers) {
      if (result.name) names.set(change.code, result.name);
      if (["unknown", "elsewhere", "malformed"].includes(result.outcome)) toast(`${shown(change.code)} – ${result.message}`, "no");
    }
    await store.settle(base, answers);
    this.failures = 0;
    await this.onChange();
    if ((await store.waiting(base)).length) this.soon(0);
  }
}

const sender = new Sender(base, `leads-${words.exhibit}`, { address: words.address, token: words.token, onChange: draw });

function line(row, kind, text) {
  const item = part("line").content.firstElementChild.cloneNode(true);
  item.querySelector("[data-code]").textContent = shown(row.code);
  item.querySelector("[data-name]").textContent = names.get(row.code) ?? "";
  const state = item.querySelector("[data-state]");
  state.className = `state ${kind}`;
  state.textContent = text;
  return item;
}

async function draw() {
  const [waiting, told] = [await store.waiting(base), await store.told(base)];
  const chip = part("link");
  const text = sender.lost ? words.signIn : !waiting.length ? words.online : navigator.onLine && !sender.failures ? words.sending : words.offline;
  chip.textContent = text.replace("{count}", waiting.length);
  const lines = [
    ...waiting.toReversed().map((row) => line(row, "neutral", words.saved)),
    ...told.toReversed().map((row) => line(row, KINDS[row.consent] ?? "no", words.consents[row.consent] ?? words.outcomes[row.outcome])),
  ];
  part("list").replaceChildren(...lines);
}

function speak(chosen) {
  language = chosen;
  const sentence = part("sentence");
  Object.assign(sentence, { lang: chosen, dir: chosen === "ar" ? "rtl" : "ltr", textContent: words.sentences[chosen] });
  for (const button of part("languages").children) button.setAttribute("aria-pressed", String(button.dataset.language === chosen));
  hush();
  part("aloud").hidden = !voice();
}

// For who cannot read what is asked, where this phone has a voice for the language.
const voice = () => window.speechSynthesis?.getVoices().find((each) => each.lang.startsWith(language));
const hush = () => window.speechSynthesis?.cancel();

function readAloud() {
  hush();
  const said = new SpeechSynthesisUtterance(part("sentence").textContent);
  said.voice = voice();
  said.lang = said.voice.lang;
  speechSynthesis.speak(said);
}

function openCard(found) {
  if (!found || code) return;
  code = found;
  moved = Date.now();
  camera.stop();
  signal("ok");
  part("code").textContent = shown(found);
  card.reset();
  speak(language);
  part("look").hidden = true;
  card.hidden = false;
  part("title").focus();
}

function closeCard() {
  seen(code); // still in front of the camera: once is enough
  code = null;
  hush();
  card.hidden = true;
  part("look").hidden = false;
  look();
}

function sighted(codes, width, height) {
  openCard(pick(codes, width, height, !code));
}

async function look() {
  if (code || document.hidden) return;
  try {
    await camera.start(sighted, () => Date.now() - moved, () => setTimeout(look, LOOK_AGAIN));
    part("no-camera").hidden = true;
  } catch {
    part("no-camera").hidden = false;
  }
}

function told() {
  const { said, note, tags, rating } = Object.fromEntries(new FormData(card));
  return {
    said: said || null,
    note: note.trim(),
    tags: tags.split(/[,،]/).map((tag) => tag.trim()).filter(Boolean),
    rating: rating ? Number(rating) : null,
  };
}

card.addEventListener("submit", async (event) => {
  event.preventDefault();
  await store.keep(base, { id: uuid(), code, at: new Date().toISOString(), offline: !navigator.onLine, language, ...told() });
  toast(words.saved, "ok");
  closeCard();
  await draw();
  sender.soon(0);
});
part("aloud").addEventListener("click", readAloud);
window.speechSynthesis?.addEventListener?.("voiceschanged", () => (part("aloud").hidden = !voice()));
part("drop").addEventListener("click", closeCard);
part("languages").addEventListener("click", (event) => {
  const chosen = event.target.closest("[data-language]")?.dataset.language;
  if (chosen) speak(chosen);
});
part("type-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const field = part("typed");
  const found = readBadge(field.value);
  field.setCustomValidity(found ? "" : words.notACode);
  if (!found) return field.reportValidity();
  field.value = "";
  openCard(found);
});
part("typed").addEventListener("input", (event) => event.target.setCustomValidity(""));
part("photo").addEventListener("change", async (event) => {
  const codes = await readPhoto(event.target.files[0]).catch(() => []);
  event.target.value = "";
  const ours = codes.map(readBadge).find(Boolean);
  if (ours) openCard(ours);
  else part("no-camera").hidden = false;
});
document.addEventListener("pointerdown", () => {
  moved = Date.now();
  wake();
});
document.addEventListener("visibilitychange", () => (document.hidden ? camera.stop() : look())); // a battery for the day
addEventListener("offline", draw);

navigator.serviceWorker?.register("/sw.js").catch(() => {});
navigator.serviceWorker?.ready.then((worker) => worker.active.postMessage({ keepLeads: location.pathname }));
await draw();
sender.soon(0);
look();
