// Reads QR codes from camera pictures where the browser cannot: loaded when somebody scans, never before.
//
// The page sends   {pixels: ArrayBuffer, width, height}   (RGBA), one picture at a time.
// The page gets    {text: string | null}   for each, or an error event when the module cannot be loaded.

import init, { readCode } from "{{js:scan-worker}}";

const ready = init({ module_or_path: "{{wasm:scan-worker}}" });

addEventListener("message", async ({ data }) => {
  try {
    await ready;
    postMessage({ text: readCode(new Uint8Array(data.pixels), data.width, data.height) ?? null });
  } catch {
    postMessage({ failed: true });
  }
});
