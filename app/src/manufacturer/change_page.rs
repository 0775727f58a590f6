//! Assessment of a change by § 18 DiGAV: questions, the result, and the rules that led there.

mod compared;
mod kept;

use dioxus::prelude::*;
use heilsam_compliance::change::sbom::ComponentChange;
use heilsam_compliance::change::{ChangeAnswers, Influence, Outcome, assess};
use heilsam_compliance::evidence::Release;
use heilsam_compliance::workspace::Action;
use heilsam_compliance::workspace::records::AssessedChange;
use serde::{Deserialize, Serialize};

use self::compared::{Compared, last_base};
use self::kept::Kept;
use super::acting::{Refusal, use_acting};
use super::desk::{Open, say, use_desk};
use super::drafts::Place;
use super::parts::beginning;
use super::procedure::{Grounds, grounds, price};
use crate::components::{
    Badge, Button, ButtonKind, Choice, ChoiceKind, Kind, Notice, PageTitle, Shape, TextArea,
};
use crate::{browser, t};

/// One of the three questions about influence.
#[derive(Clone, Copy, PartialEq)]
enum Question {
    Safety,
    Protection,
    Effects,
}

impl Question {
    const ALL: [Self; 3] = [Self::Safety, Self::Protection, Self::Effects];

    fn text(self) -> String {
        match self {
            Self::Safety => t!("change-safety"),
            Self::Protection => t!("change-protection"),
            Self::Effects => t!("change-effects"),
        }
    }

    const fn id(self) -> &'static str {
        match self {
            Self::Safety => "change-safety",
            Self::Protection => "change-protection",
            Self::Effects => "change-effects",
        }
    }

    const fn of(self, answers: &mut ChangeAnswers) -> &mut Influence {
        match self {
            Self::Safety => &mut answers.safety,
            Self::Protection => &mut answers.data_protection,
            Self::Effects => &mut answers.care_effects,
        }
    }
}

fn reason(influence: &Influence) -> &str {
    match influence {
        Influence::Open => "",
        Influence::No { reason } | Influence::Yes { reason } => reason,
    }
}

/// What is typed about a change.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChangeDraft {
    version: String,
    commit: String,
    /// Entry of the history that the comparison begins with; `None`: as proposed.
    since: Option<u64>,
    answers: ChangeAnswers,
    components: Vec<ComponentChange>,
}

/// The page.
#[component]
pub fn ChangePage() -> Element {
    let mut asked = use_signal(|| false);
    let mut presses = use_signal(|| 0_u32);
    // One of both is there by then.
    use_effect(move || {
        if presses() > 0 {
            browser::focus("change-open");
            browser::focus("change-result-title");
        }
    });
    let desk = use_desk();
    let drafts = desk.drafts();
    let Some(open) = desk.open() else { return rsx! {} };
    let typed = drafts.value::<ChangeDraft>(&Place::Change);
    let draft = typed.clone().unwrap_or_else(|| proposed(&open));
    let keep = use_callback(move |draft: ChangeDraft| drafts.keep_value(&Place::Change, Some(&draft)));
    rsx! {
        PageTitle { title: t!("change-title"), lead: t!("change-lead") }
        div { class: "stack-wide",
            if !open.is_author() {
                p { class: "soft", {t!("dossier-read-only")} }
            }
            Kept {}
            h2 { {t!("change-new")} }
            Compared { draft: draft.clone(), keep }
            form {
                class: "stack-wide",
                novalidate: true,
                onsubmit: move |event| {
                    event.prevent_default();
                    asked.set(true);
                    presses += 1;
                },
                for question in Question::ALL {
                    InfluenceForm { key: "{question.id()}", question, draft: draft.clone(), keep }
                }
                Directory { draft: draft.clone(), keep }
                div { class: "row",
                    Button { id: "change-assess", submit: true, {t!("change-assess")} }
                    if typed.is_some() {
                        Button { kind: ButtonKind::Quiet,
                            onpress: move |()| {
                                drafts.keep(&Place::Change, String::new());
                                asked.set(false);
                            },
                            {t!("change-again")}
                        }
                    }
                }
            }
            if asked() {
                Result { draft, ondone: move |()| asked.set(false) }
            }
        }
    }
}

/// The release of the dossier, compared with what was assessed last.
fn proposed(open: &Open) -> ChangeDraft {
    let release = open.workspace().release();
    ChangeDraft {
        version: release.map(|it| it.version.clone()).unwrap_or_default(),
        commit: release.map(|it| it.commit.clone()).unwrap_or_default(),
        ..ChangeDraft::default()
    }
}

#[component]
fn InfluenceForm(question: Question, draft: ChangeDraft, keep: Callback<ChangeDraft>) -> Element {
    let influence = question.of(&mut draft.answers.clone()).clone();
    let (yes, no) = (matches!(influence, Influence::Yes { .. }), matches!(influence, Influence::No { .. }));
    let text = reason(&influence).to_owned();
    let id = question.id();
    let put = use_callback(move |(mut draft, influence): (ChangeDraft, Influence)| {
        *question.of(&mut draft.answers) = influence;
        keep.call(draft);
    });
    let (for_yes, for_no) = ((draft.clone(), text.clone()), (draft.clone(), text.clone()));
    rsx! {
        fieldset { class: "card choices",
            legend { class: "field-label", {question.text()} }
            Choice { id: "{id}-yes", name: "{id}", kind: ChoiceKind::Radio, label: t!("field-yes"), checked: yes,
                onchange: move |_| put.call((for_yes.0.clone(), Influence::Yes { reason: for_yes.1.clone() })),
            }
            Choice { id: "{id}-no", name: "{id}", kind: ChoiceKind::Radio, label: t!("field-no"), checked: no,
                onchange: move |_| put.call((for_no.0.clone(), Influence::No { reason: for_no.1.clone() })),
            }
            if yes || no {
                TextArea { id: "{id}-reason", label: t!("change-reason"), rows: 2, value: text,
                    oninput: move |reason: String| {
                        let influence = if yes { Influence::Yes { reason } } else { Influence::No { reason } };
                        put.call((draft.clone(), influence));
                    },
                }
            }
        }
    }
}

