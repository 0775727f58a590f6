//! OSCAL: what its rules ask of ids and references, without any other program.

use std::collections::BTreeSet;

use heilsam_compliance::catalogue::builtin;
use heilsam_compliance::export::Export;
use serde_json::Value;

use super::filled::fill;

/// Values of all members with a name, anywhere.
fn all<'a>(value: &'a Value, name: &str, found: &mut Vec<&'a str>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| all(item, name, found)),
        Value::Object(members) => {
            for (key, member) in members {
                if key == name {
                    found.extend(member.as_str());
                }
                all(member, name, found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn named(value: &Value, name: &str) -> Vec<String> {
    let mut found = Vec::new();
    all(value, name, &mut found);
    found.into_iter().map(str::to_owned).collect()
}

#[test]
fn ids_are_unique_and_references_lead_somewhere() {
    let library = builtin::library().unwrap();
    let start = "2026-05-04T08:00:00Z".parse().unwrap();
    let (workspace, now) = fill(&library, start, &["digav-", "bmv-"]).unwrap();
    let export = Export { library: &library, workspace: &workspace, now };
    let catalogs: Vec<Value> =
        library.catalogues().map(|catalogue| export.oscal_catalog(catalogue)).collect();
    let (component, results) = (export.oscal_component_definition(), export.oscal_assessment_results());
    let mut controls = BTreeSet::new();
    for catalog in &catalogs {
        for id in named(catalog, "id") {
            assert!(id.starts_with(char::is_alphabetic), "{id}");
            assert!(controls.insert(id.clone()), "{id} twice");
        }
    }
    for document in [&component, &results] {
        let uuids = named(document, "uuid");
        assert_eq!(uuids.iter().collect::<BTreeSet<_>>().len(), uuids.len());
        for name in ["control-id", "statement-id", "target-id"] {
            for id in named(document, name) {
                assert!(controls.contains(&id), "{name} {id}");
            }
        }
    }
    let known: BTreeSet<String> =
        catalogs.iter().chain([&component, &results]).flat_map(|d| named(d, "uuid")).collect();
    for reference in named(&component, "source").into_iter().chain(named(&results, "href")) {
        assert!(known.contains(reference.trim_start_matches('#')), "{reference}");
    }
    for observation in named(&results, "observation-uuid").into_iter().chain(named(&results, "subject-uuid"))
    {
        assert!(known.contains(&observation), "{observation}");
    }
    let states = named(&results, "state");
    assert_eq!((states.len(), states.iter().filter(|state| *state == "satisfied").count()), (170, 170));
}
