//! What goes out: files for programs, and the whole dossier for paper.

mod generated;
mod package;
mod paper;
pub mod pdf;
mod submission;

use dioxus::prelude::*;
use heilsam_compliance::application::edition::Edition;
use heilsam_compliance::export::{Export, file};
use serde_json::{Value, json};

pub use self::paper::Paper;

use super::desk::{Open, use_desk};
use super::routes::Route;
use crate::components::{Button, ButtonKind, Kind, Notice, PageTitle, Shape};
use crate::{browser, t};

/// A file that can be put out.
#[derive(Clone, PartialEq)]
struct OneFile {
    id: &'static str,
    text: String,
    hint: String,
    catalogue: Option<String>,
}

/// The whole dossier; people stand in it with the names that they chose.
fn dossier(open: &Open, export: &Export<'_>) -> Value {
    let mut dossier = export.dossier(Edition::Full);
    let people: serde_json::Map<String, Value> = open
        .view
        .people
        .iter()
        .map(|person| (person.account_id.to_string(), json!({ "name": person.name, "role": person.role })))
        .collect();
    if let Some(members) = dossier.as_object_mut() {
        members.insert("people".to_owned(), Value::Object(people));
    }
    dossier
}

/// The text of a file and its name.
fn made(open: &Open, output: &OneFile) -> Option<(String, String)> {
    let export = Export { library: &open.library, workspace: open.workspace(), now: open.now };
    let value = match output.id {
        "dossier" => dossier(open, &export),
        "redacted" => export.dossier(Edition::Redacted),
        "component" => export.oscal_component_definition(),
        "results" => export.oscal_assessment_results(),
        "cyclonedx" => export.cyclonedx(),
        _ => {
            let id = output.catalogue.as_deref()?;
            let known = open.library.catalogues().find(|it| it.id.as_str() == id)?;
            export.oscal_catalog(known)
        }
    };
    let name = match &output.catalogue {
        Some(catalogue) => format!("oscal-catalog-{catalogue}"),
        None => output.id.to_owned(),
    };
    Some((format!("heilsam-{name}-{}.json", open.now.today), file(&value)))
}

fn outputs(open: &Open) -> Vec<OneFile> {
    let one = |id, text, hint| OneFile { id, text, hint, catalogue: None };
    let mut outputs = vec![
        one("dossier", t!("output-dossier"), t!("output-dossier-hint")),
        one("redacted", t!("output-redacted"), t!("output-redacted-hint")),
        one("component", t!("output-component"), t!("output-oscal-hint")),
        one("results", t!("output-results"), t!("output-oscal-hint")),
        one("cyclonedx", t!("output-cyclonedx"), t!("output-cyclonedx-hint")),
    ];
    outputs.extend(open.library.answered(open.workspace().legal()).map(|catalogue| OneFile {
        id: "catalogue",
        text: t!("output-catalogue", title = catalogue.title.clone()),
        hint: t!("output-oscal-hint"),
        catalogue: Some(catalogue.id.to_string()),
    }));
    outputs
}

/// The page.
#[component]
pub fn Output() -> Element {
    let told = use_signal(|| None::<Result<String, ()>>);
    let desk = use_desk();
    let (Some(open), Some(seen)) = (desk.open(), desk.overview()) else { return rsx! {} };
    let complete = seen.is_complete();
    let (catalogues, files): (Vec<_>, Vec<_>) =
        outputs(&open).into_iter().partition(|it| it.catalogue.is_some());
    rsx! {
        PageTitle { title: t!("output-title"), lead: t!("output-lead") }
        div { class: "stack-wide",
            if !complete {
                Notice { kind: Kind::Warning, p { {t!("output-incomplete")} } }
            }
            submission::Submission {}
            generated::Generated {}
            section { class: "card", "aria-labelledby": "output-certificate-title",
                h2 { id: "output-certificate-title", {t!("anlage2-output")} }
                p { {t!("anlage2-output-text")} }
                p { Link { class: "button button-second", to: Route::CertificatePage {}, {t!("anlage2-open")} } }
            }
            section { class: "card", "aria-labelledby": "output-paper-title",
                h2 { id: "output-paper-title", {t!("output-paper")} }
                p { {t!("output-paper-hint")} }
                p { Link { class: "button button-second", to: Route::Paper {}, {t!("output-paper-open")} } }
            }
            section { class: "card", "aria-labelledby": "output-files-title",
                h2 { id: "output-files-title", {t!("output-files")} }
                p { class: "soft", {t!("output-files-hint")} }
                match told() {
                    None => rsx! {},
                    Some(Ok(name)) => rsx! { Notice { kind: Kind::Success, announce: true, id: "output-told", p { {t!("output-saved", name = name)} } } },
                    Some(Err(())) => rsx! { Notice { kind: Kind::Danger, announce: true, id: "output-told", p { {t!("output-failed")} } } },
                }
                Files { files, told }
                details { id: "output-catalogues",
                    summary { {t!("output-catalogues", count = catalogues.len())} }
                    Files { files: catalogues, told }
                }
            }
        }
    }
}

/// Files that can be saved.
#[component]
fn Files(files: Vec<OneFile>, told: Signal<Option<Result<String, ()>>>) -> Element {
    let Some(open) = use_desk().open() else { return rsx! {} };
    let mut told = told;
    rsx! {
        ul { class: "items",
            for (number , one) in files.into_iter().enumerate() {
                li { key: "{number}",
                    div { class: "card-row-main",
                        p { strong { "{one.text}" } }
                        p { class: "soft", "{one.hint}" }
                    }
                    Button { id: "output-{one.id}-{number}", kind: ButtonKind::Second, icon: Shape::Download,
                        onpress: {
                            let (open, one) = (open.clone(), one.clone());
                            move |()| {
                                let saved = made(&open, &one).filter(|(name, text)| browser::offer_file(name, "application/json", text.as_bytes()));
                                told.set(Some(saved.map(|(name, _)| name).ok_or(())));
                            }
                        },
                        {t!("output-save")}
                        span { class: "visually-hidden", ": {one.text}" }
                    }
                }
            }
        }
    }
}