/// Which published information changes.
#[component]
fn Directory(draft: ChangeDraft, keep: Callback<ChangeDraft>) -> Element {
    let Some(open) = use_desk().open() else { return rsx! {} };
    let now = draft.answers.clone();
    let entries: Vec<(String, String)> = open
        .library
        .statements(open.workspace().legal())
        .into_iter()
        .flat_map(|statements| &statements.entries)
        .map(|it| (it.number.clone(), format!("{} · {}", it.number, beginning(&it.text, 70))))
        .collect();
    let held = draft.clone();
    let change = move |change: fn(&mut ChangeAnswers, bool)| {
        let draft = held.clone();
        move |on: bool| {
            let mut draft = draft.clone();
            change(&mut draft.answers, on);
            keep.call(draft);
        }
    };
    rsx! {
        fieldset { class: "card choices",
            legend { class: "field-label", {t!("change-directory")} }
            Entries { draft: draft.clone(), keep, entries }
            Choice { id: "change-other", name: "change-other", label: t!("change-other"), checked: now.other_directory, onchange: change(|answers, on| answers.other_directory = on) }
            Choice { id: "change-outcome", name: "change-outcome", label: t!("change-outcome"), checked: now.outcome_results, onchange: change(|answers, on| answers.outcome_results = on) }
            Choice { id: "change-editorial", name: "change-editorial", label: t!("change-editorial"), checked: now.editorial, onchange: change(|answers, on| answers.editorial = on) }
        }
    }
}

/// Statements of § 2 whose published information changes.
#[component]
fn Entries(draft: ChangeDraft, keep: Callback<ChangeDraft>, entries: Vec<(String, String)>) -> Element {
    let chosen = draft.answers.directory_entries.clone();
    rsx! {
        details {
            summary { {t!("change-entries", count = chosen.len())} }
            div { class: "choice-grid", lang: "de",
                for (number , text) in entries {
                    Choice { key: "{number}", id: "change-entry-{number}", name: "change-entry-{number}", label: text, checked: chosen.contains(&number),
                        onchange: {
                            let draft = draft.clone();
                            move |on| {
                                let mut draft = draft.clone();
                                let chosen = &mut draft.answers.directory_entries;
                                if on { chosen.insert(number.clone()); } else { chosen.remove(&number); }
                                keep.call(draft);
                            }
                        },
                    }
                }
            }
        }
    }
}

/// What has to be done, and why; then it is kept.
#[component]
fn Result(draft: ChangeDraft, ondone: EventHandler<()>) -> Element {
    let acting = use_acting();
    let desk = use_desk();
    let drafts = desk.drafts();
    let Some(open) = desk.open() else { return rsx! {} };
    let assessment = match assess(&open.library, open.workspace().legal(), &draft.answers) {
        Err(refused) => {
            return rsx! {
                div { id: "change-open", tabindex: "-1",
                    Notice { kind: Kind::Warning, announce: true, p { {say(&refused.message())} } }
                }
            };
        }
        Ok(assessment) => assessment,
    };
    let (kind, title) = outcome(assessment.outcome);
    let cost = assessment.service.and_then(|service| price(&open, service));
    let steps = assessment.trace.into_iter().enumerate();
    let change = AssessedChange {
        release: Release { version: draft.version.trim().to_owned(), commit: draft.commit.trim().to_owned() },
        since: draft.since.unwrap_or_else(|| last_base(&open)),
        answers: draft.answers,
        components: draft.components,
    };
    rsx! {
        section { class: "stack result", "aria-labelledby": "change-result-title",
            h2 { id: "change-result-title", tabindex: "-1", {t!("change-result")} }
            Notice { kind, id: "change-result", title, announce: true,
                if let Some(cost) = cost {
                    p { {t!("change-cost", cost = cost)} }
                }
            }
            h3 { {t!("change-trace")} }
            ol { class: "card-list",
                for (number , step) in steps {
                    li { class: "card", key: "{number}",
                        p { class: "row",
                            if step.applies { Badge { icon: Shape::Check, {t!("change-applies")} } } else { Badge { {t!("change-applies-not")} } }
                            span { {say(&step.finding)} }
                        }
                        Grounds { grounds: grounds(&[step.ground]) }
                    }
                }
            }
            Refusal { acting, id: "change-refused" }
            div { class: "row no-print",
                if open.is_author() {
                    Button { id: "change-keep", icon: Shape::Check, busy: acting.busy(),
                        onpress: move |()| {
                            let action = Action::AssessChange { change: change.clone() };
                            acting.run(vec![action], || t!("change-kept"), move || {
                                drafts.keep(&Place::Change, String::new());
                                ondone.call(());
                            });
                        },
                        {t!("change-keep")}
                    }
                }
                Button { kind: ButtonKind::Second, icon: Shape::Printer, onpress: move |()| browser::print(), {t!("change-print")} }
            }
        }
    }
}

/// An outcome as it is shown.
fn outcome(outcome: Outcome) -> (Kind, String) {
    match outcome {
        Outcome::None => (Kind::Success, t!("change-none")),
        Outcome::SimpleNotice => (Kind::Info, t!("change-notice")),
        Outcome::Significant => (Kind::Warning, t!("change-significant")),
    }
}
