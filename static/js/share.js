// The phone's own sheet for sharing; where there is none the address is copied.
//   <button data-share data-url="…" data-title="…" data-copied="Address copied" hidden>

import { toast } from "./toast.js";

async function share(button) {
  const url = new URL(button.dataset.url || location.href, location.href).href;
  const title = button.dataset.title || document.title;
  if (!navigator.share) {
    await navigator.clipboard.writeText(url);
    toast(button.dataset.copied || url, "ok");
    return;
  }
  await navigator.share({ title, url }).catch((error) => {
    if (error.name !== "AbortError") throw error;
  });
}

export function start(root) {
  for (const button of root.querySelectorAll("[data-share]")) {
    button.hidden = false;
    button.addEventListener("click", () => share(button));
  }
}
