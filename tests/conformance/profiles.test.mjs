// The exporter against the official profiles, with our own rules; and the rules against the official examples.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Definitions, referenceFolder } from "./lib/definitions.mjs";
import { exportAccount, exportSamples, exportsOfJourneys, skipWithout, takeOver } from "./lib/exports.mjs";
import { PLANTED, PLANTED_IN_DIARY } from "./lib/planted.mjs";
import { fromJson, fromXml } from "./lib/tree.mjs";
import { Validator } from "./lib/validate.mjs";

const reference = referenceFolder();

describe("official profiles", skipWithout(reference), () => {
  let validator;
  let samples;

  before(() => {
    validator = new Validator(new Definitions(reference));
    samples = new Map([...exportSamples()].filter(([name]) => !name.startsWith("consents")));
  });

  test("every official example is valid", () => {
    const folder = join(reference, "mio-diga-1.1.0/examples");
    const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".xml"));
    assert.ok(files.length >= 85, `only ${files.length} examples found`);
    for (const name of files) {
      const tree = fromXml(readFileSync(join(folder, name), "utf8"));
      assert.deepEqual(validator.check(tree, { ordered: true }), [], name);
    }
  });

  test("every exported bundle is valid, in both formats", () => {
    assert.equal(samples.size, 12);
    for (const [name, text] of samples) {
      const tree = name.endsWith(".xml") ? fromXml(text) : fromJson(JSON.parse(text));
      assert.deepEqual(validator.check(tree, { ordered: true }), [], name);
    }
  });

  test("an account with every kind of record exports valid bundles that say the same", () => {
    const account = exportAccount();
    for (const name of ["account", "account-en"]) {
      const [json, xml] = [fromJson(JSON.parse(account.get(`${name}.json`))), fromXml(account.get(`${name}.xml`))];
      assert.deepEqual(validator.check(json, { ordered: true }), [], name);
      assert.deepEqual(validator.check(xml, { ordered: true }), [], name);
      assert.deepEqual(withoutNumbers(json), withoutNumbers(xml), name);
    }
  });

  test("what was taken over from the official example is valid when it is exported again", () => {
    const again = takeOver(join(reference, "mio-diga-1.1.0/examples/REAL_EXAMPLE_1_KBV_PR_MIO_DIGA_Bundle.xml"));
    assert.equal(again.size, 2);
    for (const [name, text] of again) {
      const tree = name.endsWith(".xml") ? fromXml(text) : fromJson(JSON.parse(text));
      assert.deepEqual(validator.check(tree, { ordered: true }), [], name);
    }
  });

  for (const [name, text] of exportsOfJourneys()) {
    test(`exported in a journey: ${name}`, () => {
      const tree = name.endsWith(".xml") ? fromXml(text) : fromJson(JSON.parse(text));
      assert.deepEqual(validator.check(tree, { ordered: true }), []);
    });
  }

  test("both formats say the same", () => {
    for (const name of ["full", "diary", "empty", "month", "taken-over"]) {
      const [json, xml] = [fromJson(JSON.parse(samples.get(`${name}.json`))), fromXml(samples.get(`${name}.xml`))];
      assert.deepEqual(withoutNumbers(json), withoutNumbers(xml), name);
    }
  });

  const planted = [[PLANTED, "full.json"], [PLANTED_IN_DIARY, "diary.json"]].flatMap(([list, name]) => list.map((error) => [...error, name]));
  for (const [what, plant, message, name] of planted) {
    test(`planted and caught: ${what}`, () => {
      const bundle = JSON.parse(samples.get(name));
      plant(bundle);
      const problems = validator.check(fromJson(bundle));
      assert.ok(problems.some((problem) => problem.includes(message)), `expected "${message}" in ${JSON.stringify(problems, null, 1)}`);
    });
  }

  test("elements in the wrong order are caught in XML", () => {
    const swapped = samples.get("full.xml").replace(/(<status value="final"\/>)(<category>.*?<\/category>)/, "$2$1");
    assert.ok(validator.check(fromXml(swapped), { ordered: true }).some((problem) => problem.includes("wrong place")));
  });
});

// JavaScript reads 80.0 as 80; that JSON keeps the digits is tested in Rust.
function withoutNumbers(node) {
  const value = node.value !== undefined && /^-?\d+(\.\d+)?$/.test(node.value) ? String(Number(node.value)) : node.value;
  return { ...node, value, children: node.children.map(withoutNumbers) };
}
