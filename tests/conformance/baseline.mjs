// The yardstick of `cargo xtask bench fhir-export`: the same 100,000 observations as plain objects, JSON.stringify.
// Prints one JSON line; the value is the best of seven rounds in seconds.
//
// It is written the way a careful program would be: what never changes is made once, and each entry is handed on as
// text before the next one is made. Holding all entries at once, as an earlier yardstick did, keeps three million
// objects alive: collecting garbage is then 40 % of the time, 1.1 GB of memory are touched, and the result says more
// about the memory of the machine (0.7 s to 3.0 s were seen) than about the work.

const OBSERVATIONS = 100_000;
const ROUNDS = 7;
const PIECE = 64 * 1024;
const MIO = "https://fhir.kbv.de/StructureDefinition/KBV_PR_MIO_DIGA_";
const PATIENT = { reference: "urn:uuid:53aa76ee-c239-5fb8-93e2-720fc6f4d69a" };
const PERFORMER = [PATIENT];

const uuid = (number) => `00000000-0000-5000-8000-${String(number).padStart(12, "0")}`;
const snomed = (code, display) =>
  ({ system: "http://snomed.info/sct", version: "http://snomed.info/sct/900000000000207008/version/20220331", code, display });
const loinc = (code, display) => ({ system: "http://loinc.org", version: "2.72", code, display });
const quantity = (value, unit, code) => ({ value, unit, system: "http://unitsofmeasure.org", code });
const core = (name, version, code, display) => ({ system: `http://terminology.hl7.org/CodeSystem/${name}`, version, code, display });

const IDENTIFIER = { coding: [core("v2-0203", "2.9", "RI", "Resource identifier")] };
const CATEGORY = [{ coding: [core("observation-category", "4.0.1", "vital-signs", "Vital Signs")] }];
const RATE = { coding: [snomed("364075005", "Heart rate (observable entity)"), loinc("8867-4", "Heart rate")] };
const PRESSURE = { coding: [snomed("75367002", "Blood pressure (observable entity)"), loinc("85354-9", "Blood pressure panel with all children optional")] };
const SYSTOLIC = { coding: [snomed("271649006", "Systolic blood pressure (observable entity)"), loinc("8480-6", "Systolic blood pressure")] };
const DIASTOLIC = { coding: [snomed("271650006", "Diastolic blood pressure (observable entity)"), loinc("8462-4", "Diastolic blood pressure")] };
const RATE_PROFILE = [`${MIO}Observation_Heart_Rate|1.1.0`];
const PRESSURE_PROFILE = [`${MIO}Observation_Blood_Pressure|1.1.0`];

function entry(number) {
  const time = new Date(1_767_225_600_000 + number * 28_800_000).toISOString();
  const isRate = number % 3 === 2;
  const id = uuid(number);
  const fullUrl = `urn:uuid:${id}`;
  const resource = {
    resourceType: "Observation",
    id,
    meta: { versionId: "1", lastUpdated: time, profile: isRate ? RATE_PROFILE : PRESSURE_PROFILE },
    identifier: [{ type: IDENTIFIER, system: "urn:ietf:rfc:3986", value: fullUrl }],
    status: "final",
    category: CATEGORY,
    code: isRate ? RATE : PRESSURE,
    subject: PATIENT,
    effectiveDateTime: time,
    performer: PERFORMER,
  };
  if (isRate) resource.valueQuantity = quantity(58 + (number % 13), "per minute", "/min");
  else
    resource.component = [
      { code: SYSTOLIC, valueQuantity: quantity(115 + (number % 40), "mm Hg", "mm[Hg]") },
      { code: DIASTOLIC, valueQuantity: quantity(70 + (number % 20), "mm Hg", "mm[Hg]") },
    ];
  return { fullUrl, resource };
}

function round() {
  const start = performance.now();
  let length = 0;
  let piece = '{"resourceType":"Bundle","type":"document","entry":[';
  for (let number = 0; number < OBSERVATIONS; number += 1) {
    if (number > 0) piece += ",";
    piece += JSON.stringify(entry(number));
    if (piece.length < PIECE) continue;
    length += piece.length;
    piece = "";
  }
  length += `${piece}]}`.length;
  return { seconds: (performance.now() - start) / 1000, length };
}

const rounds = Array.from({ length: ROUNDS }, round);
const best = Math.min(...rounds.map(({ seconds }) => seconds));
console.log(JSON.stringify({ name: "fhir-export-node-baseline", value: Number(best.toFixed(3)), unit: "s", bar: null, ok: true, bytes: rounds[0].length }));
