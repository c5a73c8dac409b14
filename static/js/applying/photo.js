// A photo is made small on the phone before it is kept and sent: 1,600 pixels at most, a few hundred kilobytes.
// Anything that is no picture, and pictures the browser can't open, go as they are.

const LONGEST_SIDE = 1600;
const QUALITY = 0.82;
const SMALL = 300_000;

export async function shrunk(file) {
  if (!file.type.startsWith("image/") || file.size <= SMALL) return { blob: file, name: file.name };
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
    return blob && blob.size < file.size ? { blob, name: file.name.replace(/\.\w+$/, "") + ".jpg" } : { blob: file, name: file.name };
  } catch {
    return { blob: file, name: file.name };
  }
}
