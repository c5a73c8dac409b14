// Records a voice note on the page itself: press, speak, press. What is recorded is given to the file's field, as if it
// had been chosen there, so that it is kept on the phone and sent like any other file. Where the browser can't record,
// the field alone stays.

const LONGEST = 120; // seconds
const BITS = 32_000; // a second: speech stays clear, two minutes weigh half a megabyte
const KINDS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];

const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

class Recorder {
  constructor(box) {
    Object.assign(this, { box, input: document.getElementById(box.dataset.recorder), recorder: null });
    this.part = (name) => box.querySelector(`[data-${name}]`);
    this.part("begin").addEventListener("click", () => this.begin());
    this.part("end").addEventListener("click", () => this.end());
    addEventListener("pagehide", () => this.end());
    box.hidden = false;
  }

  async begin() {
    this.say("");
    try {
      const sound = await navigator.mediaDevices.getUserMedia({ audio: true });
      this.record(sound);
    } catch {
      this.say(this.box.dataset.refused);
    }
  }

  record(sound) {
    const kind = KINDS.find((each) => MediaRecorder.isTypeSupported(each));
    const pieces = [];
    this.recorder = new MediaRecorder(sound, { ...(kind && { mimeType: kind }), audioBitsPerSecond: BITS });
    this.recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
    this.recorder.addEventListener("stop", () => {
      for (const track of sound.getTracks()) track.stop();
      this.keep(new Blob(pieces, { type: this.recorder.mimeType }));
    });
    this.recorder.start();
    this.since = Date.now();
    this.timer = setInterval(() => this.tick(), 250);
    this.show(true);
    this.tick();
    this.part("end").focus();
  }

  tick() {
    const seconds = Math.floor((Date.now() - this.since) / 1000);
    this.part("time").textContent = `${clock(seconds)} / ${clock(LONGEST)}`;
    if (seconds >= LONGEST) this.end();
  }

  end() {
    if (this.recorder?.state !== "recording") return;
    clearInterval(this.timer);
    this.recorder.stop();
    this.show(false);
    this.part("begin").focus();
  }

  keep(blob) {
    const end = blob.type.includes("mp4") ? "m4a" : blob.type.includes("ogg") ? "ogg" : "webm";
    const files = new DataTransfer();
    files.items.add(new File([blob], `${this.box.dataset.name}.${end}`, { type: blob.type }));
    const player = this.part("player");
    URL.revokeObjectURL(player.src);
    player.src = URL.createObjectURL(blob);
    player.hidden = false;
    this.part("begin-words").textContent = this.box.dataset.again;
    this.input.files = files.files;
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  show(isRecording) {
    this.part("begin").hidden = isRecording;
    this.part("end").hidden = !isRecording;
    this.part("time").hidden = !isRecording;
  }

  say(words) {
    const trouble = this.part("not-heard");
    trouble.textContent = words;
    trouble.hidden = !words;
  }
}

const canRecord = "MediaRecorder" in globalThis && "DataTransfer" in globalThis && navigator.mediaDevices?.getUserMedia;
if (canRecord) for (const box of document.querySelectorAll("[data-recorder]")) new Recorder(box);
