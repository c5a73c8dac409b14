// Saves by itself: every change waits on this device until the server has it; hears what others did.

import { uuid } from "../../uuid.js";

const QUIET = 500;
const POLL = 4000;
const AT_ONCE = 50;

export class Saving {
  constructor(drawing, { address, token, version, plan, onState, onRemark, onHere, isAsking }) {
    Object.assign(this, { drawing, address, token, version, onState, onRemark, onHere, isAsking, busy: false, timer: null, online: true, lost: false });
    this.tab = sessionStorage.getItem("plan-tab") ?? uuid();
    sessionStorage.setItem("plan-tab", this.tab);
    this.prefix = `plan-${plan}-`;
    this.queue = this.kept();
    this.keep();
    drawing.onChange(({ operations }) => operations && this.take(operations));
    for (const name of ["online", "focus"]) addEventListener(name, () => this.soon(0));
    addEventListener("beforeunload", (event) => this.queue.length && this.lost && event.preventDefault());
  }

  // What this device kept, of this tab and of tabs that were closed: sending it twice is harmless.
  kept() {
    const found = new Map();
    for (const key of Object.keys(localStorage).filter((each) => each.startsWith(this.prefix))) {
      for (const change of JSON.parse(localStorage.getItem(key) ?? "[]")) found.set(change.id, change);
      if (key !== this.prefix + this.tab) localStorage.removeItem(key);
    }
    return [...found.values()];
  }

  keep() {
    if (this.queue.length) localStorage.setItem(this.prefix + this.tab, JSON.stringify(this.queue));
    else localStorage.removeItem(this.prefix + this.tab);
  }

  start() {
    const waiting = this.waiting();
    if (waiting.length) this.drawing.learn({}, false, []);
    this.drawing.replay(waiting);
    this.say();
    this.soon(0);
  }

  waiting() {
    return this.queue.flatMap(({ operations }) => operations);
  }

  take(operations) {
    this.queue.push({ id: uuid(), operations });
    this.keep();
    this.say();
    this.soon();
  }

  soon(delay = QUIET) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), delay);
  }

  say() {
    const state = this.lost || this.isAsking() ? "needs" : !this.online ? "offline" : this.queue.length ? "saving" : "saved";
    this.onState(state, this.queue.length);
  }

  async send() {
    if (this.busy) return this.soon();
    if (document.hidden && !this.queue.length) return this.soon(POLL);
    this.busy = true;
    const sent = this.queue.slice(0, AT_ONCE);
    try {
      const answer = await fetch(this.address, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": this.token },
        body: JSON.stringify({ tab: this.tab, version: this.version, chosen: [...this.drawing.chosen].slice(0, 20), changes: sent }),
      });
      this.online = answer.status < 500;
      this.lost = answer.redirected || [401, 403].includes(answer.status);
      if (answer.ok && !answer.redirected) this.settle(sent, await answer.json());
      else if (answer.status === 400 || answer.status === 422) await this.doubt(sent, answer);
    } catch {
      this.online = false;
    }
    this.busy = false;
    this.say();
    return this.soon(this.queue.length && this.online && !this.lost ? QUIET : POLL);
  }

  settle(sent, { version, results, objects, whole, here }) {
    const known = new Set(results.map(({ id }) => id));
    this.queue = this.queue.filter(({ id }) => !known.has(id));
    this.keep();
    const before = new Map(this.drawing.objects);
    if (whole || Object.keys(objects).length) this.drawing.learn(objects, whole, this.waiting());
    // A refused change left no trace there: look again at everything.
    this.version = results.some(({ outcome }) => outcome === "refused") ? -1 : version;
    for (const { remarks } of results) for (const remark of remarks) this.onRemark(remark, before.get(remark.id));
    this.onHere(here);
  }

  // The server does not understand this change: it is set aside, told, and everything is looked at again.
  async doubt(sent, answer) {
    const { code, detail, title } = await answer.json().catch(() => ({}));
    if (code === "csrf") {
      this.lost = true;
      return;
    }
    const [first] = sent;
    if (!first) return;
    this.queue = this.queue.filter(({ id }) => id !== first.id);
    this.keep();
    this.version = -1;
    this.onRemark({ code: "broken", message: detail || title || code || "" });
  }
}
