// Errors planted into a valid export: each changes one thing, and each must be noticed.

const MIO = "https://fhir.kbv.de/StructureDefinition/KBV_PR_MIO_DIGA";
const STRANGER = "urn:uuid:00000000-0000-4000-8000-000000000000";

const find = (bundle, kind, profile = "") =>
  bundle.entry.map((entry) => entry.resource).find((resource) => resource.resourceType === kind && resource.meta.profile[0].includes(profile));
const composition = (bundle) => find(bundle, "Composition");
const pressure = (bundle) => find(bundle, "Observation", "Blood_Pressure");
const rate = (bundle) => find(bundle, "Observation", "Heart_Rate");
const patient = (bundle) => find(bundle, "Patient");
const device = (bundle) => find(bundle, "Device");
const section = (bundle, title) => composition(bundle).section.find((each) => each.title === title);
const results = (bundle) => section(bundle, "Befunde und Ergebnisse");
const form = (bundle) => find(bundle, "Questionnaire");
const answers = (bundle) => find(bundle, "QuestionnaireResponse");
const score = (bundle) => find(bundle, "Observation", "Score_or_Assessment");
const goal = (bundle) => find(bundle, "Goal");
const plan = (bundle) => find(bundle, "CarePlan");
const activity = (bundle) => find(bundle, "Procedure");
const medicine = (bundle) => find(bundle, "Medication");
const statement = (bundle) => find(bundle, "MedicationStatement");
const intake = (bundle) => find(bundle, "MedicationAdministration");
const problem = (bundle) => find(bundle, "Condition");
const doctor = (bundle) => find(bundle, "Practitioner");
const practice = (bundle) => find(bundle, "Organization", "_Organization|");
const appointment = (bundle) => find(bundle, "Appointment");
const visit = (bundle) => find(bundle, "Encounter");
const attachment = (bundle) => find(bundle, "DocumentReference").content[0].attachment;

