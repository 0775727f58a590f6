// The exporter against the official profiles, with our own rules; and the rules against the official examples.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Definitions, referenceFolder } from "./lib/definitions.mjs";
import { exportAccount, exportSamples, exportsOfJourneys, skipWithout, takeOver } from "./lib/exports.mjs";
import { periodOf, recordsOf } from "./lib/parts.mjs";
import { PLANTED, PLANTED_IN_DIARY } from "./lib/planted.mjs";
import { fromJson, fromXml } from "./lib/tree.mjs";
import { UNLISTED } from "./lib/unlisted.mjs";
import { Validator } from "./lib/validate.mjs";

// Of a moment: it stands in one document only. What stands for longer, and what a record refers to, is in each that needs it.
const OF_A_MOMENT = ["Appointment", "Condition", "DocumentReference", "Encounter", "MedicationAdministration", "Observation", "Procedure"];

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
    assert.equal([...samples.keys()].filter((name) => !name.startsWith("part-")).length, 14);
    for (const [name, text] of samples) {
      const tree = name.endsWith(".xml") ? fromXml(text) : fromJson(JSON.parse(text));
      assert.deepEqual(validator.check(tree, { ordered: true }), [], name);
    }
  });

  for (const ending of ["json", "xml"]) {
    test(`a long period in several documents holds everything once, one period behind the other: ${ending}`, () => {
      const read = (name) => (ending === "xml" ? fromXml(samples.get(`${name}.xml`)) : fromJson(JSON.parse(samples.get(`${name}.json`))));
      const count = [...samples.keys()].filter((name) => name.startsWith("part-") && name.endsWith(ending)).length;
      assert.ok(count > 2, `${count} documents`);
      const parts = Array.from({ length: count }, (_, index) => read(`part-${index + 1}`));
      const whole = read("whole");

      const [first, last] = periodOf(whole);
      const periods = parts.map(periodOf);
      assert.deepEqual([periods[0][0], periods.at(-1)[1]], [first, last]);
      for (const [index, [start, end]] of periods.entries()) {
        assert.ok(start <= end, `document ${index + 1} ends before it begins`);
        const between = index === 0 ? 1 : start - periods[index - 1][1];
        assert.ok(between > 0 && between <= 1_000, `document ${index + 1} begins ${between} ms behind the one before`);
      }

      const [expected, found] = [recordsOf(whole), parts.map(recordsOf)];
      const ids = [...new Set(found.flatMap((records) => [...records.keys()]))];
      assert.deepEqual(ids.sort(), [...expected.keys()].sort(), "nothing is lost, and nothing is new");
      for (const [id, record] of expected) {
        if (!OF_A_MOMENT.includes(record.resourceType)) continue;
        const there = found.map((records) => records.get(id)).filter(Boolean);
        assert.deepEqual(there, [record], `${record.resourceType} ${id} stands in ${there.length} documents`);
      }
    });
  }

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
    for (const name of ["full", "diary", "empty", "month", "whole", "taken-over"]) {
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

  test("codes are checked against every value set but those that are known to be missing", () => {
    // The tests before this one left what they met; alone, it meets what a sample has.
    validator.check(fromXml(samples.get("full.xml")), { ordered: true });
    const { unlisted } = validator.terminology;
    const met = new Set([...unlisted].map((address) => address.split("|")[0]));
    assert.ok(met.has("http://hl7.org/fhir/ValueSet/mimetypes"), "what cannot be listed is remembered");
    assert.deepEqual([...met].filter((address) => !UNLISTED.includes(address)), [], "not checked, and not on the list");
    assert.deepEqual(UNLISTED.filter((address) => validator.terminology.expand(address)), [], "on the list, and can be checked");
  });

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
