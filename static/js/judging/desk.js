// The judge's desk: moves between ideas on the page itself, keeps every mark on this device at once, sends it
// when it can, and always says one of three things: saved here, sent, needs you.

import { toast } from "../toast.js";
import { listen as listenToKeys } from "./keys.js";
import { start as startPitch } from "./pitch.js";
import * as recordings from "./recordings.js";
import * as page from "./sheet.js";
import * as store from "./store.js";
import { Sender } from "./sync.js";
import { start as startVoice } from "./voice.js";

const root = document.querySelector("[data-desk]");

function latest(served, kept) {
  if (!kept) return served;
  const mine = kept.pending || kept.trouble || kept.version > served.version;
  return mine ? { ...kept, idea: served.idea, photos: served.photos, recordings: served.recordings, is_unheard: served.is_unheard, closed: served.closed } : served;
}

// What a version of a sheet says, apart from where it stands.
const said = ({ marks, gates, comment, note }) => ({ marks: { ...marks }, gates: { ...gates }, comment, note });

class Desk {
  constructor(content, base) {
    Object.assign(this, { content, base, sheets: [], place: 0 });
    this.form = root.querySelector("[data-form]");
    this.sender = new Sender(base, { address: root.dataset.sync, token: root.dataset.token, onChange: () => this.afterSending() });
  }

  get sheet() {
    return this.sheets[this.place];
  }

  // The first sheet that needs its judge, -1 when none does.
  get troubled() {
    return this.sheets.findIndex((sheet) => sheet.trouble);
  }

  async start() {
    await this.load();
    const wanted = location.hash.slice(1) || root.dataset.sheet;
    this.place = Math.max(this.sheets.findIndex((sheet) => sheet.id === wanted), 0);
    this.listen();
    this.draw();
    history.replaceState(null, "", `${root.dataset.home}#${this.sheet.id}`);
    this.sender.soon(0);
  }

  async load() {
    const { kept, waiting } = await store.here(this.base);
    const pending = new Set(waiting.map((change) => change.sheet));
    const byId = new Map(kept.map((sheet) => [sheet.id, { ...sheet, pending: pending.has(sheet.id) }]));
    this.sheets = this.content.sheets.map((served) => latest(served, byId.get(served.id)));
    this.waiting = waiting.length;
  }

  // Another tab of this device may have changed something while this one was not looked at.
  async lookAgain() {
    await this.load();
    this.draw();
  }

  listen() {
    this.form.addEventListener("input", () => this.changed());
    listenToKeys(this.form);
    page.listenToAnchors(this.form, this.content);
    startVoice(this.form);
    startPitch(root);
    recordings.listen(root);
    this.form.addEventListener("submit", (event) => event.preventDefault());
    root.addEventListener("click", (event) => this.clicked(event));
    document.addEventListener("visibilitychange", () => document.hidden || this.lookAgain());
    addEventListener("hashchange", () => this.go(this.sheets.findIndex((sheet) => sheet.id === location.hash.slice(1))));
    document.querySelector("[data-recuse]")?.addEventListener("submit", (event) => {
      if (!navigator.onLine) this.putOff(event);
      event.target.action = event.target.dataset.action.replace("SHEET", this.sheet.id);
    }, { capture: true });
    root.querySelector("[data-sign-off]")?.addEventListener("submit", (event) => {
      if (!this.waiting && navigator.onLine && this.troubled < 0) return;
      this.putOff(event);
      this.go(this.troubled);
    }, { capture: true });
  }

  // What only the server can do waits until everything is sent.
  putOff(event) {
    event.preventDefault();
    event.stopPropagation();
    toast(this.content.words.later, "wait");
    this.sender.soon(0);
  }

  clicked(event) {
    const at = (name) => event.target.closest(`[data-${name}]`);
    const link = at("go");
    const next = link ? this.sheets.findIndex((sheet) => sheet.id === link.dataset.go) : at("next") ? this.place + 1 : at("previous") ? this.place - 1 : -1;
    if (at("go-needs")) {
      event.preventDefault();
      this.go(this.troubled);
    }
    if (next >= 0 && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      this.go(next);
    }
    if (at("keep-mine")) this.keepMine();
    if (at("take-theirs")) this.takeTheirs();
    if (at("put-back")) this.putBack();
  }

  go(place) {
    if (place < 0 || place >= this.sheets.length || place === this.place) return;
    this.place = place;
    history.replaceState(null, "", `#${this.sheet.id}`);
    this.draw();
    root.querySelector("[data-place]").scrollIntoView({ block: "nearest" });
  }

  draw() {
    page.draw(root, this.content, this.sheet);
    recordings.draw(root, this.content.words, this.sheet);
    this.drawAround();
  }

