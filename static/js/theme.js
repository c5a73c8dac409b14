// Light or dark by hand, remembered in the cookie `theme` so that the server draws the next page right at once.

const YEAR = 31536000;

function current() {
  return document.documentElement.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
}

function show(button) {
  const use = button.querySelector("use");
  const dark = current() === "dark";
  use.setAttribute("href", use.getAttribute("href").replace(/#.*/, dark ? "#sun" : "#moon"));
  button.setAttribute("aria-pressed", String(dark));
}

export function start(root) {
  for (const button of root.querySelectorAll("[data-theme-switch]")) {
    button.hidden = false;
    show(button);
    button.addEventListener("click", () => {
      const theme = current() === "dark" ? "light" : "dark";
      document.documentElement.dataset.theme = theme;
      document.cookie = `theme=${theme}; Max-Age=${YEAR}; Path=/; SameSite=Lax${location.protocol === "https:" ? "; Secure" : ""}`;
      show(button);
    });
  }
}
