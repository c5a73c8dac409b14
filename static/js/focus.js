// A form that came back with errors: the list of them is where reading goes on.

export function start(root) {
  const list = root.querySelector("[data-focus-on-load]");
  const place = list.closest("[tabindex]") || list;
  place.focus();
}
