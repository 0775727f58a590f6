// Reads a code from the camera: with the browser's own BarcodeDetector, or else with a module of ours in a worker.

const PAUSE_MS = 150;
// Longest side of the picture that our module gets: enough for a letter in the hand, and quick on a phone.
const SIDE = 720;
const FORMATS = ["qr_code", "data_matrix", "code_128"];

// The latest call of each video. A call ends what it opened itself, wherever it stands when it is stopped.
const running = new Map();

// Resolves with the text of the first code seen, rejects without camera or when it is stopped.
export async function scan(id) {
  const call = new AbortController();
  const { signal } = call;
  stop(id);
  running.set(id, call);
  let stream, detector;
  const end = () => {
    stream?.getTracks().forEach((track) => track.stop());
    detector?.end();
  };
  signal.addEventListener("abort", end);
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    signal.throwIfAborted();
    const video = document.getElementById(id);
    if (!video) throw new Error("closed");
    const own = await ownDetector().catch(() => null);
    signal.throwIfAborted();
    detector = own ?? moduleDetector();
    video.srcObject = stream;
    await video.play();
    while (!signal.aborted) {
      const text = await detector.read(video);
      signal.throwIfAborted();
      if (text) return text;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    throw new Error("closed");
  } finally {
    // What came after the end was asked for ends here.
    end();
    if (running.get(id) === call) running.delete(id);
  }
}

export function stop(id) {
  running.get(id)?.abort();
  running.delete(id);
}

// Some browsers have the class and can read nothing with it.
async function ownDetector() {
  const known = await globalThis.BarcodeDetector.getSupportedFormats();
  const formats = FORMATS.filter((format) => known.includes(format));
  if (!formats.includes("qr_code")) return null;
  const detector = new BarcodeDetector({ formats });
  return {
    read: async (video) => (await detector.detect(video).catch(() => []))[0]?.rawValue,
    end() {},
  };
}

function moduleDetector() {
  const address = document.querySelector('meta[name="heilsam:scan-worker"]')?.content;
  const worker = new Worker(address, { type: "module" });
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  let giveUp = () => {};
  return {
    read(video) {
      const scale = Math.min(1, SIDE / Math.max(video.videoWidth, video.videoHeight, 1));
      canvas.width = Math.max(1, Math.round(video.videoWidth * scale));
      canvas.height = Math.max(1, Math.round(video.videoHeight * scale));
      context.drawImage(video, 0, 0, canvas.width, canvas.height);
      const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
      return new Promise((resolve, reject) => {
        worker.onmessage = ({ data: answer }) => (answer.failed ? reject(new Error("module")) : resolve(answer.text));
        worker.onerror = () => reject(new Error("module"));
        giveUp = () => reject(new Error("closed"));
        worker.postMessage({ pixels: data.buffer, width, height }, [data.buffer]);
      });
    },
    end() {
      worker.terminate();
      giveUp();
    },
  };
}
