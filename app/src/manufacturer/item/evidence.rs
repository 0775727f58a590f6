//! What proves an answer: checks that ran, documents, statements of persons.

use dioxus::prelude::*;
use heilsam_compliance::catalogue::ItemRef;
use heilsam_compliance::catalogue::proof::ProofClass;
use heilsam_compliance::evidence::{Evidence, EvidenceId, Outcome, Standing};
use heilsam_compliance::workspace::Action;
use heilsam_compliance::workspace::status::Gap;

use super::evidence_form::EvidenceForm;
use super::find;
use crate::components::{Badge, Button, ButtonKind, FieldError, Kind, Select, Shape};
use crate::i18n::Words;
use crate::manufacturer::acting::{Refusal, use_acting};
use crate::manufacturer::checks_page::{Seen, check_title};
use crate::manufacturer::desk::{Open, day, say, use_desk};
use crate::{browser, format, t};

/// What a piece of evidence is called.
#[must_use]
pub fn evidence_name(evidence: &Evidence) -> String {
    match evidence {
        Evidence::Check(_) => t!("evidence-check", check = title(evidence)),
        Evidence::Document(document) => {
            t!("evidence-document", name = document.name.clone(), version = document.version.clone())
        }
        Evidence::Statement(statement) => t!("evidence-statement", role = statement.role.clone()),
    }
}

fn title(evidence: &Evidence) -> String {
    match evidence {
        Evidence::Check(run) => check_title(&run.check).unwrap_or_else(|| run.check.clone()),
        Evidence::Document(document) => document.name.clone(),
        Evidence::Statement(statement) => statement.role.clone(),
    }
}

/// What is missing, in words: evidence by its title, not by its number.
#[must_use]
pub fn gap_words(open: &Open, gap: &Gap) -> String {
    let message = gap.message();
    let evidence = match gap {
        Gap::Red(id) | Gap::Expired(id) | Gap::Stale(id) => open.workspace().evidence(id),
        _ => None,
    };
    match evidence {
        Some(evidence) => say(&message.with("evidence", title(evidence))),
        None => say(&message),
    }
}

/// What a piece of evidence is worth now, in words.
#[must_use]
pub fn standing_badge(standing: &Standing) -> (Kind, Shape, String) {
    match standing {
        Standing::Valid { until: Some(last) } => {
            (Kind::Success, Shape::Check, t!("evidence-valid-until", day = day(*last)))
        }
        Standing::Valid { until: None } => (Kind::Success, Shape::Check, t!("evidence-valid")),
        Standing::Red => (Kind::Danger, Shape::Stop, t!("evidence-red")),
        Standing::Expired => (Kind::Warning, Shape::Warning, t!("evidence-expired")),
        Standing::Stale => (Kind::Warning, Shape::Warning, t!("evidence-stale")),
        Standing::NotChecked => (Kind::Info, Shape::Info, t!("checks-not-checked")),
    }
}

fn about(open: &Open, evidence: &Evidence) -> String {
    match evidence {
        Evidence::Check(run) => {
            let at = format::moment(run.at);
            let ran = t!("evidence-ran", when = at, version = run.release.version.clone());
            match &run.outcome {
                Outcome::Passed => ran,
                Outcome::Failed { finding } => format!("{ran} {finding}"),
                Outcome::NotChecked { reason } => format!("{ran} {reason}"),
            }
        }
        Evidence::Document(document) => {
            let digest: String = document.digest.to_string().chars().take(16).collect();
            t!("evidence-digest", digest = digest)
        }
        Evidence::Statement(statement) => {
            let who = open.name(&statement.person);
            format!("{} ({who}, {})", statement.text, day(statement.date))
        }
    }
}

