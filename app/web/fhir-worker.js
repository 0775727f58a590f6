// Export and import in a worker: the page stays usable, and the module is loaded only when somebody wants either.
//
// The page sends one   {work: "export" | "shared" | "open" | "take", frame, format?, file?}   and then answers:
//   {type: "more"}                      with {collection, text} (records as a JSON array), or {} when there are no more;
//   {type: "preview", text}             with {} once the person agrees;
//   {type: "records", text}             with {} once they are written.
// It is told {type: "progress", part, parts, written, total} and {type: "file", name, blob, start, end} (the period of a
// part of MIO DiGA; other files have none), and at the end one of {type: "done"}, {type: "failed", code},
// {type: "refused", text} (why a file cannot be taken over, as JSON).
// To cancel, the page ends the worker. Nothing leaves the device.

import init, { Account, OpenFile } from "{{js:fhir-worker}}";

// A message for each piece would cost more than the piece.
const PIECES_PER_MESSAGE = 16;
const KINDS = { xml: "application/fhir+xml", json: "application/fhir+json" };

const inbox = [];
let waiting = null;

addEventListener("message", ({ data }) => {
  if (waiting) waiting(data);
  else inbox.push(data);
  waiting = null;
});

const receive = () => (inbox.length > 0 ? Promise.resolve(inbox.shift()) : new Promise((resolve) => (waiting = resolve)));

const ask = (question) => {
  postMessage(question);
  return receive();
};

receive().then(async (job) => {
  try {
    await init({ module_or_path: "{{wasm:fhir-worker}}" });
    await { export: writeExport, shared: writeShared, open: writeOpen, take: takeOver }[job.work](job);
    postMessage({ type: "done" });
  } catch (error) {
    if (typeof error !== "string") postMessage({ type: "failed", code: "module-not-loaded" });
    else postMessage(error.startsWith("{") ? { type: "refused", text: error } : { type: "failed", code: error });
  }
});

async function records(use) {
  for (;;) {
    const { collection, text } = await ask({ type: "more" });
    if (!collection) return;
    use(collection, text);
  }
}

async function gather({ frame }) {
  const account = new Account(frame);
  await records((collection, text) => account.add(collection, text));
  return account;
}

async function writeExport(job) {
  const account = await gather(job);
  const consents = account.consents(job.format);
  writeRecords(account, job);
  const blob = new Blob([consents], { type: KINDS[job.format] });
  postMessage({ type: "file", name: `heilsam-einwilligungen.${job.format}`, blob });
}

// What a patient showed to a practice: without consents, which a practice does not have.
async function writeShared(job) {
  writeRecords(await gather(job), job);
}

function writeRecords(account, job) {
  const type = KINDS[job.format];
  const running = account.export(job.format);
  let pieces = [];
  let number = 0;
  for (let bytes = running.nextPiece(); bytes; bytes = running.nextPiece()) {
    pieces.push(bytes);
    number += 1;
    const { part, parts, written, total } = running;
    if (number % PIECES_PER_MESSAGE === 1) postMessage({ type: "progress", part, parts, written, total });
    if (!running.endedPart) continue;
    const name = parts > 1 ? `heilsam-mio-diga-${part}.${job.format}` : `heilsam-mio-diga.${job.format}`;
    const { start, end } = running;
    postMessage({ type: "file", name, blob: new Blob(pieces, { type }), start, end });
    pieces = [];
  }
  running.free();
}

async function writeOpen(job) {
  const file = new OpenFile(job.frame);
  const pieces = [file.first()];
  await records((collection, text) => pieces.push(file.add(collection, text)));
  pieces.push(file.end());
  postMessage({ type: "file", name: "heilsam-alle-daten.json", blob: new Blob(pieces, { type: "application/json" }) });
}

async function takeOver(job) {
  const account = await gather(job);
  const brought = account.take(new Uint8Array(await job.file.arrayBuffer()));
  await ask({ type: "preview", text: brought.preview() });
  for (let text = brought.nextRecords(); text; text = brought.nextRecords()) await ask({ type: "records", text });
  brought.free();
}
