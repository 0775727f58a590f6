// Reads PDF files that come in a call: loaded when one is sent or comes in, never before. Draws pages and runs nothing.
//
// The page sends   {bytes: ArrayBuffer}   once, and gets   {pages, active}.
// The page sends   {page, width}          and gets         {width, height, pixels: ArrayBuffer}.
// What cannot be read is answered with {failed: true}. Before that it says {ready: true}, or {absent: true} when its own parts
// could not be fetched.

import init, { Sheets } from "{{js:document-worker}}";

const ready = init({ module_or_path: "{{wasm:document-worker}}" });
let sheets;

addEventListener("message", async ({ data }) => {
  try {
    await ready;
  } catch {
    postMessage({ absent: true });
    return;
  }
  try {
    postMessage({ ready: true });
    if (data.bytes) {
      sheets = Sheets.open(new Uint8Array(data.bytes));
      postMessage(sheets ? { pages: sheets.count(), active: sheets.active() } : { failed: true });
      return;
    }
    const picture = sheets.draw(data.page, data.width);
    const pixels = picture.rgba().buffer;
    postMessage({ width: picture.width(), height: picture.height(), pixels }, [pixels]);
    picture.free();
  } catch {
    postMessage({ failed: true });
  }
});
