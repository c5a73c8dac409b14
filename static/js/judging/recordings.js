// Voice notes and films beside an idea: drawn from data, and a word when there is no network to play them.

const show = (element, visible) => element.toggleAttribute("hidden", !visible);

function player({ kind, address }, words) {
  const element = document.createElement(kind === "voice" ? "audio" : "video");
  if (kind !== "voice") element.className = "film";
  Object.assign(element, { controls: true, preload: "none", src: address });
  element.setAttribute("aria-label", words[kind]);
  return element;
}

export function draw(root, words, sheet) {
  const box = root.querySelector("[data-recordings]");
  const addresses = (sheet.recordings ?? []).map(({ address }) => address);
  const drawn = [...box.children].map((each) => each.getAttribute("src"));
  if (String(addresses) !== String(drawn)) box.replaceChildren(...(sheet.recordings ?? []).map((each) => player(each, words)));
  show(root.querySelector("[data-unheard]"), Boolean(sheet.is_unheard));
  tell(root);
}

function tell(root) {
  const box = root.querySelector("[data-recordings]");
  const has = box.children.length > 0;
  show(box, has && navigator.onLine);
  show(root.querySelector("[data-recordings-offline]"), has && !navigator.onLine);
}

export function listen(root) {
  for (const name of ["online", "offline"]) addEventListener(name, () => tell(root));
}
