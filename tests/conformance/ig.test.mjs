// The own profiles: they compile without a network, their examples fulfil them, and broken examples do not.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Definitions } from "./lib/definitions.mjs";
import { compileGuide } from "./lib/sushi.mjs";
import { exportAccount, exportSamples, exportsOfJourneys } from "./lib/exports.mjs";
import { all, at, fromJson, fromXml, one } from "./lib/tree.mjs";
import { Validator } from "./lib/validate.mjs";

const CHECKOUT = join(dirname(fileURLToPath(import.meta.url)), "../..");
const PUBLISHED = join(CHECKOUT, "assets/formats/fhir");
const PAGE = join(CHECKOUT, "app/web/standards/index.html");
// What the sources name; each installation names its own address in its place.
const BASE = "https://heilsam.example/fhir";

describe("own profiles", () => {
  let guide;
  let validator;

  before(() => {
    guide = compileGuide();
    const definitions = new Definitions();
    for (const resource of guide.resources.values()) definitions.keepJson(resource);
    validator = new Validator(definitions);
  });

  const check = (name, change = () => {}) => {
    const resource = structuredClone(guide.resources.get(name));
    change(resource);
    return validator.check(fromJson(resource));
  };

  test("SUSHI compiles them offline without errors", () => {
    assert.equal(guide.status, 0, guide.said);
    assert.match(guide.said, / 0 Errors/);
    for (const name of ["ImplementationGuide-de.heilsam.fhir.json", "CapabilityStatement-HeilsamCapability.json", "StructureDefinition-consent.json", "StructureDefinition-consent-file.json"]) {
      assert.ok(guide.resources.has(name), name);
    }
  });

  test("what is published is what was compiled (renew it with HEILSAM_RENEW=1)", () => {
    for (const [name, resource] of guide.resources) {
      const text = `${JSON.stringify(resource, null, 2)}\n`;
      if (process.env.HEILSAM_RENEW) writeFileSync(join(PUBLISHED, name), text);
      assert.equal(readFileSync(join(PUBLISHED, name), "utf8"), text, name);
    }
    assert.deepEqual(readdirSync(PUBLISHED).sort(), [...guide.resources.keys()].sort());
    const page = readFileSync(PAGE, "utf8");
    for (const name of guide.resources.keys()) assert.ok(page.includes(`"/fhir/${name.replace("-", "/").replace(/\.json$/, "")}"`), `the page names ${name}`);
  });

  const EXAMPLES = [
    "Consent-ConsentGiven.json", "Questionnaire-ExampleAssessment.json", "QuestionnaireResponse-ExampleAnswers.json", "Observation-ExampleScore.json",
    "Observation-ExampleSleep.json", "Observation-ExampleMood.json", "Observation-ExamplePulseRhythm.json",
    "MedicationStatement-ExampleSkippedDose.json", "Procedure-ExampleActivity.json", "Condition-ExampleComplaint.json",
  ];
  test("every profile but that of a file has an example", () => {
    const shown = new Set(EXAMPLES.map((name) => guide.resources.get(name).meta.profile[0]));
    const profiles = [...guide.resources.values()].filter(({ resourceType, type }) => resourceType === "StructureDefinition" && !["Bundle", "Extension"].includes(type));
    assert.deepEqual(profiles.map(({ url }) => url).sort(), [...shown].sort());
  });

  for (const name of EXAMPLES) {
    test(`the example fulfils its profile: ${name}`, () => assert.deepEqual(check(name), []));
  }

  test("every exported consent and its file fulfil their profiles, in both formats", () => {
    const samples = exportSamples();
    for (const name of ["consents.json", "consents.xml"]) {
      // One for each purpose, and one withdrawal.
      assert.equal(checkConsents(name, samples.get(name)), guide.resources.get("CodeSystem-consent-purpose.json").concept.length + 1);
    }
  });

  for (const [name, text] of exportsOfJourneys("consents")) {
    test(`exported in a journey: ${name}`, () => assert.ok(checkConsents(name, text.replaceAll(/http:\/\/localhost:\d+\/fhir/g, BASE)) >= 1));
  }

  /** Checks a file of consents as a whole, and each consent in it; gives how many there are. */
  function checkConsents(name, text) {
    const tree = name.endsWith(".xml") ? fromXml(text) : fromJson(JSON.parse(text));
    assert.deepEqual(at(tree, "meta.profile").map(({ value }) => value), [`${BASE}/StructureDefinition/consent-file`]);
    assert.deepEqual(validator.check(tree, { ordered: true }), []);
    const consents = all(tree, "entry").map((entry) => ({ ...one(entry, "resource"), name: "Consent" }));
    for (const consent of consents) assert.deepEqual(validator.check(consent, { ordered: true }), []);
    return consents.length;
  }

  const plantedFiles = [
    ["a file of another type", (file) => (file.type = "batch"), "lacks the pattern"],
    ["a file without the time of its making", (file) => delete file.timestamp, "timestamp: at least 1"],
    ["a file without consents", (file) => delete file.entry, "entry: at least 1"],
    ["an entry without an address", (file) => delete file.entry[0].fullUrl, "fullUrl: at least 1"],
    ["the same consent twice", (file) => file.entry.push(file.entry[0]), "bdl-7"],
    ["a consent in the file without time", (file) => delete file.entry[0].resource.dateTime, "dateTime: at least 1"],
  ];
  test("planted in the file of consents and caught", () => {
    const text = exportSamples().get("consents.json");
    for (const [what, change, message] of plantedFiles) {
      const file = JSON.parse(text);
      change(file);
      const problems = validator.check(fromJson(file));
      assert.ok(problems.some((problem) => problem.includes(message)), `${what}: expected "${message}" in ${JSON.stringify(problems)}`);
    }
  });

  // An export names the profiles of MIO DiGA only; what the app itself writes holds to its own as well.
  const OWN = { Questionnaire: "assessment", QuestionnaireResponse: "assessment-answers", "Observation_Score_or_Assessment_by_Scale": "score", Procedure_Activity: "activity", Condition_Problem: "complaint" };
  const FREE = { "93832-4": "sleep", mood: "mood", "8884-9": "pulse-rhythm" };
  const ownProfile = (resource) => {
    const name = resource.meta.profile[0].split("MIO_DIGA_")[1]?.split("|")[0];
    if (name === "Observation_Free") return FREE[resource.code.coding[0].code] ?? "none";
    if (resource.resourceType === "MedicationStatement" && resource.status === "not-taken") return "skipped-dose";
    return OWN[name];
  };
  test("what an account holds fulfils the own profiles, in both languages", () => {
    const account = exportAccount();
    for (const [name, language] of [["account.json", "de"], ["account-en.json", "en"]]) {
      const found = { score: 0 };
      for (const { resource } of JSON.parse(account.get(name)).entry) {
        const own = ownProfile(resource);
        if (!own) continue;
        found[own] = (found[own] ?? 0) + 1;
        resource.meta.profile = [`${BASE}/StructureDefinition/${own}`];
        assert.deepEqual(validator.check(fromJson(resource), { ordered: true }), [], `${name}: ${resource.id}`);
        if (own === "assessment") assert.equal(resource.language, language, name);
      }
      const { score, ...others } = found;
      const expected = { assessment: 6, "assessment-answers": 6, sleep: 1, mood: 1, "pulse-rhythm": 2, "skipped-dose": 1, activity: 16, complaint: 1 };
      assert.deepEqual(others, expected, name);
      assert.ok(score >= 4, name);
    }
  });

  const planted = [
    ["a consent without time", "Consent-ConsentGiven.json", (c) => delete c.dateTime, "dateTime: at least 1"],
    ["a consent for an unknown purpose", "Consent-ConsentGiven.json", (c) => (c.provision.purpose[0].code = "advertising"), "is not in"],
    ["a consent without the text that was shown", "Consent-ConsentGiven.json", (c) => delete c.extension, "extension: at least 1"],
    ["a consent that is only proposed", "Consent-ConsentGiven.json", (c) => (c.status = "proposed"), "is not in"],
    ["a questionnaire without version", "Questionnaire-ExampleAssessment.json", (q) => delete q.version, "version: at least 1"],
    ["a night in hours", "Observation-ExampleSleep.json", (s) => { s.valueQuantity.unit = "h"; s.valueQuantity.code = "h"; }, "lacks the pattern"],
    ["a night without end", "Observation-ExampleSleep.json", (s) => delete s.effectivePeriod.end, "end: at least 1"],
    ["a night as restful as a mood", "Observation-ExampleSleep.json", (s) => (s.component[0].valueCodeableConcept.coding[0].code = "mood-4"), "is not in"],
    ["a night of which nobody knows how restful it was", "Observation-ExampleSleep.json", (s) => s.component.shift(), "restfulness: at least 1"],
    ["a mood of six steps", "Observation-ExampleMood.json", (m) => (m.valueCodeableConcept.coding[0].code = "mood-6"), "is not in"],
    ["two tensions at once", "Observation-ExampleMood.json", (m) => m.component.push(structuredClone(m.component[0])), "tension: at most 1"],
    ["a mood that counts awakenings", "Observation-ExampleMood.json", (m) => (m.component[0].code.coding[0].code = "awakenings"), "none of the allowed slices"],
    ["a rhythm without the value it was noticed with", "Observation-ExamplePulseRhythm.json", (r) => delete r.derivedFrom, "derivedFrom: at least 1"],
    ["a pulse that is regular", "Observation-ExamplePulseRhythm.json", (r) => (r.valueCodeableConcept.coding[0].code = "271636001"), "lacks the pattern"],
    ["a dose left out without a reason", "MedicationStatement-ExampleSkippedDose.json", (d) => delete d.statusReason, "statusReason: at least 1"],
    ["a dose left out for a mood", "MedicationStatement-ExampleSkippedDose.json", (d) => (d.statusReason[0].coding[0].code = "mood-1"), "is not in"],
    ["a dose left out that was taken", "MedicationStatement-ExampleSkippedDose.json", (d) => (d.status = "active"), "lacks the pattern"],
    ["a movement that did not take place", "Procedure-ExampleActivity.json", (a) => (a.status = "not-done"), "lacks the pattern"],
    ["a complaint without a code", "Condition-ExampleComplaint.json", (c) => delete c.code.coding, "coding: at least 1"],
    ["a complaint that is a movement", "Condition-ExampleComplaint.json", (c) => (c.code.coding[0].code = "activity-walking"), "is not in"],
    ["a score that is a text", "Observation-ExampleScore.json", (s) => { delete s.valueQuantity; s.valueString = "7"; }, "not allowed here"],
  ];
  for (const [what, name, change, message] of planted) {
    test(`planted and caught: ${what}`, () => {
      const problems = check(name, change);
      assert.ok(problems.some((problem) => problem.includes(message)), `expected "${message}" in ${JSON.stringify(problems)}`);
    });
  }
});
