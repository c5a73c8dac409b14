// The page somebody applies on: keeps every keystroke on this phone at once, sends it when it can, and always says
// one of three things: kept here, sent, needs you.

import { toast } from "../toast.js";
import * as draft from "./draft.js";
import { later } from "./later.js";
import { meet } from "./meeting.js";
import * as needs from "./needs.js";
import * as neighbours from "./neighbours.js";
import * as papers from "./papers.js";
import { ask, Steps } from "./steps.js";
import * as store from "./store.js";
import { Sender } from "./sync.js";
import { drawTrouble } from "./trouble.js";
import * as wishes from "./wishes.js";

const form = document.querySelector("form[data-apply]");
const local = form?.hasAttribute("data-newcomer-draft") ? new URLSearchParams(location.search).get("new") : null;

class Page {
  constructor(base) {
    const { application, version, sync, token, files } = form.dataset;
    Object.assign(this, { base, id: application || local, served: Number(version), values: draft.read(form), trouble: null, waiting: 0, queue: Promise.resolve() });
    this.version = this.served;
    this.words = JSON.parse(form.querySelector("[data-words-of-page]").textContent);
    this.sender = new Sender(base, { address: sync, files: files ?? "/api/v1/applications", token, onChange: () => this.afterSending(), onFile: (file, told) => this.fileSent(file, told) });
  }

  // A page of a newcomer goes on under the application it became, once the server has it.
  async follow() {
    this.newcomer = local ? await store.newcomer(this.base, local) : null;
    if (this.newcomer?.application) this.id = this.newcomer.application;
  }

  // What was kept here and has not reached the server lies over what the server last knew.
  async start() {
    const kept = await store.draft(this.base, this.id);
    const pending = (await store.changes(this.base)).filter((change) => change.application === this.id);
    for (const [name, label] of Object.entries(kept?.labels ?? {})) neighbours.add(form, name, label);
    if (kept && kept.version > this.served) draft.write(form, kept.values);
    const over = Object.assign({}, ...pending.map((change) => change.fields), kept?.trouble?.fields);
    draft.write(form, over);
    this.version = Math.max(this.served, kept?.version ?? 0);
    this.trouble = kept?.trouble ?? null;
    // A page that came back refused shows what the server has not kept: all of it goes along with the next edit.
    this.values = form.hasAttribute("data-refused") ? {} : draft.read(form);
    form.dispatchEvent(new Event("restored"));
    needs.draw(form);
    this.listen();
    await this.count();
    papers.draw(this.base, this.id, form, this.words);
    this.say();
    this.sender.soon(0);
  }

  listen() {
    form.addEventListener("input", () => this.typed());
    form.addEventListener("change", (event) => (event.target.type === "file" ? this.chosen(event.target) : this.typed()));
    form.addEventListener("submit", (event) => this.submitted(event), { capture: true });
    form.addEventListener("click", (event) => {
      if (event.target.closest("[data-keep-mine]")) this.keepMine();
      if (event.target.closest("[data-take-theirs]")) this.takeTheirs();
    });
  }

  // One edit after the other: the disk first, then the words, then the network. What the words say is not yet true of an
  // edit that is still being kept.
  typed() {
    ask(form);
    this.steps?.draw();
    this.keeping = (this.keeping ?? 0) + 1;
    form.querySelector("[data-says]").ariaBusy = "true";
    this.queue = this.queue.then(() => this.keep()).finally(() => this.kept());
    return this.queue;
  }

  kept() {
    this.keeping -= 1;
    if (!this.keeping) form.querySelector("[data-says]").ariaBusy = "false";
  }

  async keep() {
    const now = draft.read(form);
    const patch = draft.changed(this.values, now);
    if (!Object.keys(patch).length) return;
    this.values = now;
    if (this.trouble?.kind === "conflict" || this.trouble?.code === "wrong_state") {
      Object.assign(this.trouble.fields, patch);
      await store.keepDraft(this.base, this.row());
    } else {
      const fields = { ...this.trouble?.fields, ...patch };
      this.trouble = null;
      await store.keepChange(this.base, this.row(), fields);
    }
    await this.count();
    this.say();
    this.sender.soon();
    later();
  }

