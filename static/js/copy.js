// A click on a code, or on a button with data-copy="text", copies it; data-copied holds the words to say then.

import { toast } from "./toast.js";

export function start(root) {
  root.addEventListener("click", async (event) => {
    const source = event.target.closest("[data-copy]");
    if (!source) return;
    await navigator.clipboard.writeText(source.dataset.copy || source.textContent.trim());
    toast(source.dataset.copied || "✓", "ok");
  });
}
