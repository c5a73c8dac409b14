// A drawn plan that grows: buttons, wheel with Ctrl, two fingers, the keys + - 0; dragged by the mouse, scrolled by all
// else as anything that scrolls. The chosen stand, or the way, is brought into view. Beside it, a search while typing
// lights stands up. Without this file the plan is a picture with links, and the search a form.

const STEP = 1.4;
const MOST = 12;
const PER_METRE = 14; // pixels at which the number of a stand is read with ease

function zoomable(figure) {
  const sheet = figure.querySelector(".sheet");
  const drawing = sheet.querySelector("svg.draw");
  const view = drawing.viewBox.baseVal;
  const shown = drawing.getBoundingClientRect();
  const tall = sheet.clientHeight; // as high as what is shown at first, also where that is wider than the screen
  const fits = Math.min(1, (sheet.clientHeight * view.width) / view.height / sheet.clientWidth);
  let scale = Math.max(fits, Math.min(shown.width, (shown.height * view.width) / view.height) / sheet.clientWidth);

  function size() {
    drawing.style.inlineSize = `${scale * 100}%`;
    figure.toggleAttribute("data-zoomed", scale > fits);
  }

  function to(wanted, x = sheet.clientWidth / 2, y = sheet.clientHeight / 2) {
    const [left, top] = [(sheet.scrollLeft + x) / scale, (sheet.scrollTop + y) / scale];
    scale = Math.min(MOST, Math.max(fits, wanted));
    size();
    sheet.scrollTo({ left: left * scale - x, top: top * scale - y, behavior: "instant" });
  }

  drawing.style.minInlineSize = 0;
  drawing.style.maxBlockSize = "none";
  sheet.style.blockSize = `${tall}px`;
  size();
  return { sheet, drawing, to, by: (factor, x, y) => to(scale * factor, x, y), scale: () => scale };
}

function buttons(figure, map) {
  const tools = figure.querySelector("[data-map-tools]");
  tools.hidden = false;
  tools.addEventListener("click", (event) => {
    const how = event.target.closest("[data-zoom]")?.dataset.zoom;
    if (how === "whole") map.to(0);
    else if (how) map.by(how === "in" ? STEP : 1 / STEP);
  });
}

function keys({ sheet, by, to }) {
  sheet.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "+" || event.key === "=") by(STEP);
    else if (event.key === "-") by(1 / STEP);
    else if (event.key === "0") to(0);
    else return;
    event.preventDefault();
  });
}

function wheel({ sheet, by }) {
  sheet.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      const frame = sheet.getBoundingClientRect();
      by(Math.exp(-event.deltaY / 300), event.clientX - frame.left, event.clientY - frame.top);
    },
    { passive: false },
  );
}

function drag({ sheet }) {
  let from = null;
  sheet.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" && event.button === 0) from = { x: event.clientX, y: event.clientY, moved: false };
  });
  addEventListener("pointermove", (event) => {
    if (!from || event.pointerType !== "mouse") return;
    const [x, y] = [event.clientX - from.x, event.clientY - from.y];
    if (!from.moved && Math.hypot(x, y) < 5) return;
    sheet.classList.add("dragged");
    sheet.scrollBy({ left: -x, top: -y, behavior: "instant" });
    from = { x: event.clientX, y: event.clientY, moved: true };
  });
  addEventListener("pointerup", () => {
    if (from?.moved) sheet.addEventListener("click", (event) => event.preventDefault(), { capture: true, once: true });
    if (from?.moved) setTimeout(() => sheet.classList.remove("dragged"));
    from = null;
  });
  sheet.addEventListener("dragstart", (event) => event.preventDefault());
}

function pinch({ sheet, to, scale }) {
  let start = null;
  const apart = ([a, b]) => Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
  sheet.addEventListener("touchstart", ({ touches }) => {
    start = touches.length === 2 ? { apart: apart(touches), scale: scale() } : null;
  });
  sheet.addEventListener(
    "touchmove",
    (event) => {
      if (!start || event.touches.length !== 2) return;
      event.preventDefault();
      const frame = sheet.getBoundingClientRect();
      const [a, b] = event.touches;
      const [x, y] = [(a.clientX + b.clientX) / 2 - frame.left, (a.clientY + b.clientY) / 2 - frame.top];
      to((start.scale * apart(event.touches)) / start.apart, x, y);
    },
    { passive: false },
  );
}

function bringIntoView({ sheet, drawing, to, scale }) {
  const shown = drawing.querySelector(".way") || drawing.querySelector(".s.chosen, .s.here, .s.lit");
  if (!shown) return;
  const frame = sheet.getBoundingClientRect();
  const place = shown.getBoundingClientRect();
  const room = (scale() * Math.min(frame.width / place.width, frame.height / place.height)) / 1.3;
  const legible = (PER_METRE * drawing.viewBox.baseVal.width) / frame.width;
  to(Math.min(room, Math.max(scale(), legible)));
  centre(sheet, shown);
}

function centre(sheet, shown) {
  const frame = sheet.getBoundingClientRect();
  const place = shown.getBoundingClientRect();
  const [x, y] = [place.left + place.width / 2, place.top + place.height / 2];
  sheet.scrollBy({ left: x - frame.left - frame.width / 2, top: y - frame.top - frame.height / 2, behavior: "instant" });
}

function light(drawing, labels, isSeeking) {
  for (const stand of drawing.querySelectorAll(".s.lit")) stand.classList.remove("lit");
  for (const label of labels) drawing.querySelector(`#${CSS.escape(`${drawing.id}-${label}`)}`)?.classList.add("lit");
  drawing.classList.toggle("seeking", isSeeking);
}

function search(form, drawing) {
  let waiting = 0;
  let asked = 0;
  async function ask() {
    const number = ++asked;
    const answer = await fetch(`${form.dataset.find}?${new URLSearchParams(new FormData(form))}`).catch(() => null);
    if (!answer?.ok || number !== asked) return;
    const part = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("found");
    if (!part || number !== asked) return;
    document.getElementById("found").replaceChildren(...part.childNodes);
    light(drawing, part.dataset.lit.split(" ").filter(Boolean), part.dataset.seeking === "yes");
  }
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 250);
  });
}

for (const figure of document.querySelectorAll("[data-map]")) {
  const map = zoomable(figure);
  buttons(figure, map);
  keys(map);
  wheel(map);
  drag(map);
  pinch(map);
  bringIntoView(map);
  const form = document.querySelector("form[data-find]");
  if (form) search(form, map.drawing);
}
