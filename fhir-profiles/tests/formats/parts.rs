//! A long period in parts, and what refers to what.

use std::collections::BTreeSet;

use fhir_profiles::{
    Author, BundleExport, EPA_LIMIT, EntryValue, ExportError, ExportInput, Format, PartsExport, ReportPeriod,
    sample,
};

fn export(input: &ExportInput, period: ReportPeriod, format: Format) -> String {
    BundleExport::new(ExportInput { period, ..input.clone() }, format).unwrap().into_text().unwrap()
}

fn ids(text: &str, profile: &str) -> BTreeSet<String> {
    let bundle: serde_json::Value = serde_json::from_str(text).unwrap();
    let resources = bundle["entry"].as_array().unwrap().iter().map(|entry| &entry["resource"]);
    let of_profile =
        resources.filter(|resource| resource["meta"]["profile"][0].as_str().unwrap().contains(profile));
    of_profile.map(|resource| resource["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn parts_hold_everything_once_and_none_is_too_long() {
    let mut input = sample::with_entries(400);
    input.entries.extend(sample::full().entries.into_iter().filter(|entry| {
        !matches!(entry.value, EntryValue::BloodPressure { .. } | EntryValue::HeartRate { .. })
    }));
    for format in [Format::Json, Format::Xml] {
        let limit = 150_000;
        let parts = input.clone().parts(format, limit).unwrap();
        assert!(parts.len() > 4, "{} parts", parts.len());
        assert_eq!(parts[0].start, input.period.start);
        assert_eq!(parts.last().unwrap().end, input.period.end);
        let texts: Vec<_> = parts.iter().map(|part| export(&input, *part, format)).collect();
        assert!(texts.iter().all(|text| text.len() <= limit));
        if format == Format::Json {
            let all = ids(&export(&input, input.period, format), "Blood_Pressure");
            let split: Vec<_> = texts.iter().flat_map(|text| ids(text, "Blood_Pressure")).collect();
            assert_eq!(split.len(), all.len(), "no value twice");
            assert_eq!(split.into_iter().collect::<BTreeSet<_>>(), all, "no value lost");
            assert!(texts.iter().all(|text| !ids(text, "MedicationStatement").is_empty()), "complete each");
        }
    }
}

#[test]
fn a_running_export_writes_the_same_parts_one_after_the_other() {
    let input = sample::with_entries(400);
    for format in [Format::Json, Format::Xml] {
        let limit = 150_000;
        let parts = input.clone().parts(format, limit).unwrap();
        let expected: Vec<_> = parts.iter().map(|part| export(&input, *part, format)).collect();
        let mut running = PartsExport::new(input.clone(), format, limit).unwrap();
        assert_eq!(running.periods(), parts);
        let (mut written, mut text) = (Vec::new(), String::new());
        while let Some(piece) = running.next_piece().unwrap() {
            text.push_str(&piece.text);
            if piece.ends_part {
                written.push(std::mem::take(&mut text));
            }
        }
        assert!(written == expected && text.is_empty(), "{format:?}");
        assert_eq!(running.part(), parts.len());
    }
}

#[test]
fn many_years_become_documents_that_the_patient_record_takes() {
    for format in [Format::Json, Format::Xml] {
        let mut running = PartsExport::new(sample::with_entries(20_000), format, EPA_LIMIT).unwrap();
        let (mut lengths, mut length) = (Vec::new(), 0);
        while let Some(piece) = running.next_piece().unwrap() {
            length += piece.text.len();
            if piece.ends_part {
                lengths.push(std::mem::take(&mut length));
            }
        }
        assert!(lengths.len() > 1, "{format:?}: {lengths:?}");
        assert!(lengths.iter().all(|length| *length <= EPA_LIMIT), "{format:?}: {lengths:?}");
        assert!(
            lengths.iter().any(|length| *length > EPA_LIMIT / 2),
            "cut too small, {format:?}: {lengths:?}"
        );
    }
}

#[test]
fn a_document_counts_with_all_its_bytes() {
    let mut input = sample::with_entries(0);
    let document = sample::full().entries.into_iter().find(|it| matches!(it.value, EntryValue::Document(_)));
    let document = document.unwrap();
    for number in 0..5 {
        let mut entry = document.clone();
        entry.id = heilsam_domain::RecordId::from_parts(1, [number; 10]);
        entry.measured_at = input.period.start + jiff::SignedDuration::from_hours(number.into());
        if let EntryValue::Document(document) = &mut entry.value {
            document.data = "QUJD".repeat(12_000);
        }
        input.entries.push(entry);
    }
    for format in [Format::Json, Format::Xml] {
        let limit = 150_000;
        let parts = input.clone().parts(format, limit).unwrap();
        let texts: Vec<_> = parts.iter().map(|part| export(&input, *part, format)).collect();
        assert_eq!(texts.len(), 3, "two of 48 kB each fit beside the frame");
        assert!(texts.iter().all(|text| text.len() <= limit));
        assert!(texts.iter().all(|text| text.contains("QUJDQUJD")), "none is empty");
    }
}

#[test]
fn only_the_records_of_the_period_count() {
    let many = 200_001;
    let mut input = sample::with_entries(many);
    let whole = BundleExport::new(input.clone(), Format::Json).err();
    assert_eq!(whole, Some(ExportError::TooManyEntries(many.try_into().unwrap())));
    input.period.end = input.entries[9].measured_at;
    assert_eq!(ids(&export(&input, input.period, Format::Json), "Blood_Pressure").len(), 10);
    assert_eq!(PartsExport::new(input, Format::Xml, 10_000_000).err(), None);
}

#[test]
fn a_short_period_is_one_part() {
    let input = sample::full();
    assert_eq!(input.clone().parts(Format::Xml, EPA_LIMIT).unwrap(), [input.period]);
}

#[test]
fn what_fits_into_no_part_is_refused() {
    let refused = sample::full().parts(Format::Json, 30_000).err();
    assert_eq!(refused, Some(ExportError::PartTooLong(30_000)));
}

#[test]
fn what_a_value_refers_to_comes_with_it() {
    let mut input = sample::full();
    let score = input.entries.iter().position(|entry| matches!(entry.value, EntryValue::Score(_))).unwrap();
    let at = input.entries[score].measured_at;
    input.period = ReportPeriod { start: at, end: at };
    input.entries[score].author = Author::Patient;
    let text = export(&input, input.period, Format::Json);
    assert_eq!(ids(&text, "Score_or_Assessment").len(), 1);
    assert_eq!(ids(&text, "DIGA_QuestionnaireResponse").len(), 1, "the score's answers, although older");
    assert_eq!(ids(&text, "DIGA_Questionnaire|").len(), 1, "and the questionnaire of the answers");
    assert!(ids(&text, "Observation_Body_Weight").is_empty());
}

#[test]
fn a_reference_to_nothing_or_to_the_wrong_kind_is_refused() {
    let without = |kind: fn(&EntryValue) -> bool| {
        let mut input = sample::full();
        input.entries.retain(|entry| !kind(&entry.value));
        BundleExport::new(input, Format::Xml).err().map(|error| error.code())
    };
    assert_eq!(without(|value| matches!(value, EntryValue::Medication(_))), Some("missing-record"));
    assert_eq!(without(|value| matches!(value, EntryValue::Goal(_))), Some("missing-record"));
    assert_eq!(without(|value| matches!(value, EntryValue::Contact(_))), Some("missing-record"));
    let mut input = sample::full();
    let wrong = input.entries[0].id;
    for entry in &mut input.entries {
        if let EntryValue::Intake(intake) = &mut entry.value {
            intake.medication = wrong;
        }
    }
    assert!(
        matches!(BundleExport::new(input, Format::Xml).err(), Some(ExportError::Link(_, to)) if to == wrong)
    );
}
