// Writes the report for the practice as PDF in a worker: loaded when somebody saves one, never before.
//
// The page sends   {report: "<Document as JSON>"}   once.
// The page gets    {bytes: ArrayBuffer}   or   {code}.
// Nothing leaves the device: only the font is fetched, and it is the same for everybody.

import init, { makePdf } from "{{js:report-worker}}";

const FONTS = [
  "{{asset:fonts/atkinson-hyperlegible-next.woff2}}",
  "{{asset:fonts/atkinson-hyperlegible-next-ext.woff2}}",
];

addEventListener("message", async ({ data }) => {
  try {
    const [font, more] = await Promise.all([...FONTS.map(load), init({ module_or_path: "{{wasm:report-worker}}" })]);
    const bytes = makePdf(data.report, font, more);
    postMessage({ bytes: bytes.buffer }, [bytes.buffer]);
  } catch (error) {
    postMessage({ code: typeof error === "string" ? error : "module-not-loaded" });
  }
});

async function load(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error("no font");
  return new Uint8Array(await answer.arrayBuffer());
}
