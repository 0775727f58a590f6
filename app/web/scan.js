// Reads a code from the camera with the browser's own BarcodeDetector.

const streams = new Map();

// Resolves with the text of the first code seen, rejects without camera or detector.
export async function scan(id) {
  if (!("BarcodeDetector" in globalThis)) throw new Error("no detector");
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  const video = document.getElementById(id);
  if (!video) {
    stream.getTracks().forEach((track) => track.stop());
    throw new Error("closed");
  }
  streams.set(id, stream);
  video.srcObject = stream;
  await video.play();
  const detector = new BarcodeDetector({ formats: ["qr_code", "data_matrix", "code_128"] });
  while (streams.has(id)) {
    const [code] = await detector.detect(video).catch(() => []);
    if (code) {
      stop(id);
      return code.rawValue;
    }
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  throw new Error("closed");
}

export function stop(id) {
  streams.get(id)?.getTracks().forEach((track) => track.stop());
  streams.delete(id);
}
