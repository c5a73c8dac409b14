// A badge on paper shown to this page's camera, or a photo of it, fills the code that would else be typed. Nothing is
// sent by itself: whoever votes presses the button. Only staff at a door, who read one badge after the other, are spared
// it (`data-sends`); there the camera goes on by itself on the page that answers.

import { readBadge, shown } from "../scan/codes.js";

const LOOKS_FOR = 60000; // the camera costs battery: it rests after a minute (ms)
const GOES_ON = "door-camera"; // in the tab's own memory
const LAST = "door-badge"; // likewise: the badge read last, and when it was seen last
const AWAY = 4000; // a badge still held before the camera is not read again until it was away so long (ms)
const eyes = () => import("../scan/camera.js");

class Reader {
  #place;
  #camera = null;
  #resting = 0;

  constructor(place) {
    this.#place = place;
    const typing = this.#part("typing");
    const field = typing.querySelector("input");
    field.required = false; // a hidden field may not stop the form: the server says what is missing
    typing.open = "keepOpen" in typing.dataset;
    this.#part("eyes").hidden = false;
    this.#part("camera").addEventListener("click", () => this.#look());
    this.#part("photo").addEventListener("change", (event) => this.#study(event.target));
    addEventListener("pagehide", () => this.#rest());
    document.addEventListener("visibilitychange", () => document.hidden && this.#rest());
    if (!this.#sends || !sessionStorage.getItem(GOES_ON)) return;
    this.#remember(this.#last().code); // the page that answers took its time
    this.#look();
  }

  #last() {
    return JSON.parse(sessionStorage.getItem(LAST) ?? "{}");
  }

  #remember(code) {
    sessionStorage.setItem(LAST, JSON.stringify({ code, at: Date.now() }));
  }

  get #sends() {
    return "sends" in this.#place.dataset;
  }

  #part(name) {
    return this.#place.querySelector(`[data-badge-${name}]`);
  }

  async #look() {
    const view = this.#part("view");
    view.hidden = false;
    if (this.#sends) sessionStorage.setItem(GOES_ON, "yes");
    try {
      this.#camera ??= new (await eyes()).Camera(view.querySelector("video"));
      await this.#camera.start((codes) => this.#watch(codes.map((code) => code.rawValue)), () => 0, () => this.#giveUp());
      clearTimeout(this.#resting);
      this.#resting = setTimeout(() => this.#giveUp(), LOOKS_FOR);
    } catch {
      this.#giveUp();
    }
  }

  // The camera is refused, taken away or saw nothing for long: the two other ways are told, and typing is opened.
  #giveUp() {
    this.#rest();
    sessionStorage.removeItem(GOES_ON);
    this.#part("typing").open = true;
    this.#say("wait", this.#place.dataset.blind);
  }

  async #study(input) {
    const file = input.files[0];
    if (!file) return;
    const { readPhoto } = await eyes();
    const codes = await readPhoto(file).catch(() => []);
    input.value = "";
    if (!this.#seen(codes)) this.#say("wait", this.#place.dataset.unread);
  }

  #watch(texts) {
    const { code, at } = this.#last();
    const isStill = this.#sends && code && texts.map(readBadge).find(Boolean) === code && Date.now() - at < AWAY;
    if (isStill) this.#remember(code);
    else this.#seen(texts);
  }

  // Whether one of ours is among them; other codes are no answer.
  #seen(texts) {
    const code = texts.map(readBadge).find(Boolean);
    if (!code) return false;
    this.#rest();
    const field = this.#part("typing").querySelector("input");
    field.value = shown(code);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    navigator.vibrate?.(80);
    this.#say("ok", `${this.#place.dataset.read} `, shown(code));
    if (!this.#sends) return true;
    this.#remember(code);
    field.form.requestSubmit();
    return true;
  }

  #rest() {
    clearTimeout(this.#resting);
    this.#camera?.stop();
    this.#part("view").hidden = true;
  }

  #say(kind, words, code = "") {
    const says = this.#part("says");
    says.hidden = false;
    says.className = `note ${kind}`;
    for (const sign of says.querySelectorAll("[data-badge-sign]")) sign.hidden = sign.dataset.badgeSign !== kind;
    const written = document.createElement("bdi");
    Object.assign(written, { className: "code", dir: "ltr", textContent: code });
    const line = document.createElement("b");
    line.append(words, ...(code ? [written] : []));
    this.#part("words").replaceChildren(line);
    says.scrollIntoView({ block: "nearest" });
  }
}

export function start(root) {
  for (const place of root.querySelectorAll("[data-badge-reader]")) new Reader(place);
}
