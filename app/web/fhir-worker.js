// Makes the FHIR file in a worker: the page stays usable, and the module is loaded only when somebody exports.
//
// The page sends   {type: "start", input: "<ExportInput as JSON>", format: "xml" | "json"}   once, and may send
//                  {type: "cancel"}   at any time.
// The page gets    {type: "piece", bytes: ArrayBuffer, written, total}   again and again, and at the end one of
//                  {type: "done"}, {type: "cancelled"}, {type: "failed", code}.
// Nothing leaves the device: the pieces go to the page, which offers them as a download.

import init, { BundleExport } from "{{js:fhir-worker}}";

// A break lets a cancel message in; breaks cost about 4 ms each, a piece takes less than 1 ms.
const PIECES_BETWEEN_BREAKS = 8;

let cancelled = false;
let started = false;

addEventListener("message", ({ data }) => {
  if (data?.type === "cancel") cancelled = true;
  else if (data?.type === "start" && !started) run(data);
});

async function run({ input, format }) {
  started = true;
  try {
    await init({ module_or_path: "{{wasm:fhir-worker}}" });
    postMessage({ type: await write(input, format) });
  } catch (error) {
    postMessage({ type: "failed", code: typeof error === "string" ? error : "module-not-loaded" });
  }
}

async function write(input, format) {
  const running = new BundleExport(input, format);
  try {
    for (let number = 1; ; number += 1) {
      if (cancelled) return "cancelled";
      const bytes = running.nextPiece();
      if (!bytes) return "done";
      const { written, total } = running;
      postMessage({ type: "piece", bytes: bytes.buffer, written, total }, [bytes.buffer]);
      if (number % PIECES_BETWEEN_BREAKS === 0) await new Promise((resume) => setTimeout(resume));
    }
  } finally {
    running.free();
  }
}
