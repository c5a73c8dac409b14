// Sends what an applicant typed, then photos one by one. A photo that the server refuses is told and let go, so that it
// blocks nothing.

import { Sending } from "../sending.js";
import * as store from "./store.js";

const AT_ONCE = 100;

export class Sender extends Sending {
  constructor(base, given) {
    super(base, "applying", given);
  }

  async send() {
    const waiting = (await store.changes(this.base)).slice(0, AT_ONCE);
    if (waiting.length && !(await this.sendChanges(waiting))) return;
    for (const file of await store.files(this.base)) if (!(await this.sendFile(file))) return;
    this.failures = 0;
    await this.onChange();
    if ((await store.changes(this.base)).length) this.soon();
  }

  async sendChanges(waiting) {
    await store.markTried(this.base, waiting);
    const told = await this.told(waiting, waiting.map(({ id, application, based_on, after, fields }) => ({ id, application, based_on, after, fields })));
    if (told) await store.settle(this.base, told);
    return Boolean(told);
  }

  async sendFile(file) {
    const body = new FormData();
    for (const name of ["id", "field", "number", "expires_on"]) body.set(name, file[name] ?? "");
    body.set("file", file.blob, file.name);
    const answer = await this.post(`${this.files}/${file.application}/files`, body);
    const refused = answer && !answer.ok && [404, 409, 413, 422].includes(answer.status);
    if (!answer || answer.redirected || (!answer.ok && !refused)) return this.putOff(answer);
    const told = await answer.json().catch(() => ({}));
    await store.dropFile(this.base, file.id);
    await this.onFile(file, refused ? { message: told.detail ?? told.title } : told);
    return true;
  }
}
