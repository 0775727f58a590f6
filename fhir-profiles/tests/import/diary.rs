//! Sleep, mood, an irregular pulse, doses left out, and the devices that measured: there and back.

use std::collections::HashMap;

use fhir_profiles::{
    Author, Entry, EntryValue, ExportError, ExportInput, Format, SkipReason, Vital, identities, sample,
};
use serde_json::Value;

use super::{OWN, export, import, import_as};

fn kept(entries: &[Entry]) -> Vec<&Entry> {
    entries.iter().filter(|entry| matches!(entry.value.own(), EntryValue::Kept(_))).collect()
}

/// The resources of a bundle that have this profile.
fn resources(bundle: &str, profile: &str) -> Vec<Value> {
    let bundle: Value = serde_json::from_str(bundle).unwrap();
    let all = bundle["entry"].as_array().unwrap().iter().map(|entry| entry["resource"].clone());
    let name = format!("MIO_DIGA_{profile}|");
    all.filter(|it| it["meta"]["profile"][0].as_str().unwrap().contains(&name)).collect()
}

#[test]
fn everything_comes_back_as_it_was() {
    let input = sample::diary();
    for format in [Format::Json, Format::Xml] {
        let text = export(&input, format);
        let back = import(&text).unwrap();
        assert!(kept(&back.entries).is_empty(), "{:#?}", kept(&back.entries));
        let stored = serde_json::to_string(&back.entries).unwrap();
        let again = ExportInput { entries: serde_json::from_str(&stored).unwrap(), ..input.clone() };
        for other in [Format::Json, Format::Xml] {
            assert_eq!(export(&again, other), export(&input, other), "{format:?} to {other:?}");
        }
    }
}

#[test]
fn the_order_in_a_file_does_not_matter() {
    const ENTRY: &str = "{\"fullUrl\":";
    let text = export(&sample::diary(), Format::Json);
    let (head, body) = text.split_once(ENTRY).unwrap();
    let between = format!(",{ENTRY}");
    let mut entries: Vec<&str> = body.trim_end().strip_suffix("]}").unwrap().split(&between).collect();
    // Doses left out before their medicine, values before their device; the Composition stays in front.
    entries[1..].reverse();
    let back = import(&format!("{head}{ENTRY}{}]}}", entries.join(&between))).unwrap();
    assert!(kept(&back.entries).is_empty(), "{:#?}", kept(&back.entries));
}

#[test]
fn a_second_import_brings_nothing_new() {
    let input = sample::diary();
    let text = export(&input, Format::Xml);
    let own = import_as(text.as_bytes(), OWN, &identities(&input.entries)).unwrap();
    assert_eq!(own.entries.len(), 0, "the account that exported it");
    let first = import(&text).unwrap();
    let second = import_as(text.as_bytes(), OWN, &identities(&first.entries)).unwrap();
    assert_eq!(second.entries.len(), 0, "the account that imported it");
}

#[test]
fn every_value_says_what_it_is() {
    let back = import(&export(&sample::diary(), Format::Json)).unwrap();
    let values: Vec<&EntryValue> = back.entries.iter().map(|entry| entry.value.own()).collect();
    let count = |is: fn(&EntryValue) -> bool| values.iter().filter(|value| is(value)).count();
    assert_eq!(count(|it| matches!(it, EntryValue::Sleep(_))), 2);
    assert_eq!(count(|it| matches!(it, EntryValue::Mood(_))), 2);
    // The pulse of the first blood pressure, and the one that was measured alone.
    assert_eq!(count(|it| matches!(it, EntryValue::HeartRate { irregular: true, .. })), 2);
    assert_eq!(count(|it| matches!(it, EntryValue::BloodPressure { irregular: true, .. })), 1);
    assert_eq!(count(|it| matches!(it, EntryValue::BloodPressure { irregular: false, .. })), 1);
    let reason = |value: &&EntryValue| match value {
        EntryValue::SkippedDose(skipped) => Some(skipped.reason),
        _ => None,
    };
    let reasons: Vec<SkipReason> = values.iter().filter_map(reason).collect();
    assert_eq!(reasons.len(), 8);
    assert!(reasons.contains(&SkipReason::DoctorSaidSo));
    let dose = |value: &&EntryValue| match value {
        EntryValue::SkippedDose(skipped) => skipped.dose.clone(),
        _ => None,
    };
    assert_eq!(values.iter().find_map(dose).unwrap().value.as_str(), "0.50", "digit by digit");
}

