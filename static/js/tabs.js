// On a narrow screen the bar of tabs begins where the current one is seen. Newer browsers do it by themselves, before
// anything is shown (scroll-initial-target in base.css). Only the bar moves, and in either direction of writing.

export function start(root) {
  if (CSS.supports("scroll-initial-target", "nearest")) return;
  for (const tab of root.querySelectorAll(".tabs [aria-current]")) {
    const bar = tab.closest(".tabs").getBoundingClientRect();
    const place = tab.getBoundingClientRect();
    if (place.left >= bar.left && place.right <= bar.right) continue;
    tab.closest(".tabs").scrollBy({ left: (place.left + place.right - bar.left - bar.right) / 2, behavior: "instant" });
  }
}
