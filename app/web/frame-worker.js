// Seals the frames that leave a call and opens those that arrive: between encoder and network, beside the page.
//
// The page sends   {type: "keys", send: Uint8Array, receive: Uint8Array}   once, then {type: "count"} now and then.
// The page gets    {type: "ready"}   and   {type: "counts", audio, video}   with {sealed, called, opened} each.
// Transforms come with {operation: "seal" | "open", kind: "audio" | "video"}. A frame that cannot be sealed or opened
// is dropped: nothing passes as it came.

import { CLEAR_BYTES, ReplayWindow, deriveKeys, open, seal } from "{{asset:sframe.js}}";

// One sender per key: key ids tell nothing.
const KID = 0;

const counts = { audio: { sealed: 0, called: 0, opened: 0 }, video: { sealed: 0, called: 0, opened: 0 } };
const seen = new ReplayWindow();
let keys = null;
// One counter for all streams: a nonce is never used twice.
let counter = 0;

addEventListener("message", async ({ data }) => {
  if (data.type === "count") {
    postMessage({ type: "counts", ...counts });
  } else if (data.type === "keys" && !keys) {
    const [send, receive] = await Promise.all([
      deriveKeys(data.send, KID, "encrypt"),
      deriveKeys(data.receive, KID, "decrypt"),
    ]);
    keys = { send, receive };
    postMessage({ type: "ready" });
  }
});

addEventListener("rtctransform", ({ transformer }) => {
  const { operation, kind } = transformer.options;
  const change = operation === "seal" ? sealFrame : openFrame;
  const transform = async (frame, output) => {
    const data = await change(kind, new Uint8Array(frame.data)).catch(() => null);
    if (!data) return;
    frame.data = data.buffer;
    output.enqueue(frame);
  };
  // A stream that breaks off ends with its connection.
  transformer.readable.pipeThrough(new TransformStream({ transform })).pipeTo(transformer.writable).catch(() => {});
});

async function sealFrame(kind, frame) {
  if (!keys) return null;
  const number = counter;
  counter += 1;
  const sealed = await seal(keys.send, number, frame, CLEAR_BYTES[kind]);
  counts[kind].sealed += 1;
  return sealed;
}

async function openFrame(kind, sealed) {
  counts[kind].called += 1;
  if (!keys) return null;
  const opened = await open(keys.receive, sealed, CLEAR_BYTES[kind]);
  if (!opened || !seen.accept(opened.counter)) return null;
  counts[kind].opened += 1;
  return opened.frame;
}
