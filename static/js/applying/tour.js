// An agent's tour without a network: the drafts of the list open from this phone, and a new cooperative that was
// written down meanwhile is sent when the network is back, once, however often it is tried.

import { toast } from "../toast.js";
import { uuid } from "../uuid.js";

const RETRY = 15000;

const list = document.querySelector("[data-tour]");
const part = document.querySelector("[data-newcomer]");
const person = (list ?? part)?.dataset.person;
const KEY = `newcomers-${person}`;

const waiting = () => JSON.parse(localStorage.getItem(KEY) ?? "[]");
const keep = (rows) => localStorage.setItem(KEY, JSON.stringify(rows));

function tellWorker(pages) {
  const worker = navigator.serviceWorker;
  const tell = () => worker.controller?.postMessage({ keepApplications: pages });
  worker?.addEventListener("controllerchange", tell);
  worker?.addEventListener("message", (event) => {
    if (event.data.keptApplications) list.querySelector("[data-tour-says]").textContent = list.querySelector("[data-tour-says]").dataset.kept;
  });
  worker?.register("/sw.js").then(tell, () => {});
}

// A newcomer is let go of only when the server has led on to its application.
async function send(row) {
  const token = document.querySelector("[name=csrf_token]")?.value;
  const body = new URLSearchParams([...row.fields.filter(([name]) => name !== "csrf_token"), ...(token ? [["csrf_token", token]] : [])]);
  const answer = await fetch(row.address, { method: "POST", body });
  if (answer.redirected && answer.url.includes("/applications/")) return true;
  row.needs = answer.status === 422;
  return false;
}

async function sendAll() {
  const rows = waiting();
  for (const row of [...rows]) {
    try {
      if (await send(row)) rows.splice(rows.indexOf(row), 1);
    } catch {
      setTimeout(alone, RETRY);
      break;
    }
  }
  keep(rows);
  draw(rows);
}

const alone = () => (navigator.locks ? navigator.locks.request(KEY, sendAll) : sendAll());

function draw(rows) {
  const box = list?.querySelector("[data-tour-waiting]");
  box?.replaceChildren(...rows.map((row) => {
    const line = document.createElement(row.needs ? "a" : "p");
    if (row.needs) line.href = `${row.address}#${encodeURIComponent(row.id)}`;
    line.textContent = `${row.name} – ${row.needs ? box.dataset.needs : box.dataset.waits}`;
    return line;
  }));
}

function writeDown(form) {
  const fields = [...new FormData(form)].map(([name, value]) => [name, String(value)]);
  const [id, name] = [form.elements.id.value, form.elements.name_ar.value || form.elements.name_latin.value];
  keep([...waiting().filter((row) => row.id !== id), { id, name, address: location.pathname, fields }]);
}

// One that the server could not take in comes back into the form, and is sent from there.
function takeBack(form) {
  const row = waiting().find((one) => one.id === decodeURIComponent(location.hash.slice(1)));
  if (!row) return;
  for (const [name, value] of row.fields) {
    const field = form.elements[name];
    if (field && name !== "csrf_token") field.value = value;
  }
}

if (part) {
  const form = part.closest("form");
  if (!form.elements.id.value) form.elements.id.value = uuid();
  takeBack(form);
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) {
      keep(waiting().filter((row) => row.id !== form.elements.id.value));
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    writeDown(form);
    toast(part.dataset.kept, "wait");
    form.reset();
    form.elements.id.value = uuid();
  }, { capture: true });
}

if (list) {
  tellWorker(JSON.parse(list.dataset.tour));
  draw(waiting());
}
if (person) {
  addEventListener("online", alone);
  if (waiting().length && navigator.onLine) alone();
}
