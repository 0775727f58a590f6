//! Export, import into an empty account, export: the same bytes.

use std::collections::HashMap;

use fhir_profiles::{
    AnswerValue, Entry, EntryValue, ExportInput, Format, Imported, Practice, identities, sample,
};
use heilsam_domain::{AccountId, RecordId};

use super::{export, import, import_as, import_beside};

fn is_kept(value: &EntryValue) -> bool {
    matches!(value.own(), EntryValue::Kept(_))
}

#[test]
fn an_own_export_comes_back_as_it_was() {
    let input = sample::full();
    for format in [Format::Json, Format::Xml] {
        let text = export(&input, format);
        let back = import(&text).unwrap();
        let kept: Vec<_> = back.entries.iter().filter(|entry| is_kept(&entry.value)).collect();
        assert!(kept.is_empty(), "{kept:#?}");
        assert_eq!(back.version, "1.1.0");
        assert_eq!(back.period, Some(input.period));
        assert_eq!(back.patient.insurance_number, input.patient.insurance_number);
        assert_eq!(back.patient.name, input.patient.name);
        assert_eq!(back.patient.birth_date, input.patient.birth_date);
        assert_eq!(back.sender.name, input.diga.name);
        let again = ExportInput { entries: back.entries, ..input.clone() };
        for other in [Format::Json, Format::Xml] {
            assert_eq!(export(&again, other), export(&input, other), "{format:?} to {other:?}");
        }
    }
}

