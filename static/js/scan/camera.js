// The camera and what reads codes from it: the browser's own detector, else WebAssembly served by us.

const BETWEEN_LOOKS = 80;

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
  #running = false;

  constructor(video) {
    this.#video = video;
  }

  // Looks continuously and calls `found(text)` for every code in sight. Throws when the camera is refused.
  async start(found) {
    this.#stream = await navigator.mediaDevices.getUserMedia({
      video: { facingMode: { ideal: "environment" }, width: { ideal: 1280 }, height: { ideal: 720 } },
      audio: false,
    });
    this.#video.srcObject = this.#stream;
    await this.#video.play();
    this.#running = true;
    this.#look(await ready(), found);
  }

  async #look(reader, found) {
    while (this.#running) {
      if (this.#video.readyState >= 2 && !document.hidden) {
        const codes = await reader.detect(this.#video).catch(() => []);
        for (const code of codes) found(code.rawValue);
      }
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS));
    }
  }

  stop() {
    this.#running = false;
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = null;
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
