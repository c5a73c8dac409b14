// Signing out leaves no words of the person in this tab: what `dirty` kept of unsent forms goes.

export function start(root) {
  for (const form of root.querySelectorAll("form[action$='/sign-out']")) {
    form.addEventListener("submit", () => {
      for (const key of Object.keys(sessionStorage)) if (key.startsWith("draft:")) sessionStorage.removeItem(key);
    });
    form.dataset.leaving = "ready";
  }
}
