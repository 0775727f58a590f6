// Draws a chosen picture anew and smaller, so that nothing is left of what the camera wrote into the file.

// Longest side in pixels, and how much detail goes until the file is small enough.
const SIDES = [1280, 1024, 800, 640];
const QUALITIES = [0.8, 0.65, 0.5];

// The first file of an input element as JPEG of at most so many bytes; rejects what is no picture.
export async function draw(input, most) {
  const file = document.getElementById(input)?.files?.[0];
  if (!file) return null;
  const picture = await createImageBitmap(file);
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
  throw new Error("too large");
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

// An address for a picture that is shown; it holds until it is let go.
export function show(bytes) {
  return URL.createObjectURL(new Blob([bytes], { type: "image/jpeg" }));
}

export function letGo(address) {
  URL.revokeObjectURL(address);
}
