//! Export, import into an empty account, export: the same file.

use std::collections::{BTreeMap, BTreeSet};

use fhir_profiles::Format;
use heilsam_portability::records::Collection;
use heilsam_portability::{Gathering, KindOf, PreviewCount, Written, sample};
use heilsam_therapy::diary::Kind;
use heilsam_therapy::text::Language;
use serde_json::Value;

use super::{after, all, as_stored, bring, empty, export, sources};

/// A bundle without what belongs to the account and not to its records: the patient's own identity and that of the
/// document, which are derived from the account.
fn without_account(text: &str) -> Value {
    let bundle: Value = serde_json::from_str(text).unwrap();
    let id_of = |kind: &str| {
        let entries = bundle["entry"].as_array().unwrap().iter();
        let of_kind = entries.filter(|entry| entry["resource"]["resourceType"] == kind);
        of_kind.map(|entry| entry["resource"]["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let mut ids = vec![bundle["id"].as_str().unwrap().to_owned()];
    for kind in ["Composition", "Patient", "Provenance"] {
        ids.extend(id_of(kind));
    }
    let mut text = text.to_owned();
    for (number, id) in ids.iter().enumerate() {
        text = text.replace(id, &format!("account-{number}"));
    }
    serde_json::from_str(&text).unwrap()
}

/// Compares entry by entry, so that a difference can be read.
fn assert_same(left: &str, right: &str, what: &str) {
    let (left, right) = (without_account(left), without_account(right));
    let of = |bundle: &Value| bundle["entry"].as_array().unwrap().clone();
    for (left, right) in of(&left).iter().zip(&of(&right)) {
        assert_eq!(left, right, "{what}");
    }
    assert_eq!(left, right, "{what}");
}

fn of(written: &[Written], collection: Collection) -> &Written {
    written.iter().find(|it| it.collection == collection).unwrap()
}

#[test]
fn an_own_export_comes_back_equal_in_another_account() {
    let first = export(sample::account(7, sources()), Format::Json);
    for format in [Format::Json, Format::Xml] {
        let file = export(sample::account(7, sources()), format);
        let brought = bring(empty(9), &file).unwrap();
        let (records, in_diary) = (brought.preview().records, brought.preview().in_diary);
        assert!(brought.preview().kinds.values().all(|count| count.kept == 0 && count.known == 0));
        assert_eq!(in_diary, 13, "each entry of the diary is one again");
        let kinds = &brought.preview().kinds;
        let one = PreviewCount { taken: 1, kept: 0, known: 0 };
        assert_eq!((kinds[&KindOf::Photo], kinds[&KindOf::Contact]), (one, one));
        assert_eq!(kinds[&KindOf::Appointment].taken, 2, "the appointment, and that it was held");
        assert!(!kinds.contains_key(&KindOf::Document), "the picture is no document of unknown origin");
        assert!(brought.preview().in_documents > 0, "what has no other place here is kept");
        let written = all(brought);
        assert!(written.iter().any(|it| it.collection == Collection::Documents));
        let photo = of(&written, Collection::Photos);
        let entry =
            written.iter().find(|it| it.id == photo.id && it.collection == Collection::Diary).unwrap();
        assert!(entry.payload.contains("\"systolic\":135"), "with the entry that it belongs to: {entry:?}");
        assert!(photo.payload.contains(sample::PICTURE));
        let appointment: Value =
            serde_json::from_str(&of(&written, Collection::Appointments).payload).unwrap();
        let facts = &appointment["appointment"];
        assert_eq!(facts["practice"], "Praxis am Markt");
        assert_eq!(facts["note"], "Nach den Nebenwirkungen fragen");
        assert_eq!(facts["with_carer"], true);
        assert_eq!(written.len(), records);
        let second = export(after(9, &written), Format::Json);
        assert_same(&second, &first, &format!("{format:?}"));
    }
}

/// The entries of the diary among what was written, as the patient sees them: without where they come from.
fn diary(written: &[Written]) -> Vec<Value> {
    let data = |it: &Written| seen(&serde_json::from_str::<Value>(&it.payload).unwrap());
    written.iter().filter(|it| it.collection == Collection::Diary).map(data).collect()
}

fn seen(data: &Value) -> Value {
    let mut entry = data["entry"].clone();
    entry.as_object_mut().unwrap().remove("origin");
    if entry["measurement"]["kind"] == "sleep" {
        // A night that comes from a file lies at its waking up; the sample was written down later.
        entry.as_object_mut().unwrap().remove("measured_at");
    }
    entry
}

#[test]
fn every_kind_of_entry_is_the_same_entry_in_another_account() {
    let records: Vec<Value> = serde_json::from_str(&sample::records(&sources())[0].1).unwrap();
    let mut expected: Vec<String> = records.iter().map(|it| seen(&it["data"]).to_string()).collect();
    let kinds: BTreeSet<&str> =
        records.iter().map(|it| it["data"]["entry"]["measurement"]["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds.len(), Kind::ALL.len(), "the sample has every kind: {kinds:?}");
    expected.sort();
    for format in [Format::Json, Format::Xml] {
        let file = export(sample::account(7, sources()), format);
        let mut found: Vec<String> =
            diary(&all(bring(empty(9), &file).unwrap())).iter().map(Value::to_string).collect();
        found.sort();
        assert_eq!(found, expected, "{format:?}");
    }
}

#[test]
fn that_a_pulse_was_irregular_is_seen_at_the_pressure_as_well() {
    let is_flagged = |written: &[Written], pressure: &str| {
        let entry = written.iter().find(|it| it.payload.contains(pressure)).unwrap();
        let data: Value = serde_json::from_str(&entry.payload).unwrap();
        data["entry"]["origin"]["flags"] == serde_json::json!(["irregular-pulse"])
    };
    let file = export(sample::account(7, sources()), Format::Json);
    let written = all(bring(empty(9), &file).unwrap());
    assert!(is_flagged(&written, "\"systolic\":142"), "a pressure without a pulse");
    assert!(!is_flagged(&written, "\"systolic\":135"));
    let first = export(with_pulse_of_the_device(7), Format::Json);
    let written = all(bring(empty(9), &first).unwrap());
    assert!(is_flagged(&written, "\"systolic\":142"));
    let entry = written.iter().find(|it| it.payload.contains("\"systolic\":142")).unwrap();
    assert!(entry.payload.contains("\"pulse\":81"), "with the pulse: {entry:?}");
    assert_same(&export(after(9, &written), Format::Json), &first, "three resources of one entry");
}

/// An account in which the device counted the pulse that it called irregular.
fn with_pulse_of_the_device(number: u8) -> Gathering {
    let mut account = empty(number);
    for (collection, records) in sample::records(&sources()) {
        let mut records: Vec<Value> = serde_json::from_str(&records).unwrap();
        for record in records.iter_mut().filter(|_| collection == Collection::Diary) {
            let measurement = &mut record["data"]["entry"]["measurement"];
            if measurement["systolic"] == 142 {
                measurement["pulse"] = 81.into();
            }
        }
        account.add(collection, &serde_json::to_string(&records).unwrap()).unwrap();
    }
    account
}

#[test]
fn what_came_from_a_file_passes_on_in_the_open_format_with_the_pulse_of_a_pressure() {
    let first = export(sample::account(7, sources()), Format::Json);
    let in_second = all(bring(empty(9), &first).unwrap());
    let onward = sample::open_file(9, &as_stored(&in_second)).unwrap();
    let in_third = all(bring(empty(8), &onward).unwrap());
    let third = export(after(8, &in_third), Format::Json);
    assert_same(&third, &first, "through two accounts");
}

#[test]
fn an_export_in_another_language_brings_the_same_account_nothing_new() {
    let english = export(sample::account_in(Language::English, 7, sources()), Format::Json);
    let brought = bring(sample::account(7, sources()), &english).unwrap();
    assert_eq!(brought.preview().records, 0, "{:?}", brought.preview().kinds);
}

#[test]
fn the_open_format_comes_back_equal_in_another_account() {
    let records = sample::records(&sources());
    let file = sample::open_file(7, &records).unwrap();
    let brought = bring(empty(9), &file).unwrap();
    assert!(brought.preview().open);
    assert_eq!(brought.preview().consents, 2);
    assert_eq!(brought.preview().kinds[&KindOf::Diary], PreviewCount { taken: 13, kept: 0, known: 0 });
    let kept = brought.preview().in_documents;
    let written = all(brought);
    assert_eq!(kept, written.iter().filter(|it| it.collection == Collection::Documents).count());
    let own = written.iter().map(|record| record.id.to_string());
    assert!(
        own.clone().all(|id| !file.contains(&id)),
        "a server cannot see that both accounts belong together"
    );
    let again = sample::open_file(7, &as_stored(&written)).unwrap();
    let collections = |text: &str| serde_json::from_str::<Value>(text).unwrap()["collections"].clone();
    let sorted = |text: &str| {
        let collections: BTreeMap<String, Vec<Value>> = serde_json::from_value(collections(text)).unwrap();
        let by_id = |records: Vec<Value>| {
            records.into_iter().map(|it| (it["id"].to_string(), it)).collect::<BTreeMap<_, _>>()
        };
        collections
            .into_iter()
            .map(|(name, records)| (name, by_id(records)))
            .filter(|(_, it)| !it.is_empty())
            .collect::<BTreeMap<_, _>>()
    };
    assert_eq!(sorted(&again), sorted(&file));
    let first = export(sample::account(7, sources()), Format::Json);
    let second = export(after(9, &written), Format::Json);
    assert_same(&second, &first, "and the export is equal as well");
}

#[test]
fn what_passes_through_another_account_keeps_its_names_and_its_way_back() {
    let records = sample::records(&sources());
    let file = sample::open_file(7, &records).unwrap();
    let ids = |written: &[Written]| written.iter().map(|it| it.id).collect::<BTreeSet<_>>();
    let in_second = all(bring(empty(9), &file).unwrap());
    let onward = sample::open_file(9, &as_stored(&in_second)).unwrap();
    let in_third = all(bring(empty(8), &onward).unwrap());
    let first = export(sample::account(7, sources()), Format::Json);
    let third = export(after(8, &in_third), Format::Json);
    assert_same(&third, &first, "medicines, devices and the practice as well");
    let again = all(bring(empty(9), &onward).unwrap());
    assert_eq!(ids(&again), ids(&in_second), "the records that they were, and no id of the first account");
    let home = all(bring(empty(7), &onward).unwrap());
    assert_eq!(ids(&home), ids(&all(bring(empty(7), &file).unwrap())), "at home they are its own");
}

#[test]
fn a_second_time_brings_nothing_new() {
    let records = sample::records(&sources());
    let files = [
        export(sample::account(7, sources()), Format::Xml),
        sample::open_file(7, &records).unwrap(),
        sample::foreign_bundle(Format::Json).unwrap(),
    ];
    for (number, file) in files.iter().enumerate() {
        let written = all(bring(empty(9), file).unwrap());
        assert!(!written.is_empty());
        let second = bring(after(9, &written), file).unwrap();
        assert_eq!(second.preview().records, 0, "file {number}: {:?}", second.preview());
        assert_eq!(second.preview().in_documents, 0, "file {number}");
        assert!(second.preview().kinds.values().all(|count| count.taken == 0 && count.kept == 0));
    }
    let own = bring(sample::account(7, sources()), &files[0]).unwrap();
    assert_eq!(own.preview().records, 0, "the account that exported it knows everything");
    let own = bring(sample::account(7, sources()), &files[1]).unwrap();
    assert_eq!(own.preview().records, 0, "also in the open format");
}

#[test]
fn a_changed_entry_stays_as_the_patient_changed_it() {
    let file = sample::foreign_bundle(Format::Json).unwrap();
    let mut written = all(bring(empty(9), &file).unwrap());
    let changed = written.iter_mut().find(|it| it.payload.contains("\"kind\":\"blood-pressure\"")).unwrap();
    let mut data: Value = serde_json::from_str(&changed.payload).unwrap();
    // As the app writes a new version: it knows nothing of where the entry came from.
    data.as_object_mut().unwrap().remove("imported");
    data["entry"]["measurement"]["systolic"] = 150.into();
    changed.payload = data.to_string();
    let second = bring(after(9, &written), &file).unwrap();
    assert_eq!(second.preview().records, 0);
    assert_eq!(second.preview().kinds[&KindOf::BloodPressure].taken, 0);
    assert!(export(after(9, &written), Format::Json).contains("\"value\":150"));
}

#[test]
fn everything_of_another_diga_is_exported_again() {
    let file = sample::foreign_bundle(Format::Xml).unwrap();
    let brought = bring(empty(9), &file).unwrap();
    assert_eq!(brought.preview().sender, "Andere DiGA");
    assert_eq!(brought.preview().person, ["Änne Sophie Muster-Öztürk", "1954-07-02", "A123456780"]);
    assert!(brought.preview().in_diary > 14, "the pressures with their pulses, a pulse alone, a weight");
    let written = all(brought);
    assert!(written.iter().all(|record| record.payload.len() < 250 * 1024), "each fits into a sealed record");
    assert!(
        written.iter().any(|record| record.payload.contains("\"piece\"")),
        "a long document comes in pieces"
    );
    let again = export(after(9, &written), Format::Xml);
    for digits in ["81.40", "5.40", "80.0", "36.60"] {
        assert!(again.contains(digits), "{digits}");
    }
    assert!(again.contains("Andere DiGA") && again.contains(&"QUJD".repeat(120_000)));
    let missing = all(bring(after(9, &written), &again).unwrap());
    assert_eq!(missing, [], "its own export brings nothing new");
}

#[test]
fn a_picture_goes_to_its_entry_although_that_came_before_without_it() {
    let file = export(sample::account(7, sources()), Format::Json);
    let mut written = all(bring(empty(9), &file).unwrap());
    let photo = of(&written, Collection::Photos).clone();
    written.retain(|it| it.collection != Collection::Photos);
    let second = bring(after(9, &written), &file).unwrap();
    assert_eq!(second.preview().kinds[&KindOf::Photo].taken, 1);
    assert_eq!(all(second), [photo]);
}

#[test]
fn a_picture_that_was_replaced_since_stays_as_the_patient_replaced_it() {
    let file = export(sample::account(7, sources()), Format::Json);
    let mut written = all(bring(empty(9), &file).unwrap());
    for record in &mut written {
        if record.collection == Collection::Diary && record.payload.contains("\"systolic\":135") {
            // As the app writes a new version of the entry: its identity in files is another one from then on.
            let mut data: Value = serde_json::from_str(&record.payload).unwrap();
            data.as_object_mut().unwrap().remove("imported");
            record.payload = data.to_string();
        }
    }
    let second = bring(after(9, &written), &file).unwrap();
    assert_eq!(second.preview().records, 0, "{:?}", second.preview().kinds);
    assert_eq!(second.preview().kinds[&KindOf::Photo], PreviewCount { taken: 0, kept: 0, known: 1 });
}

#[test]
fn a_picture_that_says_more_than_it_shows_is_kept_as_a_document() {
    // A JPEG file with a comment.
    let with_words = "/9j/4AAGSkZJRv/+AARtZf/aAAIB/9k=";
    let file = export(sample::account(7, sources()), Format::Json).replace(sample::PICTURE, with_words);
    let written = all(bring(empty(9), &file).unwrap());
    assert!(written.iter().all(|it| it.collection != Collection::Photos));
    let again = export(after(9, &written), Format::Json);
    assert_same(&again, &file, "and goes along again");
}

#[test]
fn an_appointment_that_the_patient_changed_since_has_the_practice_that_came_with_it() {
    let mut written = all(bring(empty(9), &export(sample::account(7, sources()), Format::Json)).unwrap());
    let appointment = written.iter_mut().find(|it| it.collection == Collection::Appointments).unwrap();
    let mut data: Value = serde_json::from_str(&appointment.payload).unwrap();
    data.as_object_mut().unwrap().remove("imported");
    data["appointment"]["note"] = "Nach dem Salz fragen".into();
    appointment.payload = data.to_string();
    let again = export(after(9, &written), Format::Json);
    assert!(again.contains("Nach dem Salz fragen"));
    assert_eq!(again.matches(r#""resource":{"resourceType":"Encounter""#).count(), 1);
    assert_eq!(again.matches(r#""name":"Praxis am Markt""#).count(), 1);
}

#[test]
fn a_new_appointment_has_the_practice_that_came_in_the_open_format() {
    let records = sample::records(&sources());
    let file = sample::open_file(7, &records).unwrap();
    let mut account = after(9, &all(bring(empty(9), &file).unwrap()));
    let (_, own) = records.iter().find(|(it, _)| *it == Collection::Appointments).unwrap();
    let mut own: Vec<Value> = serde_json::from_str(own).unwrap();
    own[0]["id"] = "018f3c1e-0000-7000-8000-000000000001".into();
    account.add(Collection::Appointments, &serde_json::to_string(&own).unwrap()).unwrap();
    let text = export(account, Format::Json);
    assert_eq!(text.matches(r#""resource":{"resourceType":"Encounter""#).count(), 2);
    assert_eq!(text.matches(r#""name":"Praxis am Markt""#).count(), 1);
}

#[test]
fn an_appointment_of_another_app_is_kept_as_it_came() {
    let written = all(bring(empty(9), &sample::foreign_bundle(Format::Json).unwrap()).unwrap());
    assert!(written.iter().all(|it| it.collection != Collection::Appointments));
    assert!(written.iter().any(|it| it.payload.contains("Nach den Tabletten fragen")));
}