  row() {
    const labels = {};
    for (const name of Object.keys(this.values)) if (name.startsWith("neighbour_")) labels[name.slice(10)] = draft.labelOf(form, name);
    const { address, files, token } = this.sender; // what the worker needs to send it when this page is closed
    return { id: this.id, version: this.version, values: this.values, labels, trouble: this.trouble, door: { address, files, token } };
  }

  async count() {
    const [changes, files] = [await store.changes(this.base), await store.files(this.base)];
    this.waiting = changes.length + files.length + (this.newcomer && !this.newcomer.application ? 1 : 0);
  }

  async afterSending() {
    await this.follow();
    const kept = await store.draft(this.base, this.id);
    if (kept) {
      this.version = Math.max(this.version, kept.version);
      this.trouble = kept.trouble ?? null;
    }
    await this.count();
    this.say();
  }

  say() {
    const what = this.trouble || this.sender.lost || this.newcomer?.trouble ? "needs" : this.waiting ? "here" : "sent";
    const says = form.querySelector("[data-says]");
    says.hidden = false;
    says.dataset.says = what;
    for (const one of says.querySelectorAll("[data-when]")) one.hidden = one.dataset.when !== what;
    drawTrouble(form, { trouble: this.trouble, newcomer: this.newcomer, isLost: this.sender.lost, words: this.words });
  }

  async keepMine() {
    this.version = this.trouble.theirs.version;
    const { fields } = this.trouble;
    this.trouble = null;
    await store.keepChange(this.base, this.row(), fields);
    await this.count();
    this.say();
    this.sender.soon(0);
  }

  async takeTheirs() {
    const { theirs } = this.trouble;
    const names = Object.keys(this.trouble.fields);
    draft.write(form, Object.fromEntries(names.map((name) => [name, theirs.fields[name] ?? []])));
    this.version = theirs.version;
    this.trouble = null;
    this.values = draft.read(form);
    await store.keepDraft(this.base, this.row(), true);
    form.dispatchEvent(new Event("restored"));
    ask(form);
    needs.draw(form);
    this.say();
  }

  async chosen(input) {
    if (!input.files.length) return;
    const isAll = await papers.keep(this.base, this.id, form, input);
    await store.keepDraft(this.base, this.row());
    await this.count();
    await papers.draw(this.base, this.id, form, this.words);
    if (!isAll) papers.tooLarge(form, input, this.words);
    this.say();
    this.sender.soon(0);
    later();
  }

  fileSent(file, told) {
    if (file.application !== this.id) return;
    papers.tell(form, file, told, this.words);
    if (!told.application) return;
    this.version = Math.max(this.version, told.application.version);
    store.keepDraft(this.base, this.row());
  }

  // The next page comes from the server: what waits is sent first, and without a network one is told to wait.
  async submitted(event) {
    if (form.dataset.leaving) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const button = event.submitter;
    await this.typed();
    await this.sender.alone();
    if (this.waiting || this.trouble || this.sender.lost) {
      this.say();
      toast(this.words.later, "wait");
      return;
    }
    if (this.newcomer) return location.assign(`/applications/${this.id}/review`);
    form.dataset.leaving = "yes";
    form.requestSubmit(button);
  }
}

// The worker makes this page open again without a network. One that watched this page load has kept it already:
// only a new one is told, so that nothing is fetched twice on a weak network.
function tellWorker(words) {
  const worker = navigator.serviceWorker;
  worker?.addEventListener("controllerchange", () => worker.controller?.postMessage(words));
  worker?.register("/sw.js").catch(() => {});
}

async function begin() {
  const base = form.dataset.apply === "try" ? null : await store.open(form.dataset.person);
  if (form.hasAttribute("data-newcomer-draft") && !(await meet(base, form, local))) return;
  needs.start(form);
  neighbours.start(form);
  wishes.start(form);
  const steps = new Steps(form);
  form.addEventListener("input", () => {
    ask(form);
    steps.draw();
  });
  if (form.dataset.apply === "try") return steps.start();
  const page = new Page(base);
  page.steps = steps;
  await page.follow();
  await page.start();
  steps.start();
  tellWorker({ [form.dataset.kept ?? "keepApplications"]: [location.pathname] });
}

if (form) begin();
