// The camera and what reads codes from it: the browser's own detector, else WebAssembly served by us. The latter too
// where the browser has one that does not work, as on phones without the services it stands on.

const BETWEEN_LOOKS = 90;
const BETWEEN_LOOKS_WHEN_QUIET = 240;
const QUIET_AFTER = 20000;
const FAILURES_TOLD = 3;

let isOwnTrusted = true;
let failures = 0;
let loading = null;

async function browsersOwn() {
  if (!isOwnTrusted || !("BarcodeDetector" in window)) return null;
  const formats = await window.BarcodeDetector.getSupportedFormats().catch(() => []);
  return formats.includes("qr_code") ? new window.BarcodeDetector({ formats: ["qr_code"] }) : null;
}

async function served() {
  const base = new URL("../../vendor/", import.meta.url);
  const ponyfill = await import(new URL("barcode-detector-3.2.2/ponyfill.js", base));
  ponyfill.prepareZXingModule({
    overrides: { locateFile: (name) => (name.endsWith(".wasm") ? new URL("zxing-wasm-3.1.3/zxing_reader.wasm", base).href : name) },
  });
  return new ponyfill.BarcodeDetector({ formats: ["qr_code"] });
}

// One reader for all; one that could not be loaded is asked for again the next time.
function ready() {
  loading ??= browsersOwn()
    .then((own) => own ?? served())
    .catch((error) => {
      loading = null;
      throw error;
    });
  return loading;
}

async function detect(picture) {
  const reader = await ready();
  try {
    const codes = await reader.detect(picture);
    failures = 0;
    return codes;
  } catch {
    failures += 1;
    if (isOwnTrusted && failures >= FAILURES_TOLD) {
      isOwnTrusted = false;
      loading = null;
    }
    return [];
  }
}

export class Camera {
  #video;
  #stream = null;
  #turn = 0;

  constructor(video) {
    this.#video = video;
  }

  get isRunning() {
    return this.#stream !== null;
  }

  // Looks continuously and calls `found(codes, width, height)` for what is in sight; `quiet()` says for how long (ms)
  // nobody came, and it looks less often then; `lost()` is called when something else takes the camera away. Throws when
  // the camera is refused, or nothing can read what it sees.
  async start(found, quiet, lost) {
    if (this.#stream) return;
    const turn = ++this.#turn;
    const reading = ready();
    reading.catch(() => {});
    const stream = await navigator.mediaDevices.getUserMedia({
      video: { facingMode: { ideal: "environment" }, width: { ideal: 1280 }, height: { ideal: 720 } },
      audio: false,
    });
    if (turn !== this.#turn || this.#stream) return stream.getTracks().forEach((track) => track.stop());
    this.#stream = stream;
    this.#video.srcObject = stream;
    for (const track of stream.getVideoTracks()) {
      track.addEventListener("ended", () => {
        if (this.#stream !== stream) return;
        this.stop();
        lost();
      });
    }
    try {
      await this.#video.play();
      await reading;
    } catch (error) {
      if (this.#stream === stream) this.stop();
      throw error;
    }
    this.#look(found, quiet, turn);
  }

  async #look(found, quiet, turn) {
    while (turn === this.#turn) {
      if (this.#video.readyState >= 2 && !document.hidden) {
        const codes = await detect(this.#video).catch(() => []);
        if (codes.length && turn === this.#turn) found(codes, this.#video.videoWidth, this.#video.videoHeight);
      }
      const wait = quiet() > QUIET_AFTER ? BETWEEN_LOOKS_WHEN_QUIET : BETWEEN_LOOKS;
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }

  stop() {
    this.#turn += 1;
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = null;
    this.#video.srcObject = null;
  }

  get hasTorch() {
    return Boolean(this.#stream?.getVideoTracks()[0]?.getCapabilities?.().torch);
  }

  torch(on) {
    return this.#stream?.getVideoTracks()[0]?.applyConstraints({ advanced: [{ torch: on }] });
  }
}

// The codes in a photo somebody took instead; a photo is given every chance, being the last one.
export async function readPhoto(file) {
  const picture = await createImageBitmap(file);
  let codes = [];
  for (let tries = 0; tries < FAILURES_TOLD + 1 && !codes.length; tries += 1) {
    codes = await detect(picture);
    if (!failures) break;
  }
  picture.close();
  return codes.map((code) => code.rawValue);
}
