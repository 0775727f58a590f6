//! What the application states about data and standards (§ 2(1) sentence 2 DiGAV, numbers 21a and 22), from the codes and
//! profiles that this crate writes.
//!
//! The manufacturer's app does not carry this crate: it proposes the rows of `assets/dossier/standards.json`, and a test keeps
//! that file equal to [`statements`].

use serde_json::{Value, json};

use crate::terms::diary::{HEART_RHYTHM, SLEEP_DURATION};
use crate::terms::{
    BLOOD_PRESSURE, BODY_WEIGHT, Coding, DIASTOLIC, HEART_RATE, LOINC_VERSION, PATIENT_NOTE, SNOMED_VERSION,
    SYSTOLIC,
};

/// Version of MIO DiGA that is written.
const MIO_VERSION: &str = "1.1.0";

/// Name, version and place of every standard that an export follows.
fn standards() -> [[&'static str; 3]; 6] {
    let snomed = SNOMED_VERSION.rsplit('/').next().unwrap_or(SNOMED_VERSION);
    [
        ["HL7 FHIR R4", "4.0.1", "https://hl7.org/fhir/R4/"],
        ["KBV MIO DiGA", MIO_VERSION, "https://fhir.kbv.de/StructureDefinition/KBV_PR_MIO_DIGA_Bundle"],
        ["KBV Basisprofile", "1.3.0", "https://fhir.kbv.de/StructureDefinition/KBV_PR_Base_Patient"],
        ["SNOMED CT", snomed, "https://browser.ihtsdotools.org/"],
        ["LOINC", LOINC_VERSION, "https://loinc.org/"],
        ["UCUM", "2.1", "https://ucum.org/ucum"],
    ]
}

/// What a diary holds, with the code under which it is exported; the names are German, as the statements are.
const DATA: [(&str, Coding); 8] = [
    ("Blutdruck", BLOOD_PRESSURE[1]),
    ("Blutdruck, oberer Wert", SYSTOLIC[1]),
    ("Blutdruck, unterer Wert", DIASTOLIC[1]),
    ("Puls", HEART_RATE[1]),
    ("Rhythmus des Pulses", HEART_RHYTHM),
    ("Körpergewicht", BODY_WEIGHT[1]),
    ("Schlafdauer", SLEEP_DURATION),
    ("Notiz der versicherten Person", PATIENT_NOTE),
];

/// Rows for the statements' forms, by number of the statement.
#[must_use]
pub fn statements() -> Value {
    let row = |group: &str, fields: Value| json!({ "group": group, "fields": fields });
    let data = DATA.iter().map(|(datum, coding)| {
        row("data", json!({ "datum": datum, "standard": "LOINC", "code": coding.code, "mio": "true" }))
    });
    let followed = standards().into_iter().map(|[name, version, url]| {
        row("standards", json!({ "name": name, "version": version, "url": url }))
    });
    let readable = row("formats", json!({ "format": "PDF (PDF/UA-1 und PDF/A-2a)" }));
    json!({
        "21a": data.collect::<Vec<_>>(),
        "22": followed.chain([readable]).collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_that_is_proposed_from_says_what_this_crate_writes() {
        let file = include_str!("../../assets/dossier/standards.json");
        let wanted = statements();
        let found: Value = serde_json::from_str(file).unwrap();
        assert_eq!(found, wanted, "write this into assets/dossier/standards.json: {wanted:#}");
    }

    #[test]
    fn versions_are_those_of_the_profiles() {
        let xml = include_str!("../tests/formats/snapshots/formats__full_xml.snap");
        for wanted in [MIO_VERSION, SNOMED_VERSION, LOINC_VERSION] {
            assert!(xml.contains(wanted), "{wanted}");
        }
        for (datum, coding) in DATA {
            assert!(coding.system.contains("loinc"), "{datum}");
        }
    }
}
