// What carrying something over a map needs: a map that scrolls along near its edges, and buttons in what is said.

const EDGE = 36; // px from an edge of what is seen
const SPEED = 9; // px a frame at most

// Scrolls `sheet`, and the page with it, while the pointer stays near an edge; `moved` is called after each step.
export function edges(sheet, moved) {
  let [across, down, frame] = [0, 0, 0];
  const step = () => {
    frame = 0;
    if (!across && !down) return;
    sheet.scrollBy({ left: across, top: down, behavior: "instant" });
    scrollBy({ top: down, behavior: "instant" });
    moved();
    frame = requestAnimationFrame(step);
  };
  const pull = (at, from, to) => Math.round(SPEED * (Math.min(1, Math.max(0, at - to + EDGE) / EDGE) - Math.min(1, Math.max(0, from + EDGE - at) / EDGE)));
  return {
    near(x, y) {
      const box = sheet.getBoundingClientRect();
      across = pull(x, Math.max(0, box.left), Math.min(innerWidth, box.right));
      down = pull(y, Math.max(0, box.top), Math.min(innerHeight, box.bottom));
      if ((across || down) && !frame) frame = requestAnimationFrame(step);
    },
    stop() {
      [across, down] = [0, 0];
      cancelAnimationFrame(frame);
      frame = 0;
    },
  };
}

export function button(words, kind, act) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: `btn ${kind}`.trim(), textContent: words });
  made.addEventListener("click", act);
  return made;
}
