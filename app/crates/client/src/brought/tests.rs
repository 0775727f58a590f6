use serde_json::json;

use super::*;

fn id(number: u8) -> RecordId {
    RecordId::from_bytes([number; 16])
}

fn record(number: u8, value: &Value) -> (RecordId, Vec<u8>) {
    let entry = json!({
        "id": id(number), "version": 1, "recorded_at": "2026-03-01T08:00:00Z", "measured_at": "2026-03-01T08:00:00Z",
        "author": "patient", "value": value, "note": "",
    });
    (id(number), json!({ "v": 1, "entry": entry }).to_string().into_bytes())
}

fn listed(records: &[(RecordId, Vec<u8>)]) -> Vec<BroughtView> {
    list(records.iter().map(|(id, payload)| (*id, payload.as_slice())))
}

fn kept(uuid: &str, kind: &str, text: &str, dated: bool) -> Value {
    let kept =
        json!({ "format": "xml", "kind": kind, "text": text, "dated": dated, "listed": true, "value": null });
    json!({ "imported": { "ids": [uuid], "value": { "kept": kept } } })
}

const ONE: &str = "00000000-0000-4000-8000-000000000001";
const TWO: &str = "00000000-0000-4000-8000-000000000002";
const THREE: &str = "00000000-0000-4000-8000-000000000003";

#[test]
fn what_nobody_here_understands_has_the_name_of_fhir_and_its_own_title() {
    let family = "<FamilyMemberHistory><name value=\"Mutter\"/></FamilyMemberHistory>";
    let allergy = "<AllergyIntolerance><code><text value=\"Walnuss\"/></code></AllergyIntolerance>";
    let found = listed(&[
        record(1, &kept(ONE, "FamilyMemberHistory", family, false)),
        record(2, &kept(TWO, "AllergyIntolerance", allergy, true)),
    ]);
    let said: Vec<_> =
        found.iter().map(|it| (it.kind, it.fhir.as_str(), it.title.as_str(), it.at.is_some())).collect();
    assert_eq!(
        said,
        [
            (KindOf::Problem, "AllergyIntolerance", "Walnuss", true),
            (KindOf::Other, "FamilyMemberHistory", "Mutter", false),
        ]
    );
}

#[test]
fn what_another_resource_names_is_needed_and_what_a_statement_of_origin_names_is_not() {
    let names = |it: &str| format!("<List><entry><item value=\"urn:uuid:{it}\"/></entry></List>");
    let found = listed(&[
        record(1, &kept(ONE, "List", &names(TWO), false)),
        record(2, &kept(TWO, "List", &names(TWO), false)),
        record(3, &kept(THREE, "Provenance", &names(ONE), false)),
    ]);
    let needed: Vec<_> =
        found.iter().filter(|it| it.is_needed).flat_map(|it| it.records.iter().copied()).collect();
    assert_eq!(needed, [id(2)]);
}

#[test]
fn a_measured_value_has_its_unit_and_its_note() {
    let mut records =
        vec![record(1, &json!({ "imported": { "ids": [ONE], "value": { "vital": { "height": "172" } } } }))];
    records[0].1 = String::from_utf8(records[0].1.clone())
        .unwrap()
        .replace("\"note\":\"\"", "\"note\":\"ohne Schuhe\"")
        .into_bytes();
    let found = listed(&records);
    assert_eq!((found[0].what, found[0].text.as_str()), (Some(What::Height), "172 cm · ohne Schuhe"));
}

#[test]
fn a_practice_is_listed_under_its_name_and_belongs_to_no_day() {
    let practice = json!({ "practice": { "name": "Praxis am Markt", "phone": "030 0000000" } });
    let found = listed(&[record(1, &json!({ "imported": { "ids": [ONE], "value": practice } }))]);
    let said = (found[0].kind, found[0].title.as_str(), found[0].text.as_str(), found[0].at);
    assert_eq!(said, (KindOf::Contact, "Praxis am Markt", "030 0000000", None));
}

#[test]
fn what_was_removed_and_what_a_newer_app_wrote_is_not_listed() {
    let records = [
        (id(1), REMOVED.to_vec()),
        (id(2), br#"{"v":2,"entry":null}"#.to_vec()),
        (id(3), br#"{"v":1,"piece":{"of":"00000000-0000-4000-8000-000000000001","number":0,"count":2,"text":"{"}}"#.to_vec()),
        (id(4), b"{".to_vec()),
    ];
    assert_eq!(listed(&records), []);
    assert!(!is_there(&serde_json::from_slice(REMOVED).unwrap()));
}
