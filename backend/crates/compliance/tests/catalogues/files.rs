//! The catalogues that come with the product are exactly those that were noted, complete and word for word.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use heilsam_compliance::LegalDate;
use heilsam_compliance::catalogue::proof::ProofClass;
use heilsam_compliance::catalogue::{Applies, CatalogueId, Form, Kind, PermittedReason, builtin};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

#[derive(Deserialize)]
struct Manifest {
    files: Vec<Noted>,
}

#[derive(Deserialize)]
struct Noted {
    file: String,
    sha256: String,
    counts: BTreeMap<String, usize>,
}

fn manifest() -> Manifest {
    serde_json::from_str(include_str!("../../../../../assets/catalogues/manifest.json")).unwrap()
}

fn groups(catalogue: &str) -> BTreeMap<String, usize> {
    let library = builtin::library().unwrap();
    let catalogue = library.catalogue(&CatalogueId::new(catalogue)).unwrap();
    catalogue.groups.iter().map(|group| (group.id.clone(), group.items.len())).collect()
}

#[test]
fn every_file_has_the_noted_hash() {
    let noted: BTreeMap<String, String> =
        manifest().files.into_iter().map(|noted| (noted.file, noted.sha256)).collect();
    let built: BTreeMap<String, String> = builtin::FILES
        .into_iter()
        .map(|(name, text)| {
            let hash = Sha256::digest(text.as_bytes());
            (name.to_owned(), hash.iter().map(|byte| format!("{byte:02x}")).collect())
        })
        .collect();
    assert_eq!(built, noted);
}

#[test]
fn no_file_lies_beside_the_manifest() {
    let folder =
        PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").unwrap()).join("../../../assets/catalogues");
    let there: BTreeSet<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".json") && name != "manifest.json")
        .collect();
    assert_eq!(there, manifest().files.into_iter().map(|noted| noted.file).collect());
}

#[test]
fn every_catalogue_has_the_noted_counts() {
    let noted: BTreeMap<String, BTreeMap<String, usize>> =
        manifest().files.into_iter().map(|noted| (noted.file, noted.counts)).collect();
    let files = [
        ("digav-anlage-1.json", "digav-2020-anlage-1"),
        ("digav-anlage-2.json", "digav-2020-anlage-2"),
        ("digav-2026-anlage-1.json", "digav-2026-anlage-1"),
        ("digav-2026-anlage-2.json", "digav-2026-anlage-2"),
        ("digav-2026-anlage-3.json", "digav-2026-anlage-3"),
        ("digav-2026-anlage-4.json", "digav-2026-anlage-4"),
        ("tr-03161-1-mobile.json", "tr-03161-1-mobile"),
        ("tr-03161-2-web.json", "tr-03161-2-web"),
        ("tr-03161-3-backend.json", "tr-03161-3-backend"),
    ];
    for (file, catalogue) in files {
        assert_eq!(groups(catalogue), noted[file], "{file}");
    }
    let video = groups("bmv-ae-anlage-31b-2021");
    let counts = [video["anforderungen"], video["bescheinigung"]];
    assert_eq!(counts, [noted["anlage-31b.json"]["requirements"], noted["anlage-31b.json"]["statements"]]);
}

#[test]
fn the_numbers_of_items_are_those_of_the_law() {
    let sum = |catalogue| groups(catalogue).values().sum::<usize>();
    let annex = groups("digav-2020-anlage-1");
    let parts = ["datenschutz", "datensicherheit-basis", "datensicherheit-zusatz"].map(|group| annex[group]);
    assert_eq!(parts, [40, 37, 9]);
    assert_eq!(sum("digav-2020-anlage-2"), 38);
    assert_eq!([sum("digav-2026-anlage-1"), sum("digav-2026-anlage-2")], [84, 40]);
    assert_eq!(
        groups("bmv-ae-anlage-31b-2021"),
        BTreeMap::from([("anforderungen".into(), 36), ("bescheinigung".into(), 10)])
    );
    assert_eq!(["tr-03161-1-mobile", "tr-03161-2-web", "tr-03161-3-backend"].map(sum), [127, 106, 105]);
    let library = builtin::library().unwrap();
    let statements = |legal| library.statements(legal).unwrap().entries.len();
    assert_eq!(LegalDate::ALL.map(statements), [24, 28]);
}

#[test]
fn texts_are_word_for_word() {
    let library = builtin::library().unwrap();
    for (file, id) in
        [("digav-anlage-1.json", "digav-2020-anlage-1"), ("digav-2026-anlage-2.json", "digav-2026-anlage-2")]
    {
        let raw: serde_json::Value = serde_json::from_str(builtin::file(file).1).unwrap();
        let catalogue = library.catalogue(&CatalogueId::new(id)).unwrap();
        let raw_items =
            raw["groups"].as_array().unwrap().iter().flat_map(|group| group["items"].as_array().unwrap());
        for (raw, (_, item)) in raw_items.zip(catalogue.items()) {
            assert_eq!(raw["text"], item.text.as_str(), "{}", item.id);
            let mut points: Vec<&str> =
                raw["points"].as_array().unwrap().iter().filter_map(|text| text.as_str()).collect();
            points.extend(raw["text_after_points"].as_str());
            assert_eq!(points, item.points, "{}", item.id);
            let Form::Declaration { reason, .. } = &item.form else { panic!("{}", item.id) };
            let printed = raw["allowed_not_applicable"]["text"].as_str();
            match reason {
                PermittedReason::None => assert_eq!(printed, None, "{}", item.id),
                PermittedReason::Fixed(text) => assert_eq!(printed, Some(text.as_str()), "{}", item.id),
                PermittedReason::Free(text) => assert_eq!(printed, text.as_deref(), "{}", item.id),
                PermittedReason::Unreasoned => panic!("{}", item.id),
            }
        }
    }
}

#[test]
fn the_extra_requirements_alone_depend_on_the_protection_need() {
    let library = builtin::library().unwrap();
    let depending: Vec<(String, &str)> = library
        .catalogues()
        .flat_map(|catalogue| catalogue.groups.iter().map(move |group| (catalogue, group)))
        .filter(|(_, group)| group.applies == Applies::VeryHighProtection)
        .map(|(catalogue, group)| (catalogue.id.to_string(), group.id.as_str()))
        .collect();
    let group = "datensicherheit-zusatz";
    assert_eq!(depending, [("digav-2020-anlage-1".into(), group), ("digav-2026-anlage-1".into(), group)]);
}

#[test]
fn every_item_of_both_annexes_has_its_class_of_proof() {
    let library = builtin::library().unwrap();
    let mut software = BTreeSet::new();
    for catalogue in library.catalogues().filter(|catalogue| matches!(catalogue.kind, Kind::Declaration(_))) {
        for (_, item) in catalogue.items() {
            let proof = library.proof(&catalogue.reference(item)).unwrap_or_else(|| panic!("{}", item.id));
            if proof.class == ProofClass::Software {
                software.insert(item.id.clone());
            }
            for related in &proof.related {
                let (part, aspect) = related.split_once(' ').unwrap();
                let part = match part {
                    "M" => "tr-03161-1-mobile",
                    "W" => "tr-03161-2-web",
                    "B" => "tr-03161-3-backend",
                    other => panic!("{other}"),
                };
                let guideline = library.catalogue(&CatalogueId::new(part)).unwrap();
                assert!(guideline.items().any(|(_, item)| item.number == aspect), "{related}");
            }
        }
    }
    assert_eq!(software.len(), 57);
}
