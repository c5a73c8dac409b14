// The timer of a pitch: counts down from the minutes agreed, says when it is over, and stays with the page only.

const SECOND = 1000;

export function start(root) {
  const box = root.querySelector("[data-pitch]");
  if (!box) return;
  box.hidden = false;
  const [go, shown, said] = ["go", "left", "said"].map((name) => box.querySelector(`[data-pitch-${name}]`));
  const whole = Number(box.dataset.pitch) * 60;
  let ends = 0;
  let timer = null;
  const draw = (left) => {
    shown.textContent = `${String(Math.floor(left / 60)).padStart(2, "0")}:${String(left % 60).padStart(2, "0")}`;
  };
  const stop = () => {
    clearInterval(timer);
    timer = null;
    go.setAttribute("aria-pressed", "false");
  };
  const tick = () => {
    const left = Math.max(Math.round((ends - Date.now()) / SECOND), 0);
    draw(left);
    if (left) return;
    stop();
    box.classList.add("over");
    said.textContent = said.dataset.over;
    navigator.vibrate?.([200, 100, 200]);
  };
  go.addEventListener("click", ({ detail }) => {
    if (detail > 1) return; // the second of a double click would stop what the first began
    box.classList.remove("over");
    said.textContent = "";
    if (timer) {
      stop();
      draw(whole);
      return;
    }
    ends = Date.now() + whole * SECOND;
    timer = setInterval(tick, SECOND / 2);
    go.setAttribute("aria-pressed", "true");
    tick();
  });
  draw(whole);
}
