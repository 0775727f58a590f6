// The glue between page and export module, with a stand-in for the module.

import assert from "node:assert/strict";
import { test } from "node:test";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const GLUE = join(dirname(fileURLToPath(import.meta.url)), "../../app/web/fhir-worker.js");

const STAND_IN = `
export default async function init() { if (globalThis.moduleIsMissing) throw new TypeError("404"); }
export class BundleExport {
  constructor(input) { if (input === "wrong") throw "period-reversed"; this.total = Number(input); this.written = 0; }
  nextPiece() { if (this.written < this.total) { this.written += 1; return new Uint8Array([this.written % 256]); } }
  free() { globalThis.freed = true; }
}`;

const asModule = (source) => `data:text/javascript,${encodeURIComponent(source)}`;

let copy = 0;

/** Loads the glue as a worker would; gives what the page can do and see. */
async function load() {
  const messages = [];
  const ended = new Promise((resolve) => {
    globalThis.postMessage = (message) => {
      messages.push(message);
      if (message.type !== "piece") resolve(message);
    };
  });
  let receive;
  globalThis.addEventListener = (_, listener) => (receive = (data) => listener({ data }));
  copy += 1;
  const source = readFileSync(GLUE, "utf8").replace("{{js:fhir-worker}}", asModule(STAND_IN)).replace("{{wasm:fhir-worker}}", "none");
  await import(asModule(`${source}\n// copy ${copy}`));
  return { send: (data) => receive(data), messages, ended };
}

test("all pieces arrive in order, with progress, and the module is freed", async () => {
  globalThis.freed = false;
  const worker = await load();
  worker.send({ type: "start", input: "20", format: "xml" });
  assert.deepEqual(await worker.ended, { type: "done" });
  assert.deepEqual(worker.messages.filter(({ type }) => type === "piece").map(({ written }) => written), Array.from({ length: 20 }, (_, index) => index + 1));
  assert.ok(worker.messages[0].bytes instanceof ArrayBuffer);
  assert.equal(globalThis.freed, true);
});

test("a cancel stops a long export after a few pieces", async () => {
  globalThis.freed = false;
  const worker = await load();
  worker.send({ type: "start", input: "100000", format: "json" });
  setTimeout(() => worker.send({ type: "cancel" }), 5);
  assert.deepEqual(await worker.ended, { type: "cancelled" });
  assert.ok(worker.messages.length < 5_000, `${worker.messages.length} messages`);
  assert.equal(globalThis.freed, true);
});

test("wrong facts and a missing module are told apart", async () => {
  const refused = await load();
  refused.send({ type: "start", input: "wrong", format: "xml" });
  assert.deepEqual(await refused.ended, { type: "failed", code: "period-reversed" });
  globalThis.moduleIsMissing = true;
  const missing = await load();
  missing.send({ type: "start", input: "1", format: "xml" });
  assert.deepEqual(await missing.ended, { type: "failed", code: "module-not-loaded" });
  delete globalThis.moduleIsMissing;
});
