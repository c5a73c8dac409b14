// Whether the server answers: says so at the top, sends what waits, asks again by itself. Nothing is asked while
// nobody looks at the page.

import * as clock from "./clock.js";
import { filled, hour, part, speakOf, words } from "./page.js";
import * as server from "./server.js";
import * as store from "./store.js";

const ONLINE_EVERY = 60000;
const OFFLINE_EVERY = [3000, 5000, 5000, 10000, 15000];
const COUNTS_AFTER = 1500;

export const flying = new Set(); // ids of scans whose answer is awaited at this moment
let device = null;
let since = null;
let failures = 0;
let timer = 0;
let counting = 0;
let onRefusal = () => {};

export const isOffline = () => since !== null;

export async function sayLink() {
  const count = Math.max(0, (await store.countWaiting()) - flying.size);
  const link = part("link");
  link.dataset.state = since ? "offline" : "online";
  if (since) link.textContent = filled(count ? words.offlineWaiting : words.offline, { since: hour(since), count });
  else link.textContent = count ? filled(words.sending, { count }) : words.online;
  for (const button of document.querySelectorAll("[data-export]")) button.hidden = count === 0;
  sayClock();
}

// Somebody should set it: other pages and the phone's own pictures are wrong too.
function sayClock() {
  const said = part("clock");
  said.hidden = !clock.isWrong();
  if (said.hidden) return;
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  said.querySelector(".t").textContent = filled(words.clock, { time: hour(clock.now()), wrong: hour(Date.now(), own) });
}

// Kept, so that a page opened again after the browser was killed knows since when.
async function change(moment) {
  if ((since === null) === (moment === null)) return;
  since = moment;
  failures = 0;
  await store.setFact("offlineSince", since).catch(() => {});
}

export async function wentOffline() {
  await change(since ?? clock.now());
  await sayLink();
  again();
}

export async function cameOnline() {
  await change(null);
  await sayLink();
}

// What a failure means: the device was refused for good, or the server can't be asked just now.
export async function failed(error) {
  if (error instanceof server.Refused && error.isForGood) return onRefusal(error);
  failures += 1;
  await wentOffline();
}

// Sends what waits, or at least says that this phone is there, and learns which badges are new.
export async function work() {
  clearTimeout(timer);
  if (!device || document.hidden) return;
  try {
    if ((await store.countWaiting()) > flying.size) await server.drain(device, flying, sayLink);
    else await server.greet(device.token);
    await cameOnline();
    await server.refreshHashes(device.token);
    await takeZone();
    refreshCounts();
  } catch (error) {
    await failed(error);
  }
  again();
}

function again() {
  clearTimeout(timer);
  if (!device || document.hidden) return;
  const wait = since ? OFFLINE_EVERY[Math.min(failures, OFFLINE_EVERY.length - 1)] : ONLINE_EVERY;
  timer = setTimeout(work, wait);
}

// Once after the last of several scans: each would ask for the same.
export function refreshCounts() {
  clearTimeout(counting);
  counting = setTimeout(async () => {
    if (since || !device || document.hidden) return;
    await server.counts(device.token).then(show, failed);
  }, COUNTS_AFTER / 5);
}

function show(figures) {
  const { lang } = document.documentElement;
  const written = new Intl.NumberFormat(lang === "ar" ? "ar-MA-u-nu-latn" : lang);
  for (const name of ["scans", "people", "inside"]) part(name).textContent = written.format(figures[name]);
  const state = figures.limit?.state ?? "ok";
  document.body.dataset.crowd = state;
  const alarm = part("crowd");
  alarm.hidden = state === "ok";
  if (state !== "ok") alarm.querySelector(".t").textContent = filled(words[state], { inside: written.format(figures.inside), people: written.format(figures.limit.people) });
}

async function takeZone() {
  speakOf((await store.getFact("edition"))?.timezone);
  sayClock();
}

export async function start(paired, refusal) {
  device = paired;
  onRefusal = refusal;
  await clock.remember();
  await takeZone();
  since = (await store.getFact("offlineSince")) ?? null;
  await sayLink();
  await work();
}

export function stop() {
  device = null;
  clearTimeout(timer);
  clearTimeout(counting);
}

addEventListener("online", work);
addEventListener("offline", () => device && wentOffline());
document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : work()));