  drawAround() {
    page.drawMine(this.form, this.content, this.sheets);
    const lacks = this.content.criteria.every((name) => Number.isInteger(this.sheet.marks[name])) && page.lacksComment(this.content, this.sheet);
    this.form.querySelector("[data-lacks-comment]").hidden = !lacks;
    page.drawPlace(root, this.content, this.place, this.sheets, this.content.states);
    page.drawTrouble(root, this.sheets);
    page.drawNeeds(root, this.content, this.sheet, this.sender.lost);
    root.querySelector("[data-chosen]").hidden = this.unchosen?.id !== this.sheet.id || Boolean(this.sheet.trouble);
    this.say(this.troubled >= 0 || this.sender.lost ? "needs" : this.waiting ? "here" : "sent");
  }

  say(what) {
    const says = root.querySelector("[data-says]");
    says.hidden = false;
    says.dataset.says = what;
    for (const one of says.querySelectorAll("[data-when]")) one.hidden = one.dataset.when !== what;
    says.querySelector("[data-waiting]").textContent = this.content.words.waiting.replace("{count}", this.waiting);
  }

  // The disk first, then the words "saved here", then the network.
  async changed() {
    const sheet = this.sheet;
    const before = this.bare(sheet);
    Object.assign(sheet, page.read(this.form));
    sheet.state = page.stateOf(this.content, sheet);
    for (const fieldset of this.form.querySelectorAll("[data-criterion]")) page.drawAnchor(fieldset, this.content, sheet.marks[fieldset.dataset.criterion]);
    await (sheet.trouble ? store.keepSheet(this.base, this.bare(sheet)) : store.keepChange(this.base, this.bare(sheet), before));
    this.waiting = (await store.waiting(this.base)).length;
    this.drawAround();
    this.sender.soon();
  }

  bare({ id, version, state, marks, gates, comment, note, trouble }) {
    return { id, version, state, marks: { ...marks }, gates: { ...gates }, comment, note, trouble: trouble ?? null };
  }

  async afterSending() {
    const here = new Map((await store.sheets(this.base)).map((sheet) => [sheet.id, sheet]));
    for (const sheet of this.sheets) {
      const kept = here.get(sheet.id);
      if (kept) Object.assign(sheet, { version: kept.version, trouble: kept.trouble });
    }
    this.waiting = (await store.waiting(this.base)).length;
    this.drawAround();
  }

  async keepMine() {
    const sheet = this.sheet;
    this.unchosen = { id: sheet.id, ...said(sheet.trouble.theirs) };
    sheet.version = sheet.trouble.theirs.version;
    sheet.trouble = null;
    await store.keepChange(this.base, this.bare(sheet));
    this.waiting = (await store.waiting(this.base)).length;
    this.drawAround();
    this.go(this.troubled);
    this.sender.soon(0);
  }

  async takeTheirs() {
    const { version, state, marks, gates, comment, note } = this.sheet.trouble.theirs;
    this.unchosen = { id: this.sheet.id, ...said(this.sheet) };
    Object.assign(this.sheet, { version, state, marks, gates, comment, note, trouble: null });
    await store.keepSheet(this.base, this.bare(this.sheet));
    this.draw();
    this.go(this.troubled);
  }

  // A choice between two versions can be taken back: the other one becomes a change like any other.
  async putBack() {
    const sheet = this.sheet;
    const before = said(sheet);
    Object.assign(sheet, said(this.unchosen));
    sheet.state = page.stateOf(this.content, sheet);
    this.unchosen = { id: sheet.id, ...before };
    await store.keepChange(this.base, this.bare(sheet));
    this.waiting = (await store.waiting(this.base)).length;
    this.draw();
    this.sender.soon(0);
  }
}

async function begin() {
  const content = JSON.parse(document.querySelector("[data-desk-content]").textContent);
  if (!content.sheets.length) return;
  const base = await store.open(content.judge);
  const left = await store.waiting(base);
  if (content.finished && !left.length) {
    await store.forget(base, content.judge);
    tellWorker({ dropJury: true });
    return;
  }
  await new Desk(content, base).start();
  const photos = content.sheets.flatMap((sheet) => sheet.photos.map((photo) => photo.small));
  tellWorker({ keepJury: root.dataset.home, keepPhotos: photos });
}

// The worker makes the desk open again without a network; a new version of it is told again.
function tellWorker(words) {
  const worker = navigator.serviceWorker;
  const tell = () => worker.controller?.postMessage(words);
  worker?.addEventListener("controllerchange", tell);
  worker?.register("/sw.js").then(tell, () => {});
}

if (root) begin();
