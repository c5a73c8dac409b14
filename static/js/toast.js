// A sentence that passes: it is read aloud, stays six seconds, and leaves.
//   toast("Copied", "ok")

const STAY = 6000;

export function toast(text, kind = "info") {
  const place = document.querySelector("[data-toasts]");
  const note = document.createElement("div");
  note.className = `note ${kind}`;
  note.textContent = text;
  place.append(note);
  setTimeout(() => note.remove(), STAY);
  return note;
}
