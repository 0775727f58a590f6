// The open format of all records against its published schema.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import Ajv from "ajv/dist/2020.js";
import { exportAccount, exportsOfJourneys } from "./lib/exports.mjs";

const SCHEMA = join(dirname(fileURLToPath(import.meta.url)), "../../assets/formats/records-1.schema.json");

describe("open format", () => {
  const fulfils = new Ajv({ allErrors: true, strict: false }).compile(JSON.parse(readFileSync(SCHEMA, "utf8")));
  const problems = (file) => (fulfils(file) ? [] : fulfils.errors.map(({ instancePath, message }) => `${instancePath} ${message}`));
  let file;

  before(() => {
    file = JSON.parse(exportAccount().get("account-open.json"));
  });

  test("an account with every kind of record fulfils it", () => {
    assert.deepEqual(problems(file), []);
    assert.equal(file.collections.diary.length, 13);
    assert.equal(file.collections.assessments.length, 6);
    assert.equal(file.collections.therapy.length, 1);
    assert.equal(file.collections.photos[0].id, file.collections.diary[0].id, "a picture has the id of its entry");
    assert.equal(file.collections.appointments.length, 1);
  });

  for (const [name, text] of exportsOfJourneys("open")) {
    test(`exported in a journey: ${name}`, () => assert.deepEqual(problems(JSON.parse(text)), []));
  }

  const planted = [
    ["another format", (it) => (it.format = "records")],
    ["a record without id", (it) => delete it.collections.diary[0].id],
    ["an id that is none", (it) => (it.collections.diary[0].id = "1")],
    ["a scope that is none", (it) => (it.collections.diary[0].names = "1")],
    ["a kind that does not exist", (it) => (it.collections.diary[0].data.entry.measurement.kind = "height")],
    ["a value of another kind", (it) => (it.collections.diary[0].data.entry.measurement.grams = 81_000)],
    ["a moment without a zone", (it) => (it.collections.diary[0].data.recorded_at = "2026-03-01T08:00:00")],
    ["an answer of no kind", (it) => (Object.values(it.collections.assessments[0].data.assessment.state.answers)[0][0] = { value: 1 })],
    ["a day of reading that is none", (it) => (Object.values(it.collections.therapy[0].data.course.modules)[0].read_on["0"] = "yesterday")],
    ["a day of reading of no section", (it) => (Object.values(it.collections.therapy[0].data.course.modules)[0].read_on.first = "2026-03-03")],
    ["a collection that does not exist", (it) => (it.collections.letters = [])],
    ["a consent without a signature", (it) => delete it.consents[0].signature],
  ];
  for (const [what, plant] of planted) {
    test(`planted and caught: ${what}`, () => {
      const broken = structuredClone(file);
      plant(broken);
      assert.notDeepEqual(problems(broken), []);
    });
  }
});
