// 100,000 observations through the worker of the patient app in Chromium: one JSON line per figure.
//
// The page hands 66,667 entries of the diary (blood pressure, two of three with pulse: 100,000 observations and more) to
// the worker in batches, as the app does, and gets the parts for the patient record.
//
// Memory is that of the module, which only grows: what it has at the end is the most that it needed. The input is what it has
// once it holds all records, the bar is on what the export takes above that. The files are the browser's, outside of it.

import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

import { launchChromium, newPerson } from "../lib/chromium.mjs";
import { dist } from "../lib/folders.mjs";
import { startServer } from "../lib/server.mjs";

const ENTRIES = 66_667;
const BATCH = 500;
const WASM_BAR = 1_500_000;
const MEMORY_BAR = 64;
/** Longest document that the patient record takes, in bytes. */
const PART_BAR = 25_000_000;
const MEBIBYTE = 1 << 20;

function print(name, value, unit, bar) {
  console.log(JSON.stringify({ name, value, unit, bar: bar ?? null, ok: bar === undefined || value <= bar }));
}

/** Runs in the page: gives all records to a worker, which then waits for the word that there are no more. */
async function gather({ entries, batch, format }) {
  const id = (number) => `018f3c1e-0000-7000-8000-${number.toString(16).padStart(12, "0")}`;
  const record = (number) => {
    const at = new Date(Date.UTC(2026, 0, 1) - number * 3_600_000).toISOString().replace(".000", "");
    const values = { systolic: 115 + (number % 40), diastolic: 70 + (number % 20), pulse: number % 2 ? 60 + (number % 13) : null };
    const entry = { measured_at: at, measurement: { kind: "blood-pressure", ...values } };
    return { id: id(number), version: 1, data: { v: 1, recorded_at: at, utc_offset_minutes: 60, entry } };
  };
  const app = { name: "Heilsam", version: "1", prescription_unit_id: "99999001", pzn: "99999001", manufacturer: "M" };
  const account = { id: "00000000-0000-4000-8000-000000000007", created_at: "2016-01-01T00:00:00Z" };
  const words = { sections: "", exercise_days: "", questions: "", no_time: "", per_week: "" };
  const head = { exported_at: "2026-03-02T00:00:00Z", account, app };
  const frame = JSON.stringify({ head, names: "a5a5a5a5-a5a5-a5a5-a5a5-a5a5a5a5a5a5", wish: { language: "de", words } });
  const address = document.querySelector('meta[name="heilsam:fhir-worker"]').content;
  const worker = new Worker(address, { type: "module" });
  const begin = performance.now();
  let [given, last] = [0, begin];
  const measured = (window.measured = { worker, longest: 0 });
  // The page is usable if it never waits long for its turn.
  measured.turns = setInterval(() => {
    const now = performance.now();
    measured.longest = Math.max(measured.longest, now - last);
    last = now;
  }, 10);
  await new Promise((resolve, reject) => {
    worker.addEventListener("error", (event) => reject(new Error(`error ${event.message}`)));
    worker.addEventListener("message", ({ data }) => {
      if (data.type !== "more") return reject(new Error(JSON.stringify(data)));
      if (given >= entries) return resolve();
      const many = Math.min(batch, entries - given);
      const text = JSON.stringify(Array.from({ length: many }, (_, index) => record(given + index)));
      given += many;
      worker.postMessage({ collection: "diary", text });
    });
    worker.postMessage({ work: "export", frame, format });
  });
  return performance.now() - begin;
}

/** Runs in the page: says that there are no more records, and waits for the files; `parts` are their lengths. */
async function write() {
  const { worker, turns } = window.measured;
  const begin = performance.now();
  const parts = [];
  let progress = 0;
  const how = await new Promise((resolve) => {
    worker.addEventListener("error", (event) => resolve(`error ${event.message}`));
    worker.addEventListener("message", ({ data }) => {
      if (data.type === "progress") progress += 1;
      else if (data.type === "file" && data.name.includes("mio-diga")) parts.push(data.blob.size);
      else if (data.type !== "file") resolve(data.code ? `${data.type} ${data.code}` : data.type);
    });
    worker.postMessage({});
  });
  clearInterval(turns);
  return { how, milliseconds: performance.now() - begin, progress, parts, longest: window.measured.longest };
}

/** MiB of the module's memory. A worker has each script once, and a module that runs already gives its exports again. */
async function memory(worker) {
  const [, script] = /from\s*"([^"]+)"/.exec(await (await fetch(worker.url())).text());
  const bytes = await worker.evaluate(async (address) => {
    const { default: init } = await import(address);
    return (await init()).memory.buffer.byteLength;
  }, new URL(script, worker.url()).href);
  return Number((bytes / MEBIBYTE).toFixed(1));
}

const ofFhir = (page) => page.workers().find((worker) => worker.url().includes("/fhir-worker-"));

const module = (await readdir(join(dist(), "assets/fhir-worker"))).find((name) => name.endsWith(".wasm.br"));
print("fhir-module", (await stat(join(dist(), "assets/fhir-worker", module))).size, "bytes", WASM_BAR);
const server = await startServer();
const browser = await launchChromium();
try {
  const { context, page, guard } = await newPerson(browser, server.url);
  await page.goto("/app/");
  await page.waitForSelector("#welcome-start");
  for (const format of ["json", "xml"]) {
    const gathered = await page.evaluate(gather, { entries: ENTRIES, batch: BATCH, format });
    const worker = ofFhir(page);
    const input = await memory(worker);
    const done = await page.evaluate(write);
    if (done.how !== "done" || done.progress < 10 || done.parts.length < 2) throw new Error(JSON.stringify(done));
    const most = await memory(worker);
    const ended = new Promise((resolve) => worker.once("close", resolve));
    await page.evaluate(() => window.measured.worker.terminate());
    await ended;
    print(`fhir-worker-${format}`, Number(((gathered + done.milliseconds) / 1000).toFixed(2)), "s");
    print(`fhir-worker-${format}-longest-pause-of-the-page`, Math.round(done.longest), "ms");
    print(`fhir-worker-${format}-input`, input, "MiB");
    print(`fhir-worker-${format}-memory-above-input`, Number((most - input).toFixed(1)), "MiB", MEMORY_BAR);
    print(`fhir-worker-${format}-longest-part`, Math.max(...done.parts), "bytes", PART_BAR);
    const bytes = done.parts.reduce((sum, part) => sum + part, 0);
    console.error(`${format}: ${done.parts.length} documents, ${Math.round(bytes / 1e6)} MB, ${done.progress} news of progress`);
  }
  guard.check();
  await context.close();
} finally {
  await browser.close();
  await server.stop();
}
