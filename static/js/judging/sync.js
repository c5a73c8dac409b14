// Sends what the judge wrote.

import { Sending } from "../sending.js";
import * as store from "./store.js";

const AT_ONCE = 100;

export class Sender extends Sending {
  constructor(base, given) {
    super(base, given.address, given);
  }

  async send() {
    const waiting = await store.taken(this.base, AT_ONCE);
    if (!waiting.length) return;
    const told = await this.told(waiting, waiting.map(({ id, sheet, based_on, after, marks, gates, comment, note, at }) => ({ id, sheet, based_on, after, marks, gates: gates ?? {}, comment, note, at })));
    if (!told) return;
    await store.settle(this.base, told);
    this.failures = 0;
    await this.onChange();
    if ((await store.waiting(this.base)).length) this.soon();
  }
}
