// The yardstick of `cargo xtask bench fhir-export`: the same 100,000 observations as plain objects, JSON.stringify.
// Prints one JSON line; the value is the best of five runs in seconds.

const OBSERVATIONS = 100_000;
const ROUNDS = 5;
const MIO = "https://fhir.kbv.de/StructureDefinition/KBV_PR_MIO_DIGA_";
const SNOMED = { system: "http://snomed.info/sct", version: "http://snomed.info/sct/900000000000207008/version/20220331" };
const LOINC = { system: "http://loinc.org", version: "2.72" };
const PATIENT = "urn:uuid:53aa76ee-c239-5fb8-93e2-720fc6f4d69a";

const uuid = (number) => `00000000-0000-5000-8000-${String(number).padStart(12, "0")}`;
const codes = (snomed, snomedText, loinc, loincText) => ({
  coding: [{ ...SNOMED, code: snomed, display: snomedText }, { ...LOINC, code: loinc, display: loincText }],
});
const quantity = (value, unit, code) => ({ value, unit, system: "http://unitsofmeasure.org", code });

function observation(number, profile, code, time) {
  const id = uuid(number);
  return {
    resourceType: "Observation",
    id,
    meta: { versionId: "1", lastUpdated: time, profile: [`${MIO}${profile}|1.1.0`] },
    identifier: [{
      type: { coding: [{ system: "http://terminology.hl7.org/CodeSystem/v2-0203", version: "2.9", code: "RI", display: "Resource identifier" }] },
      system: "urn:ietf:rfc:3986",
      value: `urn:uuid:${id}`,
    }],
    status: "final",
    category: [{ coding: [{ system: "http://terminology.hl7.org/CodeSystem/observation-category", version: "4.0.1", code: "vital-signs", display: "Vital Signs" }] }],
    code,
    subject: { reference: PATIENT },
    effectiveDateTime: time,
    performer: [{ reference: PATIENT }],
  };
}

function entry(number) {
  const time = new Date(1_767_225_600_000 + number * 28_800_000).toISOString();
  const isRate = number % 3 === 2;
  const resource = isRate
    ? { ...observation(number, "Observation_Heart_Rate", codes("364075005", "Heart rate (observable entity)", "8867-4", "Heart rate"), time),
        valueQuantity: quantity(58 + (number % 13), "per minute", "/min") }
    : { ...observation(number, "Observation_Blood_Pressure", codes("75367002", "Blood pressure (observable entity)", "85354-9", "Blood pressure panel with all children optional"), time),
        component: [
          { code: codes("271649006", "Systolic blood pressure (observable entity)", "8480-6", "Systolic blood pressure"), valueQuantity: quantity(115 + (number % 40), "mm Hg", "mm[Hg]") },
          { code: codes("271650006", "Diastolic blood pressure (observable entity)", "8462-4", "Diastolic blood pressure"), valueQuantity: quantity(70 + (number % 20), "mm Hg", "mm[Hg]") },
        ] };
  return { fullUrl: `urn:uuid:${resource.id}`, resource };
}

function round() {
  const start = performance.now();
  const bundle = { resourceType: "Bundle", type: "document", entry: Array.from({ length: OBSERVATIONS }, (_, number) => entry(number)) };
  const length = JSON.stringify(bundle).length;
  return { seconds: (performance.now() - start) / 1000, length };
}

const rounds = Array.from({ length: ROUNDS }, round);
const best = Math.min(...rounds.map(({ seconds }) => seconds));
console.log(JSON.stringify({ name: "fhir-export-node-baseline", value: Number(best.toFixed(3)), unit: "s", bytes: rounds[0].length }));
