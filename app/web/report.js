// Runs the report worker once, and hands the PDF to the browser to save.

let earlier = null;

// Resolves with the address of the file on this device; rejects with a code.
export async function save(report, file) {
  const bytes = await make(report);
  if (earlier) URL.revokeObjectURL(earlier);
  earlier = URL.createObjectURL(new Blob([bytes], { type: "application/pdf" }));
  const link = document.createElement("a");
  link.href = earlier;
  link.download = file;
  link.click();
  return earlier;
}

// Resolves with the bytes of the PDF; rejects with a code.
export async function bytes(report) {
  return new Uint8Array(await make(report));
}

function make(report) {
  const address = document.querySelector('meta[name="heilsam:report-worker"]')?.content;
  const worker = new Worker(address, { type: "module" });
  return new Promise((resolve, reject) => {
    worker.addEventListener("error", () => reject("module-not-loaded"));
    worker.addEventListener("message", ({ data }) => (data.bytes ? resolve(data.bytes) : reject(data.code)));
    worker.postMessage({ report });
  }).finally(() => worker.terminate());
}
