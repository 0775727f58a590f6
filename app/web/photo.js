// Draws a chosen picture anew and smaller, so that nothing is left of what the camera wrote into the file.

// Larger files are no photos of a camera; the browser would need gigabytes for them.
const MOST_READ = 64 * 1024 * 1024;
// Longest side in pixels, and how much detail goes until the file is small enough.
const SIDES = [1280, 1024, 800, 640];
const QUALITIES = [0.8, 0.65, 0.5];

// The first file of an input element as JPEG of at most so many bytes; null without a file. Rejects with "large" or "unreadable".
export async function draw(input, most) {
  const file = document.getElementById(input)?.files?.[0];
  if (!file) return null;
  if (file.size > MOST_READ) throw "large";
  // Turned as the camera was held: the word for it goes with the rest.
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null);
  if (!picture) throw "unreadable";
  try {
    for (const side of SIDES) {
      const canvas = shrink(picture, side);
      for (const quality of QUALITIES) {
        const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
        if (blob && blob.size <= most) return new Uint8Array(await blob.arrayBuffer());
      }
    }
  } finally {
    picture.close();
  }
  throw "large";
}

function shrink(picture, side) {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = canvas.getContext("2d");
  context.fillStyle = "white";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}
