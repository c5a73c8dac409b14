// Turns a drawing of ours into a PNG and hands it to the phone's sheet for sharing; where there is none it is saved.
//   <button data-save-picture="/…/stand.svg" data-name="stand.png" hidden>

const LONGEST = 1600;

async function png(address) {
  const text = await (await fetch(address)).text();
  const drawing = new Image();
  drawing.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await drawing.decode();
  const scale = LONGEST / Math.max(drawing.width, drawing.height);
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(drawing.width * scale);
  canvas.height = Math.round(drawing.height * scale);
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(drawing, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

async function hand(button) {
  const blob = await png(button.dataset.savePicture);
  const file = new File([blob], button.dataset.name, { type: "image/png" });
  if (navigator.canShare?.({ files: [file] })) {
    await navigator.share({ files: [file] }).catch((error) => {
      if (error.name !== "AbortError") throw error;
    });
    return;
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = button.dataset.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export function start(root) {
  for (const button of root.querySelectorAll("[data-save-picture]")) {
    button.hidden = false;
    button.addEventListener("click", () => hand(button));
  }
}
