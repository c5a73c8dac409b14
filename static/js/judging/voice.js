// A comment by voice, where the device offers it; the button stays hidden elsewhere. The words are written into the
// field like typed ones: nothing else is kept, and the recording is the device's own affair.

export function start(form) {
  const Recognition = globalThis.SpeechRecognition ?? globalThis.webkitSpeechRecognition;
  const button = form.querySelector("[data-voice]");
  if (!Recognition || !button) return;
  button.hidden = false;
  const field = form.elements[button.dataset.voice];
  const words = button.querySelector(".t");
  const idle = words.textContent;
  let heard = null;
  const over = () => {
    heard = null;
    words.textContent = idle;
    button.setAttribute("aria-pressed", "false");
  };
  button.addEventListener("click", () => {
    if (heard) {
      heard.stop();
      return;
    }
    heard = new Recognition();
    heard.lang = button.dataset.language;
    heard.continuous = true;
    heard.onresult = (event) => {
      for (const result of [...event.results].slice(event.resultIndex)) {
        if (!result.isFinal) continue;
        field.value = `${field.value.trimEnd()} ${result[0].transcript.trim()}`.trim();
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
    };
    heard.onend = heard.onerror = over;
    heard.start();
    words.textContent = button.dataset.stop;
    button.setAttribute("aria-pressed", "true");
  });
}
