// Where the browser can put the page on the phone's first screen by itself, a button asks it to.

export function start(root) {
  const button = root.querySelector("[data-install]");
  let asked = null;
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    asked = event;
    button.hidden = false;
  });
  button.addEventListener("click", async () => {
    await asked?.prompt();
    button.hidden = true;
  });
}
