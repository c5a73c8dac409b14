// Sparing the battery over a day: after minutes without anybody the camera stops and the screen goes dark; a touch, a
// key or coming back to the page wakes both. The phone may sleep by itself only after a long rest.

const REST_AFTER = 3 * 60000;
const SLEEP_AFTER = 30 * 60000;
const LOOK_AGAIN = 5000;

let moved = Date.now();
let resting = false;
let lock = null;
let timer = 0;
let started = false;

export const isResting = () => resting;
export const quietFor = () => Date.now() - moved;

async function stayAwake() {
  if (lock && !lock.released) return;
  lock = await navigator.wakeLock?.request("screen").catch(() => null);
}

// `rest` and `wake` are called at each change.
export function start({ rest, wake }) {
  if (started) return;
  started = true;
  const change = (now) => {
    if (resting === now) return;
    resting = now;
    document.body.toggleAttribute("data-resting", now);
    if (now) rest();
    else wake();
  };
  const look = () => {
    clearTimeout(timer);
    if (document.hidden) return;
    if (quietFor() > REST_AFTER) change(true);
    if (quietFor() > SLEEP_AFTER) lock?.release();
    timer = setTimeout(look, LOOK_AGAIN);
  };
  const stir = () => {
    noteMove();
    stayAwake();
    change(false);
  };
  for (const name of ["pointerdown", "keydown"]) addEventListener(name, stir, { capture: true });
  document.addEventListener("visibilitychange", () => {
    clearTimeout(timer);
    if (document.hidden) return rest();
    noteMove();
    stayAwake();
    if (resting) change(false);
    else wake();
    look();
  });
  stayAwake();
  look();
}

export function noteMove() {
  moved = Date.now();
}