/** [what is planted, how, a part of the expected message] */
export const PLANTED = [
  ["an entry of another profile family", (b) => (pressure(b).meta.profile = ["http://hl7.org/fhir/StructureDefinition/bp"]), "bundle-1"],
  ["a second Composition", (b) => b.entry.push(structuredClone(b.entry[0])), "bundle-2"],
  ["no Composition", (b) => b.entry.shift(), "bundle-2"],
  ["the Composition not in front", (b) => b.entry.push(b.entry.shift()), "bdl-11"],
  ["the same fullUrl twice", (b) => (b.entry[6].fullUrl = b.entry[5].fullUrl), "bdl-7"],
  ["fullUrl and id differ", (b) => (pressure(b).id = "00000000-0000-4000-8000-000000000000"), "differ"],
  ["another bundle type", (b) => (b.type = "collection"), "fixed value"],
  ["no bundle identifier", (b) => delete b.identifier, "Bundle.identifier: at least 1"],
  ["no timestamp", (b) => delete b.timestamp, "Bundle.timestamp: at least 1"],
  ["a total in a document", (b) => (b.total = 3), "Bundle.total: at most 0"],
  ["no version id", (b) => delete patient(b).meta.versionId, "versionId: at least 1"],
  ["no time of change", (b) => delete rate(b).meta.lastUpdated, "lastUpdated: at least 1"],
  ["another title of the document", (b) => (composition(b).title = "Export"), "fixed value"],
  ["another type of document", (b) => (composition(b).type.coding[0].code = "34133-9"), "lacks the pattern"],
  ["no reported period", (b) => delete composition(b).extension, "extension: at least 1"],
  ["a period without end", (b) => delete composition(b).extension[0].valuePeriod.end, "end: at least 1"],
  ["a period that ends before it starts", (b) => (composition(b).extension[0].valuePeriod.end = "2001-01-01T00:00:00Z"), "per-1"],
  ["two authors", (b) => composition(b).author.push({ reference: b.entry[2].fullUrl }), "author: at most 1"],
  ["a section that does not exist", (b) => (results(b).code.coding[0].code = "11450-4"), "none of the allowed slices"],
  ["a misspelt section title", (b) => (results(b).title = "Befunde"), "fixed value"],
  ["a section twice", (b) => composition(b).section.push(structuredClone(results(b))), "at most 1"],
  ["an observation in the wrong section", (b) => (results(b).entry = [{ reference: results(b).section[0].entry[0].reference }]), "not an allowed target"],
  ["a section entry that points to nothing", (b) => (results(b).section[0].entry[0].reference = STRANGER), "points to nothing"],
  ["an extension that the profile does not know", (b) => (pressure(b).extension = [{ url: "https://example.org/x", valueString: "x" }]), "none of the allowed slices"],
  ["a code without its version", (b) => delete pressure(b).code.coding[0].version, "codeSnomed: at least 1"],
  ["another display of a code", (b) => (pressure(b).code.coding[1].display = "Blutdruck"), "loinc: at least 1"],
  ["a heart rate code outside of the value set", (b) => (rate(b).code.coding[0].code = "75367002"), "is not in"],
  ["no second coding", (b) => pressure(b).code.coding.pop(), "coding: at least 2"],
  ["a code text that the profile forbids", (b) => (pressure(b).code.text = "Blutdruck"), "text: at most 0"],
  ["another category", (b) => (rate(b).category[0].coding[0].code = "laboratory"), "categ"],
  ["a status outside of the value set", (b) => (rate(b).status = "done"), "is not in"],
  ["a subject that is no patient", (b) => (pressure(b).subject.reference = b.entry[2].fullUrl), "not an allowed target"],
  ["a subject that points to nothing", (b) => (pressure(b).subject.reference = STRANGER), "points to nothing"],
  ["a display beside a reference", (b) => (pressure(b).subject.display = "Anna"), "display: at most 0"],
  ["no time of measurement", (b) => delete pressure(b).effectiveDateTime, "effective[x]: at least 1"],
  ["a period instead of a moment", (b) => { const o = pressure(b); o.effectivePeriod = { start: o.effectiveDateTime }; delete o.effectiveDateTime; }, "not allowed here"],
  ["a time without offset", (b) => (pressure(b).effectiveDateTime = "2026-01-01T08:00:00"), "is no dateTime"],
  ["another unit text", (b) => (pressure(b).component[0].valueQuantity.unit = "mmHg"), "lacks the pattern"],
  ["another unit code", (b) => (rate(b).valueQuantity.code = "1/min"), "lacks the pattern"],
  ["no diastolic value", (b) => pressure(b).component.pop(), "DiastolicBP: at least 1"],
  ["an unknown component", (b) => (pressure(b).component[0].code.coding = [{ system: "http://loinc.org", version: "2.72", code: "8867-4", display: "Heart rate" }]), "none of the allowed slices"],
  ["a comparator beside a value", (b) => (rate(b).valueQuantity.comparator = "<"), "comparator: at most 0"],
  ["a number that is none", (b) => (rate(b).valueQuantity.value = "72,5"), "is no decimal"],
  ["an element that does not exist", (b) => (rate(b).pulse = "72"), "no such element"],
  ["a missing uuid of the patient", (b) => patient(b).identifier.pop(), "uuid: at least 1"],
  ["a wrong uuid", (b) => (patient(b).identifier.at(-1).value = "urn:uuid:7"), "is no URN"],
  ["an unknown kind of insurance number", (b) => (patient(b).identifier[0].type.coding[0].code = "XX"), "none of the allowed slices"],
  ["a family name without its own-name part", (b) => delete patient(b).name[0]._family, "extension: at least 1"],
  ["gender other without the German entry", (b) => delete patient(b)._gender, "pat-1"],
  ["a nickname", (b) => (patient(b).name[0].use = "nickname"), "lacks the pattern"],
  ["a marital status", (b) => (patient(b).maritalStatus = { text: "ledig" }), "maritalStatus: at most 0"],
  ["an impossible birth date", (b) => (patient(b).birthDate = "1954-13-02"), "is no date"],
  ["a device without PZN", (b) => delete device(b).type, "type: at least 1"],
  ["a device code that is no PZN", (b) => (device(b).type.coding[0].system = "http://snomed.info/sct"), "codeSnomed"],
  ["another label of the DiGA-VE-ID", (b) => (device(b).identifier[0].type.text = "DiGA-ID"), "lacks the pattern"],
  ["a device without definition", (b) => delete device(b).definition, "definition: at least 1"],
  ["a definition that is the wrong thing", (b) => (device(b).definition.reference = b.entry[1].fullUrl), "not an allowed target"],
  ["a Provenance without target", (b) => delete find(b, "Provenance").target, "target: at least 1"],
  ["a Provenance whose author is a value", (b) => (find(b, "Provenance").agent[0].who.reference = b.entry[6].fullUrl), "not an allowed target"],
  ["an empty element", (b) => (rate(b).note = [{}]), "is empty"],
  ["a contained resource", (b) => (rate(b).contained = [{ resourceType: "Patient" }]), "contained: at most 0"],
  ["a profile version that does not exist", (b) => (rate(b).meta.profile = [`${MIO}_Observation_Heart_Rate|9.9.9`]), "profile"],
  ["a weight with the code of another thing", (b) => (find(b, "Observation", "Body_Weight").code.coding[0].code = "75367002"), "is not in"],
  ["a height in metres", (b) => (find(b, "Observation", "Body_Height").valueQuantity.unit = "m"), "lacks the pattern"],
  ["a temperature in another unit text", (b) => (find(b, "Observation", "Temperature").valueQuantity.unit = "°C"), "lacks the pattern"],
  ["an oxygen saturation without its method", (b) => delete find(b, "Observation", "Oxygen").method, "method: at least 1"],
  ["a glucose code outside of the value set", (b) => (find(b, "Observation", "Glucose").code.coding[0].code = "75367002"), "is not in"],
  ["a respiratory rate with another display", (b) => (find(b, "Observation", "Respiratory").code.coding[1].display = "Atemfrequenz"), "loinc: at least 1"],
  ["a diary note with another code", (b) => (find(b, "Observation", "Diary").code.coding[0].code = "48766-0"), "lacks the pattern"],
  ["a diary note as a number", (b) => { const o = find(b, "Observation", "Diary"); delete o.valueString; o.valueInteger = 7; }, "not allowed here"],
  ["a questionnaire with title and code", (b) => (form(b).code = [{ system: "http://loinc.org", version: "2.72", code: "44249-1", display: "PHQ-9" }]), "ques-1"],
  ["a questionnaire without language", (b) => delete form(b).language, "language: at least 1"],
  ["a question without name", (b) => delete form(b).item[0].item[0].linkId, "linkId: at least 1"],
  ["a question of unknown type", (b) => (form(b).item[0].item[1].type = "yes-no"), "is not in"],
  ["two questions of one name", (b) => (form(b).item[0].item[1].linkId = "1.1"), "que-2"],
  ["answers to a questionnaire that is missing", (b) => (answers(b).questionnaire = "https://heilsam.example/fhir/Questionnaire/anders|1"), "points to nothing"],
  ["answers that are not complete", (b) => (answers(b).status = "in-progress"), "lacks the pattern"],
  ["answers without time", (b) => delete answers(b).authored, "authored: at least 1"],
  ["an answer without value", (b) => answers(b).item.push({ linkId: "2", answer: [{ id: "a" }] }), "value[x]: at least 1"],
  ["an answer that is a date", (b) => answers(b).item.push({ linkId: "2", answer: [{ valueDate: "2026-01-01" }] }), "not allowed here"],
  ["a choice without display", (b) => answers(b).item.push({ linkId: "2", answer: [{ valueCoding: { system: "http://loinc.org", version: "2.72", code: "LA6568-5" } }] }), "display: at least 1"],
  ["a score without value", (b) => delete score(b).valueQuantity, "value[x]: at least 1"],
  ["a score range without its end", (b) => delete score(b).referenceRange[0].high, "high: at least 1"],
  ["a score derived from a value", (b) => (score(b).derivedFrom[0].reference = `urn:uuid:${pressure(b).id}`), "not an allowed target"],
  ["a goal without description", (b) => delete goal(b).description, "description: at least 1"],
  ["a goal of unknown status", (b) => (goal(b).lifecycleStatus = "running"), "is not in"],
  ["a goal with two targets", (b) => goal(b).target.push(structuredClone(goal(b).target[0])), "target: at most 1"],
  ["a goal range that is reversed", (b) => (goal(b).target[0].detailRange.low.value = 200), "rng-2"],
  ["a plan that is an order", (b) => (plan(b).intent = "order"), "lacks the pattern"],
  ["a plan with a description", (b) => (plan(b).description = "x"), "description: at most 0"],
  ["a plan whose goal is a value", (b) => (plan(b).goal[0].reference = `urn:uuid:${pressure(b).id}`), "not an allowed target"],
  ["an activity that was not done", (b) => (activity(b).status = "not-done"), "lacks the pattern"],
  ["an activity of unknown kind", (b) => (activity(b).category.coding[0].code = "d999"), "is not in"],
  ["a medicine without name", (b) => delete medicine(b).code, "code: at least 1"],
  ["a PZN without version", (b) => delete medicine(b).code.coding[0].version, "version: at least 1"],
  ["a medication plan without medicine", (b) => delete statement(b).medicationReference, "medication[x]: at least 1"],
  ["a medication plan without source", (b) => delete statement(b).informationSource, "informationSource: at least 1"],
  ["a dose at a time that does not exist", (b) => (statement(b).dosage[0].timing.repeat.when = ["MORNING"]), "is not in"],
  ["an intake without dose", (b) => delete intake(b).dosage, "dosage: at least 1"],
  ["an intake of a doctor", (b) => (intake(b).medicationReference.reference = `urn:uuid:${doctor(b).id}`), "not an allowed target"],
  ["a problem without status", (b) => delete problem(b).clinicalStatus, "clinicalStatus: at least 1"],
  ["a problem without beginning and end", (b) => { delete problem(b).onsetDateTime; delete problem(b).abatementDateTime; }, "con-1"],
  ["a problem that is over and active", (b) => (problem(b).clinicalStatus.coding[0].code = "active"), "con-4"],
  ["a problem of unknown kind", (b) => (problem(b).category[0].coding[0].code = "71388002"), "is not in"],
  ["a doctor without given name", (b) => delete doctor(b).name[0].given, "given: at least 1"],
  ["a title that is not marked as one", (b) => delete doctor(b).name[0]._prefix, "extension: at least 1"],
  ["a practice with another identifier", (b) => (practice(b).identifier[1].value = "urn:uuid:1"), "is no URN"],
  ["a doctor without practice", (b) => delete find(b, "PractitionerRole").organization, "organization: at least 1"],
  ["an appointment that was kept", (b) => (appointment(b).status = "fulfilled"), "is not in"],
  ["a booked appointment without end", (b) => delete appointment(b).end, "app-3"],
  ["a participant who declined", (b) => (appointment(b).participant[0].status = "declined"), "lacks the pattern"],
  ["a visit without period", (b) => delete visit(b).period, "period: at least 1"],
  ["a visit without class version", (b) => delete visit(b).class.version, "version: at least 1"],
  ["a document whose bytes are broken", (b) => (attachment(b).data = "***"), "is no base64Binary"],
  ["a document without type", (b) => delete attachment(b).contentType, "att-1"],
  ["a size beside a document", (b) => (attachment(b).size = 3), "size: at most 0"],
  ["a Provenance for a document", (b) => (find(b, "Provenance").target[0].reference = `urn:uuid:${find(b, "DocumentReference").id}`), "not an allowed target"],
  ["a goal in the section of documents", (b) => (section(b, "Anhaenge").entry[0].reference = `urn:uuid:${goal(b).id}`), "not an allowed target"],
];

