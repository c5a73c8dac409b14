// The practice: marks by keyboard and what each means in words, as on the sheets of the desk.

import { listen as listenToKeys } from "./keys.js";
import { drawAnchor, listenToAnchors } from "./sheet.js";

const content = JSON.parse(document.querySelector("[data-practice-content]").textContent);

for (const form of document.querySelectorAll("[data-practice]")) {
  listenToKeys(form);
  listenToAnchors(form, content);
  form.addEventListener("input", (event) => drawAnchor(event.target.closest("[data-criterion]"), content, Number(event.target.value)));
}
