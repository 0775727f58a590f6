//! The dossier of a manufacturer as PDF: everything in it, readable, tagged, soon enough, and the same every time.

#![expect(clippy::unwrap_used, reason = "helpers of tests: what goes wrong here is a failed test")]

use std::collections::BTreeMap;
use std::process::Command;

use heilsam_compliance::answer::{Answer, Place};
use heilsam_compliance::catalogue::{Form, builtin};
use heilsam_compliance::evidence::{Evidence, EvidenceId, Moment, Statement};
use heilsam_compliance::export::Export;
use heilsam_compliance::export::generated::{self, Facts};
use heilsam_compliance::property::Property;
use heilsam_compliance::workspace::action::ItemEdit;
use heilsam_compliance::workspace::{Action, PersonId};
use heilsam_compliance::{LegalDate, Library, Workspace};
use heilsam_report_worker::make;

const FONT: &[u8] = include_bytes!("../../../../assets/fonts/atkinson-hyperlegible-next.woff2");
const MORE: &[u8] = include_bytes!("../../../../assets/fonts/atkinson-hyperlegible-next-ext.woff2");
const WORDS: &str = "Größe, Maß und Übermaß: So lösen wir es, und so prüfen wir es bei jeder Änderung. ";

fn now() -> Moment {
    Moment::in_germany("2026-05-04T08:00:00Z".parse().unwrap())
}

/// Every item of every catalogue answered with some words and proven.
fn full(library: &Library) -> Workspace {
    let mut workspace = Workspace::new(LegalDate::Of2026);
    let anna = PersonId::new("anna").unwrap();
    let mut act = |action| {
        workspace.act(library, &anna, now(), action).unwrap();
    };
    let chosen = ["mobile-platform", "video", "web-services", "internet-functions"];
    act(Action::SetProperties { properties: chosen.map(Property::new).into() });
    let statement = Statement {
        person: anna.clone(),
        role: "Leitung".into(),
        date: now().today,
        text: "Geprüft an der laufenden Anwendung.".into(),
    };
    let proof = EvidenceId("erklaerung".into());
    act(Action::AddEvidence { id: proof.clone(), evidence: Evidence::Statement(statement) });
    for catalogue in library.answered(LegalDate::Of2026) {
        for (_, item) in catalogue.items() {
            let reference = catalogue.reference(item);
            let answer = match item.form {
                Form::Count => Answer::Count { value: 3 },
                Form::Declaration { .. } => Answer::Met,
                Form::Reference => continue,
            };
            let answers: BTreeMap<_, _> =
                Place::of(item).map(|place| (place, Some(answer.clone()))).collect();
            let edit = ItemEdit { base: 0, answers, explanation: Some(WORDS.repeat(4)) };
            act(Action::EditItem { item: reference.clone(), edit });
            act(Action::BindEvidence { item: reference, evidence: proof.clone() });
        }
    }
    workspace
}

fn paper(library: &Library, workspace: &Workspace) -> String {
    let names = BTreeMap::from([("anna".to_owned(), "Änne Größmann".to_owned())]);
    Export { library, workspace, now: now() }.paper(&names).to_string()
}

/// What a program of Debian says about a file; `None` where it is not installed.
fn asked(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn the_full_dossier_is_a_tagged_pdf_with_every_item() {
    let library = builtin::library().unwrap();
    let workspace = full(&library);
    let document = paper(&library, &workspace);
    let pdf = make(&document, &[FONT, MORE]).unwrap();
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), &pdf).unwrap();
    let path = file.path().to_str().unwrap();
    let Some(text) = asked("pdftotext", &[path, "-"]) else { return println!("SKIPPED: no pdftotext") };
    for wanted in ["Größe, Maß und Übermaß", "Änne Größmann", "Inhalt", "Freigaben und Unterschriften"]
    {
        assert!(text.contains(wanted), "{wanted}");
    }
    let items: Vec<String> = library
        .answered(LegalDate::Of2026)
        .filter(|catalogue| catalogue.id.as_str().starts_with("digav-"))
        .flat_map(|catalogue| catalogue.items().map(|(_, item)| format!("({})", item.id)))
        .collect();
    let missing: Vec<&String> = items.iter().filter(|item| !text.contains(*item)).collect();
    assert_eq!(missing, Vec::<&String>::new());
    let info = asked("pdfinfo", &[path]).unwrap();
    assert!(info.contains("Tagged:          yes"), "{info}");
}

#[test]
fn the_same_state_gives_the_same_bytes() {
    let library = builtin::library().unwrap();
    let workspace = Workspace::new(LegalDate::Of2026);
    let once = || make(&paper(&library, &workspace), &[FONT, MORE]).unwrap();
    assert_eq!(once(), once());
}

#[test]
fn every_generated_document_can_be_printed() {
    let facts: Facts = settings();
    for (id, _) in generated::all() {
        let document = generated::document(id, &facts, &[], now().at).unwrap().unwrap();
        assert!(make(&document.to_string(), &[FONT, MORE]).is_ok(), "{id}");
    }
}

/// Every setting that a template can name.
fn settings() -> Facts {
    heilsam_protocol::dossier::CONFIGURATION_FACTS
        .into_iter()
        .map(|name| (name.to_owned(), format!("Wert von {name}")))
        .collect()
}
