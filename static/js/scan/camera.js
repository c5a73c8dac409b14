// The camera and what reads codes from it: the browser's own detector, else WebAssembly served by us.

const BETWEEN_LOOKS = 90;
const BETWEEN_LOOKS_WHEN_QUIET = 240;
const QUIET_AFTER = 20000;

async function detector() {
  if ("BarcodeDetector" in window) {
    const formats = await window.BarcodeDetector.getSupportedFormats().catch(() => []);
    if (formats.includes("qr_code")) return new window.BarcodeDetector({ formats: ["qr_code"] });
  }
  const base = new URL("../../vendor/", import.meta.url);
  const ponyfill = await import(new URL("barcode-detector-3.2.2/ponyfill.js", base));
  ponyfill.prepareZXingModule({
    overrides: { locateFile: (name) => (name.endsWith(".wasm") ? new URL("zxing-wasm-3.1.3/zxing_reader.wasm", base).href : name) },
  });
  return new ponyfill.BarcodeDetector({ formats: ["qr_code"] });
}

let loaded;
const ready = () => (loaded ??= detector());

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

  // Looks continuously and calls `found(codes, width, height)` for what is in sight; `quiet()` says for how long nobody
  // came, and it looks less often then. Throws when the camera is refused.
  async start(found, quiet) {
    if (this.#stream) return;
    const turn = ++this.#turn;
    const stream = await navigator.mediaDevices.getUserMedia({
      video: { facingMode: { ideal: "environment" }, width: { ideal: 1280 }, height: { ideal: 720 } },
      audio: false,
    });
    if (turn !== this.#turn || this.#stream) return stream.getTracks().forEach((track) => track.stop());
    this.#stream = stream;
    this.#video.srcObject = stream;
    await this.#video.play();
    this.#look(await ready(), found, quiet, turn);
  }

  async #look(reader, found, quiet, turn) {
    while (turn === this.#turn) {
      if (this.#video.readyState >= 2 && !document.hidden) {
        const codes = await reader.detect(this.#video).catch(() => []);
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

// The codes in a photo somebody took instead.
export async function readPhoto(file) {
  const reader = await ready();
  const picture = await createImageBitmap(file);
  const codes = await reader.detect(picture);
  picture.close();
  return codes.map((code) => code.rawValue);
}