/// The evidence bound to an item, and the ways to bind more.
#[component]
pub fn EvidenceSection(reference: ItemRef) -> Element {
    let desk = use_desk();
    let acting = use_acting();
    let mut chosen = use_signal(String::new);
    let mut adding = use_signal(|| false);
    let Some(open) = desk.open() else { return rsx! {} };
    let Some(found) = find(&open, &reference) else { return rsx! {} };
    let workspace = open.workspace();
    let author = open.is_author();
    let proof = open.library.proof(&reference).map(|proof| match proof.class {
        ProofClass::Software => t!("evidence-by-software"),
        ProofClass::Partly => t!("evidence-by-both"),
        ProofClass::Organisational => t!("evidence-by-people"),
    });
    let bound: Vec<(EvidenceId, Evidence)> = found
        .state
        .evidence
        .keys()
        .filter_map(|id| Some((id.clone(), workspace.evidence(id)?.clone())))
        .collect();
    let mut others: Vec<(String, String)> = workspace
        .all_evidence()
        .filter(|(id, _)| !found.state.evidence.contains_key(*id))
        // Runs are bound by the checks themselves.
        .filter(|(_, evidence)| !matches!(evidence, Evidence::Check(_)))
        .map(|(id, evidence)| (id.0.clone(), evidence_name(evidence)))
        .collect();
    let any_others = !others.is_empty();
    others.insert(0, (String::new(), t!("evidence-choose")));
    let (bind, unbind) = (reference.clone(), reference.clone());
    rsx! {
        section { class: "card", "aria-labelledby": "evidence-title",
            h2 { id: "evidence-title", {t!("evidence-title")} }
            if let Some(proof) = proof {
                p { class: "soft", "{proof}" }
            }
            if bound.is_empty() {
                p { {t!("evidence-none")} }
            }
            ul { class: "card-list", id: "evidence-list",
                for (id , evidence) in bound {
                    li { class: "card", key: "{id.0}",
                        p { class: "row",
                            strong { {evidence_name(&evidence)} }
                            {badge(&evidence.standing(open.now, workspace.release()))}
                        }
                        p { class: "soft", {about(&open, &evidence)} }
                        if let Evidence::Check(run) = &evidence {
                            Seen { run: run.clone() }
                        }
                        div { class: "row",
                            if let Evidence::Document(document) = &evidence {
                                Download { name: document.name.clone(), media_type: document.media_type.clone(), digest: document.digest.to_string() }
                            }
                            if author && !matches!(evidence, Evidence::Check(_)) {
                                Button { kind: ButtonKind::Quiet, busy: acting.busy(),
                                    onpress: {
                                        let (item, evidence) = (unbind.clone(), id.clone());
                                        move |()| acting.run(vec![Action::UnbindEvidence { item: item.clone(), evidence: evidence.clone() }], || t!("evidence-unbound"), || {})
                                    },
                                    {t!("evidence-unbind")}
                                }
                            }
                        }
                    }
                }
            }
            if author {
                if any_others {
                    Select { id: "evidence-other", label: t!("evidence-bind-label"), value: chosen(), options: others, onchange: move |id| chosen.set(id) }
                    if !chosen().is_empty() {
                        div { class: "row",
                            Button { id: "evidence-bind", kind: ButtonKind::Second, busy: acting.busy(),
                                onpress: move |()| {
                                    let (item, evidence) = (bind.clone(), EvidenceId(chosen()));
                                    acting.run(vec![Action::BindEvidence { item, evidence }], || t!("evidence-bound"), move || chosen.set(String::new()));
                                },
                                {t!("evidence-bind")}
                            }
                        }
                    }
                }
                if adding() {
                    EvidenceForm { reference: reference.clone(), ondone: move |()| adding.set(false) }
                } else {
                    div { class: "row",
                        Button { id: "evidence-add", kind: ButtonKind::Second, icon: Shape::Add, onpress: move |()| adding.set(true), {t!("evidence-add")} }
                    }
                }
            }
            Refusal { acting, id: "evidence-refused" }
        }
    }
}

/// Fetches a sealed document, opens it on this device and offers it to the browser.
#[component]
fn Download(name: String, media_type: String, digest: String) -> Element {
    let desk = use_desk();
    let mut busy = use_signal(|| false);
    let mut failed = use_signal(|| None::<Words>);
    let start: String = digest.chars().take(8).collect();
    rsx! {
        Button { id: "download-{start}", kind: ButtonKind::Second, icon: Shape::Download, busy: busy(),
            onpress: move |()| {
                let (name, media_type, digest) = (name.clone(), media_type.clone(), digest.clone());
                spawn(async move {
                    busy.set(true);
                    let opened = desk.open_document(&digest).await;
                    let offered = opened.map(|bytes| browser::offer_file(&name, &media_type, &bytes));
                    failed.set(match offered {
                        Ok(true) => None,
                        Ok(false) => Some(Words::new(|| t!("output-failed"))),
                        Err(why) => Some(why),
                    });
                    busy.set(false);
                });
            },
            {t!("evidence-download")}
        }
        FieldError { error: failed().map(|why| why.text()), announce: true }
    }
}

fn badge(standing: &Standing) -> Element {
    let (kind, icon, text) = standing_badge(standing);
    rsx! {
        Badge { kind, icon, "{text}" }
    }
}
