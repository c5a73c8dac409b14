// The page of a cooperative that waits on this phone: its name, and only the papers its sector is asked for.

import * as store from "./store.js";

// Whether the phone knows it; one that the server has by now goes on at the address of its application.
export async function meet(base, form, local) {
  const row = local ? await store.newcomer(base, local) : null;
  if (!row) return false;
  if (row.application) location.replace(`/applications/${row.application}/edit`);
  const wanted = JSON.parse(form.querySelector("[data-papers-wanted]").textContent);
  for (const [kind, sectors] of Object.entries(wanted)) if (sectors.length && !sectors.includes(row.fields.sector?.[0])) form.querySelector(`#step-document_${kind}`)?.remove();
  document.querySelector("[data-newcomer-name]").textContent = row.name;
  document.querySelector("[data-no-newcomer]").hidden = true;
  form.hidden = false;
  return true;
}
