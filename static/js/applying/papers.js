// Photos and papers chosen on the page: made small, kept on this phone, and told in words until the server has them.

import { uuid } from "../uuid.js";
import { shrunk } from "./photo.js";
import * as store from "./store.js";

// Keeps what was chosen in a field, each file with the number and the end typed beside it.
export async function keep(base, application, form, input) {
  const beside = (name) => form.elements[`${input.name.replace(/_file$/, "")}_${name}`]?.value ?? "";
  for (const file of [...input.files]) {
    const { blob, name } = await shrunk(file);
    await store.keepFile(base, { id: uuid(), application, field: input.dataset.field, blob, name, number: beside("number"), expires_on: beside("expires_on") });
  }
  input.value = "";
}

// Says of each field which file waits here.
export async function draw(base, application, form, words) {
  const waiting = (await store.files(base)).filter((file) => file.application === application);
  for (const line of form.querySelectorAll("[data-file-of]")) {
    const mine = waiting.filter((file) => file.field === line.dataset.fileOf);
    if (mine.length) line.textContent = words.file_here.replace("{name}", mine.at(-1).name);
  }
}

// Says what became of one that was sent; a paper that the server took needs no more attention.
export function tell(form, file, told, words) {
  const line = form.querySelector(`[data-file-of="${CSS.escape(file.field)}"]`);
  if (line) line.textContent = told.message ?? words.file_sent.replace("{name}", file.name);
  if (told.application) form.querySelector(`[data-paper-of="${CSS.escape(file.field)}"]`)?.removeAttribute("open");
}
