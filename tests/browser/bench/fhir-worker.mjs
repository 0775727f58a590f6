// 100,000 observations through the worker of the patient app in Chromium: one JSON line per figure.
//
// The page hands 66,667 entries of the diary (blood pressure, two of three with pulse: 100,000 observations and more) to
// the worker in batches, as the app does, and gets the parts for the patient record. How much memory that takes is measured
// natively, by `cargo xtask bench fhir-export`: Chromium does not say it of a worker.

import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

import { launchChromium, newPerson } from "../lib/chromium.mjs";
import { dist } from "../lib/folders.mjs";
import { startServer } from "../lib/server.mjs";

const ENTRIES = 66_667;
const BATCH = 500;
const WASM_BAR = 1_500_000;

function print(name, value, unit, bar) {
  console.log(JSON.stringify({ name, value, unit, bar: bar ?? null, ok: bar === undefined || value <= bar }));
}

/** Runs in the page: exports; with `cancelAfter` ends the worker after so many news of progress. */
async function run({ entries, batch, format, cancelAfter }) {
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
  let [given, progress, bytes, parts, longest, last] = [0, 0, 0, 0, 0, begin];
  // The page is usable if it never waits long for its turn.
  const turns = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }, 10);
  const result = await new Promise((resolve) => {
    const end = (how) => {
      clearInterval(turns);
      const milliseconds = performance.now() - begin;
      worker.terminate();
      resolve({ how, milliseconds, progress, bytes, parts, longest });
    };
    worker.addEventListener("error", (event) => end(`error ${event.message}`));
    worker.addEventListener("message", ({ data }) => {
      if (data.type === "more") {
        if (given >= entries) return worker.postMessage({});
        const many = Math.min(batch, entries - given);
        const text = JSON.stringify(Array.from({ length: many }, (_, index) => record(given + index)));
        given += many;
        return worker.postMessage({ collection: "diary", text });
      }
      if (data.type === "progress") {
        progress += 1;
        if (cancelAfter && progress >= cancelAfter) end("cancelled");
      } else if (data.type === "file") {
        bytes += data.blob.size;
        parts += 1;
      } else end(data.code ? `${data.type} ${data.code}` : data.type);
    });
    worker.postMessage({ work: "export", frame, format });
  });
  return result;
}

const module = (await readdir(join(dist(), "assets/fhir-worker"))).find((name) => name.endsWith(".wasm.br"));
print("fhir-module", (await stat(join(dist(), "assets/fhir-worker", module))).size, "bytes", WASM_BAR);
const server = await startServer();
const browser = await launchChromium();
try {
  const { context, page, guard } = await newPerson(browser, server.url);
  await page.goto("/app/");
  await page.waitForSelector("#welcome-start");
  for (const format of ["json", "xml"]) {
    const done = await page.evaluate(run, { entries: ENTRIES, batch: BATCH, format });
    if (done.how !== "done" || done.progress < 10) throw new Error(JSON.stringify(done));
    print(`fhir-worker-${format}`, Number((done.milliseconds / 1000).toFixed(2)), "s");
    print(`fhir-worker-${format}-longest-pause-of-the-page`, Math.round(done.longest), "ms");
    console.error(`${format}: ${done.parts} files, ${Math.round(done.bytes / 1e6)} MB, ${done.progress} news of progress`);
  }
  const stopped = await page.evaluate(run, { entries: ENTRIES, batch: BATCH, format: "json", cancelAfter: 3 });
  if (stopped.how !== "cancelled") throw new Error(JSON.stringify(stopped));
  guard.check();
  await context.close();
} finally {
  await browser.close();
  await server.stop();
}