#[test]
fn repeated_answers_and_groups_come_back_in_order() {
    let mut input = sample::full();
    for entry in &mut input.entries {
        match &mut entry.value {
            EntryValue::Assessment(questionnaire) => {
                questionnaire.items[0].repeats = true;
                questionnaire.items[0].items[6].repeats = true;
            }
            EntryValue::AssessmentAnswers(answers) => {
                let mut again = answers.items[0].clone();
                again.items[6].answers =
                    ["antwort-b", "antwort-a"].map(|it| AnswerValue::Text(it.to_owned())).to_vec();
                answers.items.push(again);
            }
            _ => {}
        }
    }
    for format in [Format::Json, Format::Xml] {
        let back = import(&export(&input, format)).unwrap();
        assert!(back.entries.iter().all(|entry| !is_kept(&entry.value)));
        let again = ExportInput { entries: back.entries, ..input.clone() };
        let text = export(&again, Format::Json);
        assert_eq!(text, export(&input, Format::Json), "{format:?}");
        assert_eq!(text.matches(r#""repeats":true"#).count(), 2);
        let at = |word: &str| text.find(word).unwrap();
        assert!(at("antwort-b") < at("antwort-a"), "the order is kept");
    }
}

#[test]
fn an_english_questionnaire_comes_back_in_english() {
    let mut input = sample::full();
    for entry in &mut input.entries {
        if let EntryValue::Assessment(questionnaire) = &mut entry.value {
            questionnaire.language = "en".to_owned();
        }
    }
    let text = export(&input, Format::Json);
    assert_eq!(text.matches(r#""language":"en""#).count(), 1);
    let back = import(&text).unwrap();
    assert!(back.entries.iter().all(|entry| !is_kept(&entry.value)));
    let stored = serde_json::to_string(&back.entries).unwrap();
    let again = ExportInput { entries: serde_json::from_str(&stored).unwrap(), ..input.clone() };
    assert_eq!(export(&again, Format::Json), text);
}

#[test]
fn a_questionnaire_from_before_its_language_was_kept_is_german() {
    let input = sample::full();
    let stored = serde_json::to_string(&input.entries).unwrap();
    assert!(!stored.contains(r#""language""#), "an older app reads it");
    let again = ExportInput { entries: serde_json::from_str(&stored).unwrap(), ..input.clone() };
    assert_eq!(export(&again, Format::Json), export(&input, Format::Json));
}

#[test]
fn an_import_survives_its_way_through_storage() {
    let input = sample::full();
    let back = import(&export(&input, Format::Xml)).unwrap();
    let text = serde_json::to_string(&back.entries).unwrap();
    let again = ExportInput { entries: serde_json::from_str(&text).unwrap(), ..input.clone() };
    assert_eq!(export(&again, Format::Json), export(&input, Format::Json));
}

#[test]
fn a_practice_of_which_no_doctor_is_known_comes_back_with_its_consultation() {
    let mut input = sample::full();
    let mut visit = input.entries.iter().find(|it| matches!(it.value, EntryValue::Visit(_))).unwrap().clone();
    let id = |number: u8| RecordId::from_parts(1_767_225_600_000, [number; 10]);
    let practice = Practice { name: "Praxis am Markt".to_owned(), site_number: None, phone: String::new() };
    let value = EntryValue::Practice(Box::new(practice));
    let practice = Entry { id: id(220), value, note: String::new(), ..visit.clone() };
    visit.id = id(221);
    if let EntryValue::Visit(held) = &mut visit.value {
        held.with = Some(practice.id);
    }
    input.entries = vec![practice, visit];
    for format in [Format::Json, Format::Xml] {
        let back = import(&export(&input, format)).unwrap();
        assert!(back.entries.iter().all(|entry| !is_kept(&entry.value)), "{:?}", back.counts);
        assert_eq!((back.counts["Organization"].taken, back.counts["Encounter"].taken), (1, 1));
        let again = ExportInput { entries: back.entries, ..input.clone() };
        assert_eq!(export(&again, Format::Json), export(&input, Format::Json));
    }
}

#[test]
fn a_second_import_brings_nothing_new() {
    let input = sample::full();
    let text = export(&input, Format::Json);
    let own = import_as(text.as_bytes(), super::OWN, &identities(&input.entries)).unwrap();
    assert_eq!(own.entries.len(), 0, "the account that exported it knows everything");
    let first = import(&text).unwrap();
    let second = import_as(text.as_bytes(), super::OWN, &identities(&first.entries)).unwrap();
    assert_eq!(second.entries.len(), 0, "the account that imported it knows everything");
    assert!(second.counts.values().all(|count| count.taken == 0 && count.kept == 0));
    let known: usize = second.counts.values().map(|count| count.known).sum();
    assert_eq!(known, identities(&input.entries).len());
    let ids = |entries: &[fhir_profiles::Entry]| entries.iter().map(|entry| entry.id).collect::<Vec<_>>();
    assert_eq!(ids(&first.entries), ids(&import(&text).unwrap().entries), "ids do not depend on chance");
}

#[test]
fn what_is_missing_of_a_file_comes_as_the_record_that_it_was_beside_the_rest() {
    let input = sample::full();
    let text = export(&input, Format::Json);
    let all = import(&text).unwrap().entries;
    for missing in &all {
        let held: Vec<Entry> = all.iter().filter(|entry| entry.id != missing.id).cloned().collect();
        let back = import_beside(&text, &held).unwrap().entries;
        assert_eq!(back.iter().map(|entry| entry.id).collect::<Vec<_>>(), [missing.id]);
        assert!(!is_kept(&back[0].value), "{missing:#?}");
        assert_eq!(back[0].author, missing.author);
    }
}

#[test]
fn another_diga_and_account_keep_values_and_origin() {
    let input = sample::full();
    let text = export(&input, Format::Json);
    let back = import_as(text.as_bytes(), "11111111", &HashMap::new()).unwrap();
    let mut other = sample::empty();
    other.period = input.period;
    other.patient.id = AccountId::from_bytes([9; 16]);
    other.diga.prescription_unit_id = "11111111".to_owned();
    other.diga.name = "Andere DiGA".to_owned();
    other.entries = back.entries;
    for format in [Format::Json, Format::Xml] {
        let again = export(&other, format);
        assert!(again.contains("Andere DiGA") && again.contains("Heilsam Blutdruck"), "both apps are named");
        for digits in ["81.40", "5.40", "80.0", "36.60"] {
            assert!(again.contains(digits), "{digits}");
        }
        let third = import_as(again.as_bytes(), "22222222", &HashMap::new()).unwrap();
        assert_eq!(third.sender.name, "Andere DiGA");
    }
}

#[test]
fn the_preview_counts_what_becomes_of_the_file() {
    let back = import(&export(&sample::full(), Format::Xml)).unwrap();
    assert_eq!(back.counts["Observation_Blood_Pressure"].taken, 13);
    assert_eq!(back.counts["Observation_Glucose_Concentration"].taken, 4);
    assert_eq!(back.counts["Practitioner"].taken, 1);
    assert!(!back.counts.contains_key("Device_DIGA"), "the own app is no news");
}

#[test]
fn what_is_not_ours_is_kept_byte_for_byte() {
    let input = sample::full();
    let text = export(&input, Format::Json);
    // The first blood pressure says more than the app does.
    let more = text.replacen(
        r#""effectiveDateTime":"#,
        r#""bodySite" : {"text":"linker \u0041rm"},"effectiveDateTime":"#,
        1,
    );
    let start = more.find(r#"{"resourceType":"Observation""#).unwrap();
    let back = import(&more).unwrap();
    let kept: Vec<_> = back.entries.iter().filter(|entry| is_kept(&entry.value)).collect();
    assert_eq!(kept.len(), 1);
    let EntryValue::Imported(imported) = &kept[0].value else { panic!("kept values are imported") };
    let Imported { value: EntryValue::Kept(resource), .. } = imported.as_ref() else { panic!("kept") };
    assert!(more[start..].starts_with(&resource.text));
    assert!(resource.value.is_some(), "what the app understands of it can be shown");
    let again = export(&ExportInput { entries: back.entries.clone(), ..input.clone() }, Format::Json);
    assert!(again.contains(r#""bodySite" : {"text":"linker \u0041rm"}"#));
    let xml = export(&ExportInput { entries: back.entries, ..input }, Format::Xml);
    assert!(xml.contains(r#"<bodySite><text value="linker Arm"/></bodySite>"#), "and in the other format");
}

#[test]
fn a_foreign_resource_from_xml_is_attached_with_its_namespace() {
    let input = sample::full();
    let text = export(&input, Format::Xml);
    let id = "00000000-0000-4000-8000-00000000000a";
    let alien = format!(
        r#"<entry><fullUrl value="urn:uuid:{id}"/><resource><Basic><id value="{id}"/></Basic></resource></entry>"#
    );
    let back = import(&text.replacen("<entry>", &format!("{alien}<entry>"), 1)).unwrap();
    assert_eq!(back.counts["Basic"].kept, 1);
    let again = export(&ExportInput { entries: back.entries, ..input }, Format::Json);
    assert!(again.contains(r#""contentType":"application/fhir+xml""#));
    // `<Basic xmlns="http://hl7.org/fhir"><id value=…`: in the file the namespace stood on the bundle around it.
    assert!(again.contains("PEJhc2ljIHhtbG5zPSJodHRwOi8vaGw3Lm9yZy9maGlyIj48aWQgdmFsdWU9"));
}

#[test]
fn a_resource_of_another_specification_is_attached() {
    let input = sample::full();
    let text = export(&input, Format::Json);
    let alien = r#"{"fullUrl":"urn:uuid:00000000-0000-4000-8000-00000000000a","resource":{"resourceType":"Basic","id":"00000000-0000-4000-8000-00000000000a"}},"#;
    let with = text.replacen(r#"{"fullUrl":"#, &format!("{alien}{{\"fullUrl\":"), 1);
    let back = import(&with).unwrap();
    assert_eq!(back.counts["Basic"].kept, 1);
    let again = export(&ExportInput { entries: back.entries, ..input }, Format::Json);
    assert!(again.contains(r#""contentType":"application/fhir+json""#));
    assert!(again.contains("eyJyZXNvdXJjZVR5cGUiOiJCYXNpYyIs"), "its bytes in Base64");
    assert_eq!(import(&again).unwrap().counts["DocumentReference"].taken, 2, "and comes back as a document");
}
