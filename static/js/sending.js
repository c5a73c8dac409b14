// Sends what waits on this device, oldest first, one tab at a time, whenever there is something and a network.
// Who extends it says what is sent (`send`), and is told by `onChange` that something went or is put off.

const QUIET = 800;
const RETRY = [1000, 2000, 4000, 8000, 15000];

export class Sending {
  // `name` is that of the browser's lock, `lost` whether the person has to sign in again.
  constructor(base, name, given) {
    Object.assign(this, { base, name, ...given, timer: null, lost: false, failures: 0 });
    addEventListener("online", () => this.soon(0));
    document.addEventListener("visibilitychange", () => this.soon(0));
  }

  soon(delay = QUIET) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.alone(), delay);
  }

  // Soon after the first failure (a network that just came back is often not quite there), then more rarely.
  again() {
    this.soon(RETRY[Math.min(this.failures++, RETRY.length - 1)]);
  }

  // Only one tab sends: the lock is the browser's.
  alone() {
    const send = () => this.send().catch(() => this.again());
    return navigator.locks ? navigator.locks.request(this.name, send) : send();
  }

  // [{change, result}] of the changes that the server answered, or nothing when they are put off.
  async told(waiting, changes) {
    const answer = await this.post(this.address, JSON.stringify({ changes }), { "Content-Type": "application/json" });
    if (!answer?.ok || answer.redirected) return this.putOff(answer);
    const results = new Map((await answer.json()).results.map((result) => [result.id, result]));
    this.lost = false;
    return waiting.filter((change) => results.has(change.id)).map((change) => ({ change, result: results.get(change.id) }));
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
    if (!this.lost) this.again();
    await this.onChange();
    return null;
  }
}
