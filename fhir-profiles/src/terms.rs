//! Codes, versions and displays exactly as the profiles fix them.
//!
//! Source: KBV MIO DiGA 1.1.0 and KBV Basisprofile 1.3.0, fixed and pattern values.

use crate::writer::Writer;

/// Extension of the Composition: the reported period.
pub(crate) const REPORT_PERIOD: &str =
    "https://fhir.kbv.de/StructureDefinition/KBV_EX_MIO_DIGA_Betrachtungszeitraum";
/// Extension of a family name: the name without prefixes.
pub(crate) const OWN_NAME: &str = "http://hl7.org/fhir/StructureDefinition/humanname-own-name";
/// Extension of the gender `other`: the official German entry.
pub(crate) const OFFICIAL_GENDER: &str = "http://fhir.de/StructureDefinition/gender-amtlich-de";
/// Code system of that extension.
pub(crate) const OFFICIAL_GENDER_CODES: &str = "http://fhir.de/CodeSystem/gender-amtlich-de";
/// Naming system of the insurance number (KVNR).
pub(crate) const INSURANCE_NUMBER: &str = "http://fhir.de/sid/gkv/kvid-10";
/// Code system of the central pharmaceutical numbers.
pub(crate) const PZN: &str = "http://fhir.de/CodeSystem/ifa/pzn";
/// System of identifiers that are URNs.
pub(crate) const URN: &str = "urn:ietf:rfc:3986";

const SNOMED: &str = "http://snomed.info/sct";
const SNOMED_VERSION: &str = "http://snomed.info/sct/900000000000207008/version/20220331";
const LOINC: &str = "http://loinc.org";
const LOINC_VERSION: &str = "2.72";
const UCUM: &str = "http://unitsofmeasure.org";

/// One code of a code system; a part that the profile does not allow is empty.
#[derive(Clone, Copy)]
pub(crate) struct Coding {
    pub(crate) system: &'static str,
    pub(crate) version: &'static str,
    pub(crate) code: &'static str,
    pub(crate) display: &'static str,
}

const fn snomed(code: &'static str, display: &'static str) -> Coding {
    Coding { system: SNOMED, version: SNOMED_VERSION, code, display }
}

const fn loinc(code: &'static str, display: &'static str) -> Coding {
    Coding { system: LOINC, version: LOINC_VERSION, code, display }
}

pub(crate) const RESOURCE_IDENTIFIER: Coding = Coding {
    system: "http://terminology.hl7.org/CodeSystem/v2-0203",
    version: "2.9",
    code: "RI",
    display: "Resource identifier",
};
pub(crate) const STATUTORY_INSURANCE: Coding = Coding {
    system: "http://fhir.de/CodeSystem/identifier-type-de-basis",
    version: "",
    code: "GKV",
    display: "Gesetzliche Krankenversicherung",
};
pub(crate) const VITAL_SIGNS: Coding = Coding {
    system: "http://terminology.hl7.org/CodeSystem/observation-category",
    version: "4.0.1",
    code: "vital-signs",
    display: "Vital Signs",
};
pub(crate) const AUTHOR: Coding = Coding {
    system: "http://terminology.hl7.org/CodeSystem/provenance-participant-type",
    version: "4.0.1",
    code: "author",
    display: "Author",
};

pub(crate) const HEALTH_REPORT: Coding = loinc("53576-5", "Personal health monitoring report Document");
pub(crate) const APPLICATION: Coding = snomed("706689003", "Application program software (physical object)");
pub(crate) const SOFTWARE: Coding = snomed("706687001", "Software (physical object)");

pub(crate) const RESULTS_SECTION: Coding = snomed("423100009", "Results section (record artifact)");
pub(crate) const VITAL_SIGNS_SECTION: Coding =
    snomed("1184593002", "Vital sign document section (record artifact)");

pub(crate) const BLOOD_PRESSURE: [Coding; 2] = [
    snomed("75367002", "Blood pressure (observable entity)"),
    loinc("85354-9", "Blood pressure panel with all children optional"),
];
pub(crate) const SYSTOLIC: [Coding; 2] = [
    snomed("271649006", "Systolic blood pressure (observable entity)"),
    loinc("8480-6", "Systolic blood pressure"),
];
pub(crate) const DIASTOLIC: [Coding; 2] = [
    snomed("271650006", "Diastolic blood pressure (observable entity)"),
    loinc("8462-4", "Diastolic blood pressure"),
];
pub(crate) const HEART_RATE: [Coding; 2] =
    [snomed("364075005", "Heart rate (observable entity)"), loinc("8867-4", "Heart rate")];

/// A unit: what people read and its UCUM code.
#[derive(Clone, Copy)]
pub(crate) struct Unit {
    display: &'static str,
    code: &'static str,
}

/// Millimetres of mercury.
pub(crate) const MM_HG: Unit = Unit { display: "mm Hg", code: "mm[Hg]" };
/// Beats per minute.
pub(crate) const PER_MINUTE: Unit = Unit { display: "per minute", code: "/min" };

/// Writes a CodeableConcept with these codings.
pub(crate) fn concept<W: Writer>(writer: &mut W, name: &'static str, codings: &[Coding]) {
    writer.object(name, |writer| coding_list(writer, codings));
}

/// Writes the codings of a CodeableConcept.
pub(crate) fn coding_list<W: Writer>(writer: &mut W, codings: &[Coding]) {
    writer.list("coding", codings, |writer, coding| {
        writer.token("system", coding.system);
        writer.token("version", coding.version);
        writer.token("code", coding.code);
        writer.token("display", coding.display);
    });
}

/// Writes a Quantity.
pub(crate) fn quantity<W: Writer>(writer: &mut W, name: &'static str, value: &str, unit: Unit) {
    writer.object(name, |writer| {
        writer.number("value", value);
        writer.token("unit", unit.display);
        writer.token("system", UCUM);
        writer.token("code", unit.code);
    });
}
