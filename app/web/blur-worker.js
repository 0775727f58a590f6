// Blurs what is behind the person in the pictures of one camera: loaded when somebody switches that on, never before.
//
// The page sends   {rate, readable, writable}   once, streams of pictures from the camera and to whoever watches, or
//                  {rate} once, and after each {next: true} from here {picture: ImageBitmap}; its answer is {picture: ImageBitmap}
// The page gets    {ready: true}   with the first picture, {slow: true} when this device cannot keep up, {ended: true} after
//                  the last picture, {failed: true} when it cannot go on.

import init, { Blur } from "{{js:blur-worker}}";

const MODELS = {
  wide: "{{later:models/selfie_segmentation_landscape.tflite}}",
  other: "{{later:models/selfie_segmentation.tflite}}",
};
// Milliseconds that a device may be too slow before something is done about it.
const PATIENCE = 3000;
// Looking for the person in every third picture only is the last thing to try: seldom enough, a head leaves its outline.
const SELDOM = 3;

const loaded = init({ module_or_path: "{{wasm:blur-worker}}" });
const opened = {};
const small = new OffscreenCanvas(1, 1);
const look = small.getContext("2d", { willReadFrequently: true });
const veil = new OffscreenCanvas(1, 1);
const lay = veil.getContext("2d");
const whole = new OffscreenCanvas(1, 1);
const paint = whole.getContext("2d", { alpha: false });

// Milliseconds between two pictures, what one takes on the average, since when that is too long, and in how many pictures the
// person is looked for once.
let interval = 1000 / 30;
let takes = 0;
let slowSince = null;
let every = 1;
let number = 0;

async function open(shape) {
  opened[shape] ??= Promise.all([fetch(MODELS[shape]), loaded]).then(async ([answer]) => {
    if (!answer.ok) throw new Error("model");
    const blur = Blur.open(new Uint8Array(await answer.arrayBuffer()));
    if (!blur) throw new Error("model");
    return blur;
  });
  return opened[shape];
}

function resize(canvas, width, height) {
  if (canvas.width === width && canvas.height === height) return false;
  [canvas.width, canvas.height] = [width, height];
  return true;
}

function drawVeil(blur, picture) {
  const [columns, rows] = [blur.width(), blur.height()];
  resize(small, columns, rows);
  resize(veil, columns, rows);
  look.drawImage(picture, 0, 0, columns, rows);
  const { data } = look.getImageData(0, 0, columns, rows);
  lay.putImageData(new ImageData(new Uint8ClampedArray(blur.veil(new Uint8Array(data.buffer))), columns, rows), 0, 0);
}

// Says whether this device keeps up; else looks for the person less often, and gives up in the end.
function pace(took) {
  takes += (took - takes) * 0.1;
  const now = performance.now();
  if (takes <= interval) slowSince = null;
  else slowSince ??= now;
  if (slowSince === null || now - slowSince < PATIENCE) return true;
  every += 1;
  slowSince = null;
  return every <= SELDOM;
}

// Draws a picture with its veil onto `whole`; says whether to go on.
async function cover(picture, width, height) {
  const blur = await open(width > height ? "wide" : "other");
  const start = performance.now();
  const other = resize(whole, width, height);
  if (other || number % every === 0) drawVeil(blur, picture);
  number += 1;
  paint.drawImage(picture, 0, 0, width, height);
  paint.imageSmoothingQuality = "high";
  paint.drawImage(veil, 0, 0, width, height);
  return pace(performance.now() - start);
}

async function flow(readable, writable) {
  const [from, to] = [readable.getReader(), writable.getWriter()];
  for (;;) {
    const { done, value: frame } = await from.read();
    if (done) return postMessage({ ended: true });
    let goesOn;
    try {
      goesOn = await cover(frame, frame.displayWidth, frame.displayHeight);
    } finally {
      frame.close();
    }
    await to.write(new VideoFrame(whole, { timestamp: frame.timestamp }));
    postMessage({ ready: true });
    if (!goesOn) return postMessage({ slow: true });
  }
}

async function answer(picture) {
  const start = performance.now();
  const goesOn = await cover(picture, picture.width, picture.height);
  picture.close();
  const covered = whole.transferToImageBitmap();
  postMessage({ picture: covered }, [covered]);
  postMessage({ ready: true });
  if (!goesOn) return postMessage({ slow: true });
  const rest = interval - (performance.now() - start);
  setTimeout(() => postMessage({ next: true }), Math.max(0, rest));
}

addEventListener("message", async ({ data }) => {
  try {
    if (data.rate) interval = 1000 / data.rate;
    if (data.readable) await flow(data.readable, data.writable);
    else if (data.picture) await answer(data.picture);
    else postMessage({ next: true });
  } catch {
    postMessage({ failed: true });
  }
});