#[test]
fn the_minutes_of_a_night_are_exact() {
    let text = export(&sample::diary(), Format::Json);
    let nights = resources(&text, "Observation_Free");
    let minutes: Vec<u64> = nights.iter().filter_map(|it| it["valueQuantity"]["value"].as_u64()).collect();
    assert_eq!(minutes, [437, 480]);
}

#[test]
fn a_measured_value_and_its_provenance_name_the_device() {
    let text = export(&sample::diary(), Format::Json);
    let devices = resources(&text, "Device");
    assert_eq!(devices.len(), 2);
    let monitor = devices.iter().find(|it| it["serialNumber"] == "0007-4711").unwrap();
    assert_eq!(monitor["modelNumber"], "BM-7");
    assert_eq!(monitor["deviceName"][0]["name"], "Oberarm & Handgelenk 7");
    let definition = resources(&text, "DeviceDefinition");
    let definition = definition
        .iter()
        .find(|it| monitor["definition"]["reference"] == format!("urn:uuid:{}", it["id"].as_str().unwrap()))
        .unwrap();
    let makers = resources(&text, "Organization_Manufacturer");
    let maker = makers.iter().find(|it| it["name"] == "Beispiel Messgeräte GmbH").unwrap();
    let urn = |resource: &Value| format!("urn:uuid:{}", resource["id"].as_str().unwrap());
    assert_eq!(definition["manufacturerReference"]["reference"], urn(maker));
    let measured = resources(&text, "Observation_Blood_Pressure");
    assert_eq!(measured.len(), 2);
    let provenances = resources(&text, "Provenance");
    let of_device = provenances.iter().find(|it| it["agent"][0]["who"]["reference"] == urn(monitor)).unwrap();
    let targets: Vec<&Value> =
        of_device["target"].as_array().unwrap().iter().map(|it| &it["reference"]).collect();
    for value in &measured {
        assert_eq!(value["device"]["reference"], urn(monitor));
        assert!(value.get("performer").is_none(), "nobody typed it");
        assert!(targets.contains(&&Value::String(urn(value))));
    }
    let scale = devices.iter().find(|it| it.get("serialNumber").is_none()).unwrap();
    assert!(scale.get("deviceName").is_none(), "what is not known is not there");
    assert_eq!(resources(&text, "Observation_Body_Weight")[0]["device"]["reference"], urn(scale));
}

#[test]
fn a_device_is_left_out_where_it_measured_nothing() {
    let mut input = sample::diary();
    input.entries.retain(|entry| !matches!(entry.value, EntryValue::Vital(Vital::Weight(_))));
    assert_eq!(resources(&export(&input, Format::Json), "Device").len(), 1);
}

#[test]
fn another_diga_keeps_the_device() {
    let text = export(&sample::diary(), Format::Json);
    let back = import_as(text.as_bytes(), "11111111", &HashMap::new()).unwrap();
    let by_device = back.entries.iter().filter(|entry| matches!(entry.author, Author::Device(_))).count();
    // Two pressures, a pulse, a weight.
    assert_eq!(by_device, 4);
    let mut other = ExportInput { entries: back.entries, ..sample::diary() };
    other.diga.prescription_unit_id = "11111111".to_owned();
    assert!(export(&other, Format::Json).contains("0007-4711"));
}

#[test]
fn an_answer_that_nobody_knows_is_kept_as_it_came() {
    let text = export(&sample::diary(), Format::Json).replacen("\"mood-5\"", "\"mood-9\"", 1);
    let back = import(&text).unwrap();
    assert_eq!(kept(&back.entries).len(), 1);
    let again = ExportInput { entries: back.entries, ..sample::diary() };
    assert!(export(&again, Format::Json).contains("\"mood-9\""));
}

#[test]
fn a_value_whose_device_is_missing_is_refused() {
    let mut input = sample::diary();
    input.entries.retain(|entry| !matches!(entry.value, EntryValue::Device(_)));
    let refused = fhir_profiles::BundleExport::new(input, Format::Json).err();
    assert!(matches!(refused, Some(ExportError::Link(..))));
}
