// Runs the export worker: collects the pieces, reports progress, and hands out a file to save.

let running = null;

// Resolves with the address of the finished file, or with null when cancelled; rejects with a code.
export function run(input, format, progress) {
  cancel();
  const address = document.querySelector('meta[name="heilsam:fhir-worker"]')?.content;
  const worker = new Worker(address, { type: "module" });
  running = worker;
  const pieces = [];
  const type = format === "xml" ? "application/fhir+xml" : "application/fhir+json";
  return new Promise((resolve, reject) => {
    const end = (settle, value) => {
      worker.terminate();
      if (running === worker) running = null;
      settle(value);
    };
    worker.addEventListener("error", () => end(reject, "module-not-loaded"));
    worker.addEventListener("message", ({ data }) => {
      if (data.type === "piece") {
        pieces.push(data.bytes);
        progress(data.written, data.total);
      } else if (data.type === "done") {
        end(resolve, URL.createObjectURL(new Blob(pieces, { type })));
      } else if (data.type === "cancelled") {
        end(resolve, null);
      } else {
        end(reject, data.code);
      }
    });
    worker.postMessage({ type: "start", input, format });
  });
}

export function cancel() {
  running?.postMessage({ type: "cancel" });
}

export function release(address) {
  URL.revokeObjectURL(address);
}
