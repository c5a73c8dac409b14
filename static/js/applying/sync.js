// Sends what waits, oldest first, one tab at a time, whenever there is something and a network: typed changes
// first, then photos one by one. A photo that the server refuses is told and let go, so that it blocks nothing.

import * as store from "./store.js";

const AT_ONCE = 100;
const QUIET = 800;
const RETRY = 15000;

export class Sender {
  constructor(base, { address, token, onChange, onFile }) {
    Object.assign(this, { base, address, token, onChange, onFile, timer: null, lost: false });
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
    return navigator.locks ? navigator.locks.request("applying", send) : send();
  }

  async send() {
    const waiting = (await store.changes(this.base)).slice(0, AT_ONCE);
    if (waiting.length && !(await this.sendChanges(waiting))) return;
    for (const file of await store.files(this.base)) if (!(await this.sendFile(file))) return;
    await this.onChange();
    if ((await store.changes(this.base)).length) this.soon();
  }

  async sendChanges(waiting) {
    await store.markTried(this.base, waiting);
    const changes = waiting.map(({ id, application, based_on, after, fields }) => ({ id, application, based_on, after, fields }));
    const answer = await this.post(this.address, JSON.stringify({ changes }), { "Content-Type": "application/json" });
    if (!answer?.ok) return this.putOff(answer);
    const results = new Map((await answer.json()).results.map((result) => [result.id, result]));
    const told = waiting.filter((change) => results.has(change.id)).map((change) => ({ change, result: results.get(change.id) }));
    await store.settle(this.base, told);
    this.lost = false;
    return true;
  }

  async sendFile(file) {
    const body = new FormData();
    for (const name of ["id", "field", "number", "expires_on"]) body.set(name, file[name] ?? "");
    body.set("file", file.blob, file.name);
    const answer = await this.post(`/api/v1/applications/${file.application}/files`, body);
    const refused = answer && !answer.ok && [404, 409, 413, 422].includes(answer.status);
    if (!answer || answer.redirected || (!answer.ok && !refused)) return this.putOff(answer);
    const told = await answer.json().catch(() => ({}));
    await store.dropFile(this.base, file.id);
    await this.onFile(file, refused ? { message: told.detail ?? told.title } : told);
    return true;
  }

  async post(address, body, headers = {}) {
    try {
      return await fetch(address, { method: "POST", headers: { Accept: "application/json", "X-CSRFToken": this.token, ...headers }, body });
    } catch {
      return null;
    }
  }

  async putOff(answer) {
    this.lost = Boolean(answer) && (answer.redirected || [400, 401, 403].includes(answer.status));
    if (!this.lost) this.soon(RETRY);
    await this.onChange();
    return false;
  }
}
