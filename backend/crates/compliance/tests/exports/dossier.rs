//! The dossier as JSON.

use heilsam_compliance::application::edition::Edition;
use heilsam_compliance::catalogue::builtin;
use heilsam_compliance::export::{Export, file};
use heilsam_compliance::overview::overview;
use heilsam_compliance::workspace::Entry;
use heilsam_compliance::{LegalDate, Workspace};

use super::filled::fill;

#[test]
fn every_answered_item_stands_in_the_dossier_with_its_approval() {
    let library = builtin::library().unwrap();
    let (workspace, now) =
        fill(&library, "2026-05-04T08:00:00Z".parse().unwrap(), &["digav-", "bmv-"]).unwrap();
    let dossier = Export { library: &library, workspace: &workspace, now }.dossier(Edition::Full);
    let items: Vec<&serde_json::Value> = dossier["catalogues"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|catalogue| !catalogue["id"].as_str().unwrap().starts_with("tr-"))
        .flat_map(|catalogue| catalogue["items"].as_array().unwrap())
        .collect();
    assert_eq!(items.len(), 84 + 40 + 46);
    for item in items {
        assert_eq!(
            (&item["status"], &item["review"]["by"]),
            (&"approved".into(), &"bert".into()),
            "{}",
            item["id"]
        );
        assert_eq!(item["review"]["digest"], item["digest"]);
    }
    let seen = overview(&library, &workspace, now);
    assert!(
        seen.open.iter().all(|open| open.gaps.iter().all(|gap| !gap.blocks())
            || open.item.catalogue.as_str().starts_with("tr-"))
    );
}

#[test]
fn the_same_workspace_gives_the_same_bytes() {
    let library = builtin::library().unwrap();
    let (workspace, now) = fill(&library, "2026-05-04T08:00:00Z".parse().unwrap(), &["bmv-"]).unwrap();
    let stored = serde_json::to_string(workspace.history()).unwrap();
    let entries: Vec<Entry> = serde_json::from_str(&stored).unwrap();
    let again = Workspace::open(&library, LegalDate::Of2026, entries).unwrap();
    let of = |workspace: &Workspace| {
        let export = Export { library: &library, workspace, now };
        let documents = [
            export.dossier(Edition::Full),
            export.oscal_component_definition(),
            export.oscal_assessment_results(),
            export.cyclonedx(),
        ];
        documents.map(|document| file(&document))
    };
    assert_eq!(of(&again), of(&workspace));
}

#[test]
fn the_redacted_dossier_tells_nothing_about_people_and_evidence() {
    let library = builtin::library().unwrap();
    let (workspace, now) = fill(&library, "2026-05-04T08:00:00Z".parse().unwrap(), &["bmv-"]).unwrap();
    let text = file(&Export { library: &library, workspace: &workspace, now }.dossier(Edition::Redacted));
    for canary in ["anna", "bert", "handbuch", "Handbuch"] {
        assert!(!text.contains(canary), "{canary}");
    }
}
