// Sends waiting changes, oldest first, one tab at a time, whenever there is something and a network.

import * as store from "./store.js";

const AT_ONCE = 100;
const QUIET = 700;
const RETRY = 15000;

export class Sender {
  constructor(base, { address, token, onChange }) {
    Object.assign(this, { base, address, token, onChange, timer: null, lost: false });
    addEventListener("online", () => this.soon(0));
    document.addEventListener("visibilitychange", () => this.soon(0));
  }

  soon(delay = QUIET) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.alone(), delay);
  }

  // Only one tab sends: the lock is the browser's.
  alone() {
    const send = () => this.send().catch(() => this.soon(RETRY));
    return navigator.locks ? navigator.locks.request(this.address, send) : send();
  }

  async send() {
    const waiting = (await store.waiting(this.base)).slice(0, AT_ONCE);
    if (!waiting.length) return;
    await store.markTried(this.base, waiting);
    const answer = await this.post(waiting);
    if (!answer) return;
    const byId = new Map(answer.results.map((result) => [result.id, result]));
    await store.settle(this.base, waiting.filter((change) => byId.has(change.id)).map((change) => ({ change, result: byId.get(change.id) })));
    this.lost = false;
    await this.onChange();
    if ((await store.waiting(this.base)).length) this.soon();
  }

  async post(waiting) {
    const changes = waiting.map(({ id, sheet, based_on, after, marks, comment, note, at }) => ({ id, sheet, based_on, after, marks, comment, note, at }));
    let answer;
    try {
      answer = await fetch(this.address, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": this.token },
        body: JSON.stringify({ changes }),
      });
    } catch {
      this.soon(RETRY);
      return null;
    }
    if (answer.ok && !answer.redirected) return answer.json();
    this.lost = answer.redirected || [400, 401, 403].includes(answer.status);
    if (!this.lost) this.soon(RETRY);
    await this.onChange();
    return null;
  }
}
