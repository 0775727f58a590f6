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
  const schema = JSON.parse(readFileSync(SCHEMA, "utf8"));
  const fulfils = new Ajv({ allErrors: true, strict: false }).compile(schema);
  const problems = (file) => (fulfils(file) ? [] : fulfils.errors.map(({ instancePath, message }) => `${instancePath} ${message}`));
  let file;
  let everyField;

  before(() => {
    const account = exportAccount();
    file = JSON.parse(account.get("account-open.json"));
    everyField = JSON.parse(account.get("every-field-open.json"));
  });

  test("an account with every kind of record fulfils it", () => {
    assert.deepEqual(problems(file), []);
    assert.equal(file.collections.diary.length, 13);
    assert.equal(file.collections.assessments.length, 6);
    assert.equal(file.collections.therapy.length, 1);
    assert.equal(file.collections.photos[0].id, file.collections.diary[0].id, "a picture has the id of its entry");
    assert.equal(file.collections.appointments.length, 1);
  });

  test("the programme of that account was interrupted, mistaken for, and begun anew", () => {
    const { course } = file.collections.therapy[0].data;
    const [earlier] = course.earlier;
    assert.ok(course.pauses[0].given && earlier.pauses.some(({ given }) => given), "with an answer about complaints");
    assert.ok(earlier.taken_back[0].given && earlier.goes_on_in);
  });

  // What the app writes is told by its types: the records of `every_field` leave none of their fields out. A field that the schema
  // does not describe fails the first of these tests, for the second lets no object be open.
  test("records in which no field is left out fulfil it", () => assert.deepEqual(problems(everyField), []));

  test("no object of it takes fields that it does not describe", () => {
    const open = parts(schema).filter(([, part]) => part.type === "object" && part.additionalProperties === undefined);
    // One value, of a kind that the package fhir-profiles describes.
    assert.deepEqual(open.map(([path]) => path), ["/$defs/imported/properties/value"]);
  });

  test("no field of it is left out by those records", () => {
    const seen = new Set();
    look(schema, everyField, schema, seen);
    const fields = ([path, part]) => Object.entries(part.properties ?? {}).map(([name, field]) => [`${path}/${name}`, field]);
    const all = parts(schema).filter(([, part]) => part.type === "object").flatMap(fields);
    assert.ok(all.length > 100);
    assert.deepEqual(all.filter(([, field]) => !seen.has(field)).map(([path]) => path), []);
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
    ["an answer about complaints at no moment", (it) => (it.collections.therapy[0].data.course.pauses[0].given = "2026-03-01")],
    ["something unknown in a pause", (it) => (it.collections.therapy[0].data.course.pauses[0].by = "patient")],
    ["something unknown in an earlier round", (it) => (it.collections.therapy[0].data.course.earlier[0].ended = "2026-04-01")],
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

/** Every part of a schema that describes something, with its path. */
function parts(schema, path = "") {
  if (schema === null || typeof schema !== "object") return [];
  const below = Object.entries(schema).flatMap(([name, part]) => parts(part, `${path}/${name}`));
  return typeof schema.type === "string" || schema.$ref || schema.oneOf ? [[path, schema], ...below] : below;
}

/** Notes the fields of a schema that a value has. */
function look(part, value, root, seen) {
  if (part.$ref) look(part.$ref.slice(2).split("/").reduce((at, name) => at[name], root), value, root, seen);
  for (const one of part.oneOf ?? []) {
    // The kinds of a value are told apart by a constant, or by the only field that they have.
    const told = Object.entries(one.properties ?? {}).every(([name, { const: only }]) => only === undefined || value?.[name] === only);
    const needed = (one.required ?? []).every((name) => value !== null && typeof value === "object" && name in value);
    if (told && needed) look(one, value, root, seen);
  }
  if (Array.isArray(value)) {
    value.forEach((item, at) => look(part.prefixItems?.[at] ?? part.items ?? {}, item, root, seen));
  } else if (value !== null && typeof value === "object") {
    for (const [name, below] of Object.entries(value)) {
      const field = part.properties?.[name];
      if (field && below !== null) seen.add(field);
      look(field ?? (typeof part.additionalProperties === "object" ? part.additionalProperties : {}), below, root, seen);
    }
  }
}
