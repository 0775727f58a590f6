// Runs the report worker once, and hands the PDF to the browser to save.

// A browser may read a file only some time after it was told to save it.
const READ_MS = 60_000;

let earlier = null;
let pagesLeft = 0;

// Resolves with the address of the file on this device; rejects with a code.
export async function save(report, file) {
  const begun = pagesLeft;
  const bytes = await make(report);
  const address = URL.createObjectURL(new Blob([bytes], { type: "application/pdf" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = file;
  link.click();
  if (begun === pagesLeft) {
    letGo();
    earlier = address;
  } else {
    revokeLater(address);
  }
  return address;
}

// The page that saved is left: what it made can be saved again no more, and does not stay in memory once a browser has read it.
export function leave() {
  pagesLeft += 1;
  letGo();
}

function letGo() {
  if (earlier) revokeLater(earlier);
  earlier = null;
}

function revokeLater(address) {
  setTimeout(() => URL.revokeObjectURL(address), READ_MS);
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
