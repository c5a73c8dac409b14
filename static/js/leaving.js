// Signing out leaves no words of the person in this tab (those that `dirty` keeps), whatever page it is done on.

function forgetDrafts() {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith("draft:")) sessionStorage.removeItem(key);
}

export function start(root) {
  for (const form of root.querySelectorAll("form[action$='/sign-out']")) form.addEventListener("submit", forgetDrafts);
}
