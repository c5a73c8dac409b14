// Sends the cooperatives an agent wrote down, then what was typed into applications, then photos one by one. A photo that the server refuses is told and let go, so that it
// blocks nothing.

import { Sending } from "../sending.js";
import * as store from "./store.js";

const AT_ONCE = 100;

export class Sender extends Sending {
  constructor(base, given) {
    super(base, "applying", given);
  }

  async send() {
    for (const row of await store.newcomers(this.base)) if (!row.application && !row.trouble && !(await this.sendNewcomer(row))) return;
    const unknown = await this.unknown();
    const waiting = await store.taken(this.base, AT_ONCE, (row) => !unknown.has(row.application));
    if (waiting.length && !(await this.sendChanges(waiting))) return;
    for (const file of await this.sendable("files")) if (!(await this.sendFile(file))) return;
    this.failures = 0;
    await this.onChange();
    if ((await this.sendable("changes")).length) this.soon();
  }

  // What belongs to a cooperative that the server does not know yet waits for it.
  async unknown() {
    return new Set((await store.newcomers(this.base)).filter((row) => !row.application).map((row) => row.id));
  }

  async sendable(kind) {
    const unknown = await this.unknown();
    return (await store[kind](this.base)).filter((row) => !unknown.has(row.application));
  }

  // A refusal is kept with it, for the page of the tour to tell; it spoils no other.
  async sendNewcomer(row) {
    const change = { id: row.id, application: row.same ?? "", based_on: 0, after: null, fields: row.fields };
    const answer = await this.post(row.address, JSON.stringify({ changes: [change] }), { "Content-Type": "application/json" });
    if (!answer?.ok || answer.redirected) return this.putOff(answer);
    const [{ outcome, code, message, alike, application }] = (await answer.json()).results;
    this.lost = false;
    if (outcome === "refused") await store.keepNewcomer(this.base, { ...row, trouble: { code, message, alike } });
    else await store.became(this.base, row.id, application.id);
    return true;
  }

  async sendChanges(waiting) {
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
