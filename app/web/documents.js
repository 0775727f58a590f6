// Asks the worker that reads PDF files, where `call-tools.js` names one. A file that takes it too long is given up together
// with the worker; without a worker no PDF is fit to be sent, shown or saved.

const LIMIT_MS = 20_000;
const WIDTH = 1000;

const reading = new Map();
const asked = new WeakMap();
const working = new WeakSet();

// One question after the other: an answer does not say to which question it belongs.
function ask(worker, message, transfer) {
  const before = asked.get(worker) ?? Promise.resolve();
  const answer = before.catch(() => {}).then(() => askNow(worker, message, transfer));
  asked.set(worker, answer);
  return answer;
}

function askNow(worker, message, transfer = []) {
  return new Promise((resolve, reject) => {
    const give = (result) => {
      clearTimeout(timer);
      result ? resolve(result) : reject(new Error(working.has(worker) ? "unreadable" : "absent"));
    };
    const timer = setTimeout(() => {
      worker.terminate();
      give(null);
    }, LIMIT_MS);
    worker.onmessage = ({ data }) => {
      if (data.ready) working.add(worker);
      else give(data.failed || data.absent ? null : data);
    };
    worker.onerror = () => give(null);
    worker.postMessage(message, transfer);
  });
}

function start() {
  return new Worker(document.querySelector('meta[name="heilsam:document-worker"]').content, { type: "module" });
}

// 0 for a file that is fit to be shown and saved, 1 for active content, 2 for one that cannot be read, 3 when nobody looked: the
// worker could not be fetched.
export async function examine(bytes) {
  let worker;
  try {
    worker = start();
    return (await ask(worker, { bytes: bytes.buffer }, [bytes.buffer])).active ? 1 : 0;
  } catch {
    return worker && working.has(worker) ? 2 : 3;
  } finally {
    worker?.terminate();
  }
}

// Opens a file to draw it; resolves with the number of its pages.
export async function open(id, bytes) {
  close(id);
  const worker = start();
  reading.set(id, worker);
  return (await ask(worker, { bytes: bytes.buffer }, [bytes.buffer])).pages;
}

// Draws a page into the canvas with this id.
export async function draw(id, page) {
  const worker = reading.get(id);
  if (!worker) return;
  const { width, height, pixels } = await ask(worker, { page, width: WIDTH });
  const canvas = document.getElementById(id);
  if (!canvas) return;
  [canvas.width, canvas.height] = [width, height];
  canvas.getContext("2d").putImageData(new ImageData(new Uint8ClampedArray(pixels), width, height), 0, 0);
  canvas.dataset.page = String(page + 1);
}

export function close(id) {
  reading.get(id)?.terminate();
  reading.delete(id);
}
