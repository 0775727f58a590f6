//! What goes to BfArM: the dossier as PDF, and everything with the documents as one ZIP.

use std::collections::BTreeMap;

use dioxus::prelude::*;
use heilsam_compliance::application::edition::Edition;
use heilsam_compliance::evidence::{Evidence, Moment};
use heilsam_compliance::export::paper::Names;
use heilsam_compliance::export::{Export, file};
use jiff::tz::TimeZone;

use super::package::{package, plain_name};
use super::{generated, pdf};
use crate::components::{Button, ButtonKind, Kind, Notice, Shape};
use crate::i18n::Words;
use crate::manufacturer::desk::{Desk, Open, use_desk};
use crate::{browser, t};

/// Where making it stands.
#[derive(Clone, PartialEq)]
enum Making {
    No,
    Now(Words),
    Done(String),
    Failed(Words),
}

/// The moment that a submission speaks of: the newest entry or the beginning of the day, whichever is later. So the same
/// state gives the same bytes all day long.
pub(super) fn moment(open: &Open) -> Moment {
    let last = open.workspace().history().last().map(|entry| entry.at);
    let begins = open.now.today.to_zoned(TimeZone::UTC).map(|it| it.timestamp()).ok();
    Moment { at: last.max(begins).unwrap_or(open.now.at), today: open.now.today }
}

pub(super) fn names(open: &Open) -> Names {
    open.view.people.iter().map(|person| (person.account_id.to_string(), person.name.clone())).collect()
}

async fn paper(open: &Open, which: Edition) -> Result<Vec<u8>, ()> {
    let export = Export { library: &open.library, workspace: open.workspace(), now: moment(open) };
    let document = match which {
        Edition::Full => export.paper(&names(open)),
        Edition::Redacted => export.redacted_paper(),
    };
    pdf::write(&document).await
}

/// Everything, by names of files. Says before each document which one it is.
async fn everything(
    desk: Desk,
    open: &Open,
    mut say: impl FnMut(Words),
) -> Result<BTreeMap<String, Vec<u8>>, Words> {
    let failed = |()| Words::new(|| t!("output-failed"));
    let export = Export { library: &open.library, workspace: open.workspace(), now: moment(open) };
    say(Words::new(|| t!("submission-pdf")));
    let mut files = BTreeMap::new();
    for (name, which) in [("dossier.pdf", Edition::Full), ("antrag-geschwaerzt.pdf", Edition::Redacted)] {
        files.insert(name.to_owned(), paper(open, which).await.map_err(failed)?);
    }
    let texts = [
        ("dossier.json", super::dossier(open, &export)),
        ("antrag-geschwaerzt.json", export.dossier(Edition::Redacted)),
        ("oscal/component-definition.json", export.oscal_component_definition()),
        ("oscal/assessment-results.json", export.oscal_assessment_results()),
        ("cyclonedx.json", export.cyclonedx()),
    ];
    files.extend(texts.map(|(name, value)| (name.to_owned(), file(&value).into_bytes())));
    for catalogue in open.library.answered(open.workspace().legal()) {
        let text = file(&export.oscal_catalog(catalogue));
        files.insert(format!("oscal/catalog-{}.json", catalogue.id), text.into_bytes());
    }
    say(Words::new(|| t!("submission-generated")));
    for (id, made) in generated::all(desk, open).await? {
        files.insert(format!("erzeugt/{id}.pdf"), made);
    }
    let documents: Vec<_> = open
        .workspace()
        .all_evidence()
        .filter_map(|(_, evidence)| match evidence {
            Evidence::Document(document) => Some(document.clone()),
            Evidence::Check(_) | Evidence::Statement(_) => None,
        })
        .collect();
    let count = documents.len();
    let mut missing = Vec::new();
    for (number, document) in (1..).zip(documents) {
        say(Words::new(move || t!("submission-document", number = number, count = count)));
        let digest = document.digest.to_string();
        let start: String = digest.chars().take(8).collect();
        match desk.open_document(&digest).await {
            Ok(bytes) => {
                files.insert(format!("dokumente/{start}-{}", plain_name(&document.name)), bytes);
            }
            Err(_) => missing.push(format!("{digest}  {}", document.name)),
        }
    }
    let mut readme = t!("submission-readme");
    if !missing.is_empty() {
        readme = format!("{readme}\n\n{}\n{}", t!("submission-missing"), missing.join("\n"));
    }
    files.insert("LIESMICH.txt".to_owned(), format!("{readme}\n").into_bytes());
    Ok(files)
}

/// What goes out, by buttons, and how far it is.
#[component]
pub fn Submission() -> Element {
    let desk = use_desk();
    let mut making = use_signal(|| Making::No);
    let Some(open) = desk.open() else { return rsx! {} };
    let busy = matches!(making(), Making::Now(_));
    let for_zip = open.clone();
    let editions = [
        (Edition::Full, "submission-pdf", "dossier", ButtonKind::Primary, t!("submission-save-pdf")),
        (
            Edition::Redacted,
            "submission-redacted",
            "antrag-geschwaerzt",
            ButtonKind::Second,
            t!("submission-save-redacted"),
        ),
    ];
    let offer = move |name: String, media_type: &str, made: Result<Vec<u8>, Words>| {
        making.set(match made {
            Ok(bytes) if browser::offer_file(&name, media_type, &bytes) => Making::Done(name),
            Ok(_) => Making::Failed(Words::new(|| t!("output-failed"))),
            Err(why) => Making::Failed(why),
        });
    };
    let mut offer_zip = offer;
    rsx! {
        section { class: "card", "aria-labelledby": "submission-title",
            h2 { id: "submission-title", {t!("submission-title")} }
            p { {t!("submission-text")} }
            match making() {
                Making::No => rsx! {},
                Making::Now(step) => rsx! { p { role: "status", id: "submission-step", {step.text()} } },
                Making::Done(name) => rsx! { Notice { kind: Kind::Success, announce: true, id: "submission-done", p { {t!("output-saved", name = name)} } } },
                Making::Failed(why) => rsx! { Notice { kind: Kind::Danger, announce: true, id: "submission-failed", p { {why.text()} } } },
            }
            div { class: "row",
                for (which , id , name , kind , text) in editions {
                    Button { key: "{id}", id, icon: Shape::Download, kind, busy,
                        onpress: {
                            let open = open.clone();
                            move |()| {
                                let (open, mut offer) = (open.clone(), offer);
                                spawn(async move {
                                    making.set(Making::Now(Words::new(|| t!("submission-pdf"))));
                                    let made = paper(&open, which).await.map_err(|()| Words::new(|| t!("output-failed")));
                                    offer(format!("heilsam-{name}-{}.pdf", open.now.today), "application/pdf", made);
                                });
                            }
                        },
                        {text}
                    }
                }
                Button { id: "submission-zip", icon: Shape::Download, kind: ButtonKind::Second, busy,
                    onpress: move |()| {
                        let open = for_zip.clone();
                        spawn(async move {
                            let made = everything(desk, &open, move |step| making.set(Making::Now(step))).await;
                            let made = made.and_then(|files| package(&files).map_err(|()| Words::new(|| t!("output-failed"))));
                            offer_zip(format!("heilsam-dossier-{}.zip", open.now.today), "application/zip", made);
                        });
                    },
                    {t!("submission-save-zip")}
                }
            }
        }
    }
}
