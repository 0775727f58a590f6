//! Ids that come from names, and those of records that were brought along, hang on the secret scope of the account: a server
//! knows accounts and records, and could try names.

use std::collections::BTreeSet;

use fhir_profiles::Format;
use heilsam_domain::{NameScope, RecordId};
use heilsam_portability::records::Collection;
use heilsam_portability::{Gathering, OpenFile, sample};
use serde_json::Value;

use super::{all, bring, export, sources};

/// The same account under this scope.
fn under(names: NameScope) -> Gathering {
    Gathering::new(sample::head(9), names, sources(), sample::wish())
}

fn filled(names: NameScope) -> Gathering {
    let mut account = under(names);
    for (collection, records) in sample::records(&sources()) {
        account.add(collection, &records).unwrap();
    }
    account
}

fn brought(names: NameScope, file: &str) -> BTreeSet<RecordId> {
    all(bring(under(names), file).unwrap()).iter().map(|it| it.id).collect()
}

/// The ids of the resources that an account makes from names.
fn named(bundle: &str) -> Vec<String> {
    let bundle: Value = serde_json::from_str(bundle).unwrap();
    let resources = bundle["entry"].as_array().unwrap().iter().map(|entry| &entry["resource"]);
    let is_named = |it: &&Value| {
        it["resourceType"] == "Medication"
            || it["name"] == "Praxis am Markt"
            || it["serialNumber"] == "0007-4711"
    };
    resources.filter(is_named).map(|it| it["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn ids_from_names_and_of_brought_records_are_others_under_another_scope_of_the_same_account() {
    let (one, other) = (sample::names(1), sample::names(2));
    let records = sample::records(&sources());
    let files = [
        export(sample::account(7, sources()), Format::Json),
        sample::open_file(7, &records).unwrap(),
        sample::foreign_bundle(Format::Json).unwrap(),
    ];
    for (number, file) in files.iter().enumerate() {
        let (left, right) = (brought(one, file), brought(other, file));
        assert!(left.len() > 10 && left.len() == right.len(), "file {number}");
        assert!(left.is_disjoint(&right), "file {number}");
        assert_eq!(left, brought(one, file), "file {number}: a second time they are the same");
    }
    let (left, right) =
        (named(&export(filled(one), Format::Json)), named(&export(filled(other), Format::Json)));
    assert_eq!((left.len(), right.len()), (3, 3), "medicine, practice, cuff");
    assert!(left.iter().all(|id| !right.contains(id)));
    let again = bring(filled(one), &export(filled(one), Format::Xml)).unwrap();
    assert_eq!(again.preview().records, 0, "the account knows its own file: {:?}", again.preview().kinds);
}

#[test]
fn the_scope_stands_with_the_records_of_the_open_format_and_nowhere_else() {
    let scope = sample::names(7).to_string();
    let (_, begun) = OpenFile::begin(&sample::head(7), sample::names(7)).unwrap();
    assert!(!begun.contains(&scope), "the head is no place for it: {begun}");
    let file = sample::open_file(7, &sample::records(&sources())).unwrap();
    let file: Value = serde_json::from_str(&file).unwrap();
    for collection in Collection::ALL {
        let records = file["collections"][collection.as_str()].as_array();
        assert!(records.into_iter().flatten().all(|it| it["names"] == scope), "{collection:?}");
    }
    let account = sample::account(7, sources());
    assert!(!account.consent_file().to_fhir(Format::Json).unwrap().contains(&scope));
    assert!(!export(account, Format::Json).contains(&scope));
}
