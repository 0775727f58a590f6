// The bundles under test, made by the real exporter.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const CHECKOUT = join(dirname(fileURLToPath(import.meta.url)), "../../..");

/** Runs the exporter once, or reads the folder HEILSAM_FHIR_EXPORTS; gives the text of each file by its name. */
export function exportSamples() {
  return process.env.HEILSAM_FHIR_EXPORTS ? readFolder(process.env.HEILSAM_FHIR_EXPORTS) : runExporter();
}

/** What an account with every kind of record exports, as the app does it; in the open format as well. */
export const exportAccount = () =>
  inFolder((folder) => run("--package", "heilsam-portability", "--example", "account", "--", folder));

/** What a later export of this app makes of a file that it took over. */
export const takeOver = (file) => runExporter("--take-over", file);

const runExporter = (...more) =>
  inFolder((folder) => run("--package", "fhir-profiles", "--all-features", "--example", "export", "--", "--out", folder, ...more));

const run = (...words) => execFileSync("cargo", ["run", "--quiet", ...words], { cwd: CHECKOUT, stdio: ["ignore", "ignore", "inherit"] });

function inFolder(make) {
  const folder = mkdtempSync(join(tmpdir(), "heilsam-fhir-"));
  try {
    make(folder);
    return readFolder(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

// Every browser test that exports leaves its files under such a name.
const JOURNEYS = [
  "journey", "diary", "account", "person", "stopped", "cancelled", "again-xml", "again-json", "goal", "brought", "brought-removed",
  "standards", "record", "photo", "appointments", "shared", "round", "anew",
];
const KINDS = { records: "mio-diga", consents: "einwilligungen", open: "alle-daten" };

/**
 * What people exported in the journeys of the browser tests, by name: `records` (MIO DiGA), `consents`, or `open`. Empty,
 * and said loudly, when those did not run before. A journey that exported nothing is an error.
 */
export function exportsOfJourneys(kind = "records") {
  const folder = process.env.HEILSAM_TEST_EXPORTS;
  if (!folder) {
    console.error(`\n!!! The exports of the browser journeys are not checked (${kind}): run the layer browser in the same command.\n`);
    return new Map();
  }
  const all = [...readFolder(folder)];
  for (const journey of JOURNEYS) {
    if (!all.some(([name]) => name.startsWith(`${journey}-`))) throw new Error(`the journey ${journey} left no exports`);
  }
  return new Map(all.filter(([name]) => name.includes(KINDS[kind])));
}

/** Leaves an export in XML as JSON for the typed model, which reads nothing else. */
export function leaveAsJson(name, bundle) {
  const folder = join(process.env.HEILSAM_TEST_EXPORTS, "as-json");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(bundle));
}

function readFolder(folder) {
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(files.map(({ name }) => [name, readFileSync(join(folder, name), "utf8")]));
}

/** Says loudly that the official profiles are not there; returns the option for `test`. */
export function skipWithout(reference) {
  if (reference) return {};
  const reason = "official profiles not found: set HEILSAM_FHIR_REFERENCE or put them into ../shared/fhir";
  console.error(`\n!!! SKIPPED: ${reason}\n`);
  return { skip: reason };
}
