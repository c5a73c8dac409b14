// Photos and papers chosen on the page: made small, kept on this phone, and told in words until the server has them.

import { uuid } from "../uuid.js";
import { shrunk } from "./photo.js";
import * as store from "./store.js";

// Keeps what was chosen in a field, each file with the number and the end typed beside it. What the server would refuse
// for its size is left out, before minutes of a weak network are spent on it; says whether all was kept.
export async function keep(base, application, form, input) {
  const beside = (name) => form.elements[`${input.name.replace(/_file$/, "")}_${name}`]?.value ?? "";
  const most = Number(input.dataset.most ?? Infinity);
  let isAll = true;
  for (const file of [...input.files]) {
    const { blob, name } = await shrunk(file);
    if (blob.size > most) isAll = false;
    else await store.keepFile(base, { id: uuid(), application, field: input.dataset.field, blob, name, number: beside("number"), expires_on: beside("expires_on") });
  }
  input.value = "";
  return isAll;
}

// Says of each field which file waits here.
export async function draw(base, application, form, words) {
  const waiting = (await store.files(base)).filter((file) => file.application === application);
  for (const line of form.querySelectorAll("[data-file-of]")) {
    const mine = waiting.filter((file) => file.field === line.dataset.fileOf);
    if (mine.length) tellLine(line, words.file_here.replace("{name}", mine.at(-1).name));
  }
}

function tellLine(line, words, isWrong = false) {
  line.textContent = words;
  line.classList.toggle("error", isWrong);
}

// Says of a field that its file is too large.
export function tooLarge(form, input, words) {
  const line = form.querySelector(`[data-file-of="${CSS.escape(input.dataset.field)}"]`);
  if (line) tellLine(line, words.file_large, true);
}

// Says what became of one that was sent; a paper that the server took needs no more attention.
export function tell(form, file, told, words) {
  const line = form.querySelector(`[data-file-of="${CSS.escape(file.field)}"]`);
  if (line) tellLine(line, told.message ?? words.file_sent.replace("{name}", file.name), Boolean(told.message));
  if (told.application) form.querySelector(`[data-paper-of="${CSS.escape(file.field)}"]`)?.removeAttribute("open");
}
