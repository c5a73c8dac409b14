// Sound and vibration of an answer: known without looking, different for yes, again and no.

const TUNES = {
  ok: [[880, 0, 0.09], [1320, 0.1, 0.14]],
  again: [[660, 0, 0.12], [660, 0.18, 0.12]],
  no: [[220, 0, 0.45]],
};
const SHAKES = { ok: [60], again: [80, 60, 80], no: [320] };
let audio = null;
let changed = () => {};

// Calls `told(canSound)` now and at each change, so that nobody waits for a sound that can't come.
export function watch(told) {
  changed = () => told(!window.AudioContext || audio?.state === "running");
  changed();
}

// Browsers let a page sound only after a touch, and take it away again after a call: call this on each.
export function wake() {
  if (!audio && window.AudioContext) {
    audio = new AudioContext();
    audio.addEventListener("statechange", () => changed());
  }
  if (audio && audio.state !== "running") return audio.resume().catch(() => {});
}

// Before the first touch browsers refuse to shake too.
export function signal(kind) {
  if (navigator.userActivation?.hasBeenActive ?? true) navigator.vibrate?.(SHAKES[kind]);
  if (audio?.state !== "running") return;
  for (const [pitch, after, length] of TUNES[kind]) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    const begins = audio.currentTime + after;
    tone.type = kind === "no" ? "sawtooth" : "sine";
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.0001, begins);
    volume.gain.exponentialRampToValueAtTime(0.4, begins + 0.01);
    volume.gain.exponentialRampToValueAtTime(0.0001, begins + length);
    tone.connect(volume).connect(audio.destination);
    tone.start(begins);
    tone.stop(begins + length);
  }
}
