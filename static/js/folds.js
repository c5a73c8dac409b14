// A link to something folded away opens what holds it, however old the browser; a field that is wrong too.

function open(root, hash) {
  const target = hash.length > 1 && root.getElementById(decodeURIComponent(hash.slice(1)));
  if (!target) return;
  let closed = false;
  for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) {
    closed ||= !fold.open;
    fold.open = true;
  }
  if (closed || target.matches(".fold > .stack")) target.closest("details")?.scrollIntoView({ block: "start" });
}

export function start(root) {
  root.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#']");
    if (link) setTimeout(() => open(root, link.hash));
  });
  addEventListener("hashchange", () => open(root, location.hash));
  open(root, location.hash);
}
