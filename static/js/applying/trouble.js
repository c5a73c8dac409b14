// What needs somebody: words changed elsewhere at the same time, a field refused, a sign-in that is over. Both sides
// are shown, nothing typed is lost.

import * as draft from "./draft.js";

export function drawTrouble(form, { trouble, newcomer, isLost, words }) {
  const box = form.querySelector("[data-trouble]");
  if (!trouble && newcomer?.trouble) return drawRefusal(form, box, newcomer.trouble);
  box.hidden = !trouble && !isLost;
  if (box.hidden) return;
  const clash = trouble?.kind === "conflict";
  box.querySelector("[data-why]").textContent = clash ? words.conflict : trouble ? trouble.message : words.sign_in;
  box.querySelector("[data-choices]").hidden = !clash;
  box.querySelector("[data-sign-in]").hidden = Boolean(trouble);
  const link = box.querySelector("[data-to-field]");
  link.hidden = !trouble?.field;
  if (trouble?.field) [link.href, link.textContent] = [`#${form.elements[trouble.field]?.id ?? ""}`, draft.labelOf(form, trouble.field)];
  const list = box.querySelector("[data-both]");
  list.replaceChildren(...(clash ? differences(form, box, trouble) : []));
}

function* differences(form, box, trouble) {
  for (const [name, texts] of Object.entries(trouble.fields)) {
    const theirs = trouble.theirs.fields[name] ?? [];
    if (JSON.stringify(theirs) === JSON.stringify(texts)) continue;
    const item = box.querySelector("[data-both-row]").content.firstElementChild.cloneNode(true);
    item.querySelector("[data-name]").textContent = draft.labelOf(form, name);
    item.querySelector("[data-mine]").textContent = draft.wordsOf(form, name, texts);
    item.querySelector("[data-theirs]").textContent = draft.wordsOf(form, name, theirs);
    yield item;
  }
}

// The profile itself was refused: the page of the tour tells what to do, nothing typed here is lost.
function drawRefusal(form, box, { message }) {
  box.hidden = false;
  box.querySelector("[data-why]").textContent = message;
  for (const part of box.querySelectorAll("[data-choices], [data-sign-in]")) part.hidden = true;
  const link = box.querySelector("[data-to-field]");
  [link.hidden, link.href, link.textContent] = [false, form.dataset.tourPage, form.dataset.tourWords];
}
