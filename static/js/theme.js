// Light or dark by hand, remembered in a cookie so that the server draws the next page right at once. Over TLS
// its name keeps it to this host.

const YEAR = 31536000;
const IS_TLS = location.protocol === "https:";
const NAME = IS_TLS ? "__Host-theme" : "theme";

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
      document.cookie = `${NAME}=${theme}; Max-Age=${YEAR}; Path=/; SameSite=Lax${IS_TLS ? "; Secure" : ""}`;
      show(button);
    });
  }
}
