// An agent's tour without a network: the drafts of the list open from this phone; a new cooperative is written down and
// its application filled in at once; both are sent when the network is back, once, however often it is tried.

import { toast } from "../toast.js";
import { uuid } from "../uuid.js";
import { later } from "./later.js";
import * as store from "./store.js";
import { Sender } from "./sync.js";

const list = document.querySelector("[data-tour]");
const part = document.querySelector("[data-newcomer]");
const { person, sync, token, newcomers } = (list ?? part)?.dataset ?? {};

function tellWorker(pages) {
  const worker = navigator.serviceWorker;
  const tell = () => worker.controller?.postMessage({ keepApplications: pages });
  worker?.addEventListener("controllerchange", tell);
  worker?.addEventListener("message", (event) => {
    if (event.data.keptApplications) list.querySelector("[data-tour-says]").textContent = list.querySelector("[data-tour-says]").dataset.kept;
  });
  worker?.register("/sw.js").then(tell, () => {});
}

const waiting = async (base) => (await store.newcomers(base)).filter((row) => !row.application && row.address === newcomers);

// What an older page of this phone kept elsewhere.
async function moveOld(base) {
  const key = `newcomers-${person}`;
  const old = JSON.parse(localStorage.getItem(key) ?? "[]");
  for (const { id, name, address, fields } of old) {
    const own = {};
    for (const [field, text] of fields) if (field !== "csrf_token") (own[field] ??= []).push(text);
    const fair = address.replace(/\/tour\/new$/, "");
    await store.keepNewcomer(base, { id, name, address: `/api/v1${fair}/newcomers/sync`, draft: `${fair}/tour/draft`, form: address, fields: own, token });
  }
  localStorage.removeItem(key);
}

function read(form) {
  const fields = {};
  for (const [name, value] of new FormData(form)) if (name !== "csrf_token") (fields[name] ??= []).push(String(value));
  return fields;
}

async function writeDown(base, form) {
  const id = form.elements.id.value;
  const name = form.elements.name_ar.value || form.elements.name_latin.value;
  const row = { id, name, address: newcomers, draft: part.dataset.draft, form: location.pathname, fields: read(form), token, trouble: null };
  await store.keepNewcomer(base, row);
  later();
  return row;
}

const draftOf = (row) => `${row.draft}/${row.fields.kind?.[0] ?? "cooperative"}`;

// One that the server could not take in comes back into the form, and is sent from there.
async function takeBack(base, form) {
  const row = await store.newcomer(base, decodeURIComponent(location.hash.slice(1)));
  if (!row || row.application) return false;
  for (const [name, [value]] of Object.entries(row.fields)) {
    const field = form.elements[name];
    if (field) field.value = value;
  }
  return true;
}

async function fill(base, form) {
  if (!form.elements.id.value) form.elements.id.value = uuid();
  let isKept = await takeBack(base, form);
  form.addEventListener("submit", async (event) => {
    if (navigator.onLine && !isKept) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const row = await writeDown(base, form);
    if (navigator.onLine) return location.assign(part.dataset.back);
    if (await caches.match(new URL(draftOf(row), location.origin).href, { ignoreVary: true })) return location.assign(`${draftOf(row)}?new=${row.id}`);
    toast(part.dataset.kept, "wait");
    form.reset();
    form.elements.id.value = uuid();
    isKept = false;
  }, { capture: true });
}

class Waiting {
  constructor(base) {
    Object.assign(this, { base, box: list.querySelector("[data-tour-waiting]"), line: list.querySelector("[data-waiting-row]") });
    this.sender = new Sender(base, { address: sync, files: "/api/v1/applications", token, onChange: () => this.draw(), onFile: () => {} });
  }

  async draw() {
    const rows = await waiting(this.base);
    this.box.replaceChildren(...rows.map((row) => this.drawn(row)));
  }

  drawn(row) {
    const item = this.line.content.firstElementChild.cloneNode(true);
    item.querySelector("[data-name]").textContent = row.name;
    item.querySelector("[data-state=waits]").hidden = Boolean(row.trouble);
    item.querySelector("[data-state=needs]").hidden = !row.trouble;
    item.querySelector("[data-open]").href = `${draftOf(row)}?new=${row.id}`;
    item.querySelector("[data-refused]").hidden = !row.trouble;
    if (!row.trouble) return item;
    item.querySelector("[data-why]").textContent = row.trouble.message;
    item.querySelector("[data-correct]").href = `${row.form}#${encodeURIComponent(row.id)}`;
    item.querySelector("[data-another]").hidden = !row.trouble.alike?.length;
    item.querySelector("[data-another]").addEventListener("click", () => this.again({ ...row, fields: { ...row.fields, is_new: ["y"] } }));
    for (const { id, name, why } of row.trouble.alike ?? []) {
      const same = item.querySelector("[data-same]").content.firstElementChild.cloneNode(true);
      same.querySelector("[data-name]").textContent = `${name} – ${why}`;
      same.addEventListener("click", () => this.again({ ...row, same: id }));
      item.querySelector("[data-alike]").append(same);
    }
    return item;
  }

  async again(row) {
    await store.keepNewcomer(this.base, { ...row, trouble: null });
    await this.draw();
    this.sender.soon(0);
  }
}

async function begin() {
  const base = await store.open(person);
  await moveOld(base);
  if (part) await fill(base, part.closest("form"));
  if (!list) return;
  tellWorker(JSON.parse(list.dataset.tour));
  const page = new Waiting(base);
  for (const row of await waiting(base)) await store.keepNewcomer(base, { ...row, token });
  await page.draw();
  page.sender.soon(0);
}

if (person) begin();