const cuff = (bundle) => bundle.entry.map((entry) => entry.resource).find(({ serialNumber }) => serialNumber);
const definition = (bundle) => find(bundle, "DeviceDefinition", "_DeviceDefinition|");
const measured = (bundle) => find(bundle, "Observation", "Blood_Pressure");
const night = (bundle) => bundle.entry.map((entry) => entry.resource).find(({ code }) => code?.coding?.[0].code === "93832-4");
const skipped = (bundle) => bundle.entry.map((entry) => entry.resource).find(({ status }) => status === "not-taken");

/** The same, for the bundle with what a diary holds beyond the profiles that are made for one value. */
export const PLANTED_IN_DIARY = [
  ["a device without definition", (b) => delete cuff(b).definition, "definition: at least 1"],
  ["a device without kind", (b) => delete cuff(b).type, "type: at least 1"],
  ["a device that is no device", (b) => (cuff(b).type.coding[0].code = "75367002"), "is not in"],
  ["a device of nobody", (b) => delete cuff(b).patient, "patient: at least 1"],
  ["a device that names its maker itself", (b) => (cuff(b).manufacturer = "Beispiel"), "manufacturer: at most 0"],
  ["a device whose definition is that of the app", (b) => (cuff(b).definition.reference = `urn:uuid:${find(b, "DeviceDefinition", "_DIGA|").id}`), "not an allowed target"],
  ["a definition of an application", (b) => (definition(b).type.coding[0].code = "706689003"), "lacks the pattern"],
  ["a value measured by the patient as a device", (b) => (measured(b).device.reference = patient(b).identifier.at(-1).value), "not an allowed target"],
  ["a value whose device is missing", (b) => (measured(b).device.reference = STRANGER), "points to nothing"],
  ["a display beside a device", (b) => (measured(b).device.display = "Oberarm"), "display: at most 0"],
  ["a free observation with a specimen", (b) => (night(b).specimen = { reference: b.entry[1].fullUrl }), "specimen: at most 0"],
  ["a night of the wrong person", (b) => (night(b).subject.reference = `urn:uuid:${measured(b).id}`), "not an allowed target"],
  ["a dose left out of no medicine", (b) => delete skipped(b).medicationReference, "medication[x]: at least 1"],
  ["a dose left out that nobody told", (b) => delete skipped(b).informationSource, "informationSource: at least 1"],
  ["a night among the vital signs", (b) => (results(b).section[0].entry[0].reference = `urn:uuid:${night(b).id}`), "not an allowed target"],
];
