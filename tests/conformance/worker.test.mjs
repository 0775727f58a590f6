// The glue between page and module for export and import, with a stand-in for the module.

import assert from "node:assert/strict";
import { test } from "node:test";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const GLUE = join(dirname(fileURLToPath(import.meta.url)), "../../app/web/fhir-worker.js");

// Writes what it was given: each batch is a piece, "|" ends a part.
const STAND_IN = `
export default async function init() { if (globalThis.moduleIsMissing) throw new TypeError("404"); }
export class Account {
  constructor(frame) { if (frame === "wrong") throw "insurance-number"; this.texts = []; }
  add(collection, text) { this.texts.push(collection + ":" + text); }
  consents(format) { return "consents as " + format; }
  export() { return new Export(this.texts); }
  take(bytes) {
    const text = new TextDecoder().decode(bytes);
    if (text === "broken") throw JSON.stringify({ code: "file-damaged", line: 3 });
    const records = text.split(",");
    return { preview: () => JSON.stringify({ records: records.length }), nextRecords: () => records.shift(), free() { globalThis.freed = true; } };
  }
}
class Export {
  constructor(texts) { this.texts = texts; this.part = 0; this.written = 0; this.total = texts.length; this.parts = texts.filter((text) => text.endsWith("|")).length; }
  nextPiece() {
    const text = this.texts[this.written];
    if (text === undefined) return undefined;
    this.written += 1;
    this.endedPart = text.endsWith("|");
    [this.start, this.end] = ["begin of " + this.part, "end of " + this.part];
    if (this.endedPart) this.part += 1;
    return new TextEncoder().encode(text);
  }
  free() { globalThis.freed = true; }
}
export class OpenFile {
  constructor() {}
  first() { return "<"; }
  add(collection, text) { return collection + ":" + text + ";"; }
  end() { return ">"; }
}`;

const asModule = (source) => `data:text/javascript,${encodeURIComponent(source)}`;

let copy = 0;

/** Loads the glue as a worker would and answers its questions like a page; gives everything it said. */
async function play(job, batches = [], answers = () => ({})) {
  const messages = [];
  let receive;
  globalThis.addEventListener = (_, listener) => (receive = (data) => listener({ data }));
  const ended = new Promise((resolve) => {
    globalThis.postMessage = (message) => {
      messages.push(message);
      if (message.type === "more") {
        const [collection, text] = batches.shift() ?? [];
        setTimeout(() => receive({ collection, text }));
      } else if (["preview", "records"].includes(message.type)) {
        const answer = answers(message);
        if (answer) setTimeout(() => receive(answer));
        else resolve();
      } else if (["done", "failed", "refused"].includes(message.type)) resolve();
    };
  });
  copy += 1;
  const source = readFileSync(GLUE, "utf8").replace("{{js:fhir-worker}}", asModule(STAND_IN)).replace("{{wasm:fhir-worker}}", "none");
  await import(asModule(`${source}\n// copy ${copy}`));
  receive({ frame: "frame", ...job });
  await ended;
  return messages;
}

const of = (messages, type) => messages.filter((message) => message.type === type);
const files = async (messages) => Object.fromEntries(await Promise.all(of(messages, "file").map(async ({ name, blob }) => [name, await blob.text()])));

test("records become the parts of an export, and the consents a file of their own", async () => {
  globalThis.freed = false;
  const messages = await play({ work: "export", format: "xml" }, [["diary", "1"], ["diary", "2|"], ["documents", "3|"]]);
  assert.deepEqual(await files(messages), {
    "heilsam-mio-diga-1.xml": "diary:1diary:2|",
    "heilsam-mio-diga-2.xml": "documents:3|",
    "heilsam-einwilligungen.xml": "consents as xml",
  });
  assert.equal(of(messages, "file")[0].blob.type, "application/fhir+xml");
  const periods = of(messages, "file").map(({ start, end }) => [start, end]);
  assert.deepEqual(periods, [["begin of 0", "end of 0"], ["begin of 1", "end of 1"], [undefined, undefined]]);
  assert.deepEqual(messages.at(-1), { type: "done" });
  assert.equal(of(messages, "progress").length, 1);
  assert.equal(globalThis.freed, true);
});

test("one part has no number, and progress does not flood the page", async () => {
  const batches = Array.from({ length: 100 }, (_, index) => ["diary", index === 99 ? "|" : `${index}`]);
  const messages = await play({ work: "export", format: "json" }, batches);
  assert.ok(Object.keys(await files(messages)).includes("heilsam-mio-diga.json"));
  assert.equal(of(messages, "progress").length, 7);
});

test("what was shared with a practice has no file of consents", async () => {
  const messages = await play({ work: "shared", format: "xml" }, [["diary", "1|"]]);
  assert.deepEqual(await files(messages), { "heilsam-mio-diga.xml": "diary:1|" });
  assert.deepEqual(messages.at(-1), { type: "done" });
});

test("the open format is written piece by piece", async () => {
  const messages = await play({ work: "open" }, [["diary", "[1]"], ["therapy", "[2]"]]);
  assert.deepEqual(await files(messages), { "heilsam-alle-daten.json": "<diary:[1];therapy:[2];>" });
});

test("nothing of a file is handed out before the person agrees", async () => {
  const file = new Blob(["a,b,c"]);
  const unanswered = await play({ work: "take", file }, [["diary", "[]"]], () => null);
  assert.deepEqual(unanswered.map(({ type }) => type), ["more", "more", "preview"]);
  const messages = await play({ work: "take", file });
  assert.deepEqual(of(messages, "records").map(({ text }) => text), ["a", "b", "c"]);
  assert.deepEqual(of(messages, "preview"), [{ type: "preview", text: '{"records":3}' }]);
  assert.deepEqual(messages.at(-1), { type: "done" });
});

test("wrong facts, a broken file and a missing module are told apart", async () => {
  const wrong = await play({ work: "export", format: "xml", frame: "wrong" });
  assert.deepEqual(wrong.at(-1), { type: "failed", code: "insurance-number" });
  const broken = await play({ work: "take", file: new Blob(["broken"]) });
  assert.deepEqual(broken.at(-1), { type: "refused", text: '{"code":"file-damaged","line":3}' });
  globalThis.moduleIsMissing = true;
  const missing = await play({ work: "open" });
  assert.deepEqual(missing.at(-1), { type: "failed", code: "module-not-loaded" });
  delete globalThis.moduleIsMissing;
});
