//! The programme begun anew: what was done before stays in every file, under the name that it had there.

use std::collections::BTreeMap;

use fhir_profiles::Format;
use heilsam_portability::records::Collection;
use heilsam_portability::{Gathering, KindOf, sample};
use serde_json::Value;

use super::{after, all, bring, empty, export, sources};

/// The account before the programme was begun anew.
fn before() -> Gathering {
    let mut account = empty(7);
    for (collection, records) in &sample::records(&sources()) {
        let mut records: Vec<Value> = serde_json::from_str(records).unwrap();
        if *collection == Collection::Therapy {
            let earlier = records[0]["data"]["course"]["earlier"][0].take();
            records[0]["data"]["course"] = earlier;
            records[0]["version"] = 9.into();
        }
        account.add(*collection, &serde_json::to_string(&records).unwrap()).unwrap();
    }
    account
}

/// The resources of a kind, by identity.
fn resources(bundle: &str, kind: &str) -> BTreeMap<String, Value> {
    let bundle: Value = serde_json::from_str(bundle).unwrap();
    let all = bundle["entry"].as_array().unwrap().iter().map(|entry| &entry["resource"]);
    let of_kind = all.filter(|it| it["resourceType"] == kind);
    of_kind.map(|it| (it["id"].as_str().unwrap().to_owned(), it.clone())).collect()
}

#[test]
fn what_was_done_before_is_the_same_in_the_file_of_the_next_round() {
    let (first, second) =
        (export(before(), Format::Json), export(sample::account(7, sources()), Format::Json));
    let (old, new) = (resources(&first, "Procedure"), resources(&second, "Procedure"));
    assert_eq!((old.len(), new.len()), (14, 16));
    assert!(old.iter().all(|(id, activity)| new.get(id) == Some(activity)));
    let (old, new) = (resources(&first, "CarePlan"), resources(&second, "CarePlan"));
    assert_eq!((old.len(), new.len()), (1, 2));
    for (id, plan) in &old {
        assert_eq!((&plan["status"], &new[id]["status"]), (&Value::from("active"), &Value::from("revoked")));
        assert_eq!(plan["goal"], new[id]["goal"], "the goals that it had");
    }
    let (old, new) = (resources(&first, "Goal"), resources(&second, "Goal"));
    assert!(old.len() == 2 && old.keys().eq(new.keys()), "they go on");
}

#[test]
fn a_file_from_before_brings_the_account_nothing_new() {
    for format in [Format::Json, Format::Xml] {
        let brought = bring(sample::account(7, sources()), &export(before(), format)).unwrap();
        assert_eq!(brought.preview().records, 0, "{:?}", brought.preview().kinds);
    }
}

#[test]
fn the_file_of_the_next_round_brings_only_what_is_new_to_whoever_has_the_one_from_before() {
    let written = all(bring(empty(9), &export(before(), Format::Json)).unwrap());
    let second = bring(after(9, &written), &export(sample::account(7, sources()), Format::Json)).unwrap();
    let kinds = &second.preview().kinds;
    assert_eq!((kinds[&KindOf::Activity].taken, kinds[&KindOf::Activity].known), (2, 14));
    assert_eq!(second.preview().records, 3, "two activities and a plan: {kinds:?}");
}
