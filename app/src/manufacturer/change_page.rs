//! Assessment of a change by § 18 DiGAV: questions, the result, and the rules that led there.

use dioxus::prelude::*;
use heilsam_compliance::application::kind::date;
use heilsam_compliance::change::{ChangeAnswers, Influence, Outcome, assess, notices_left};
use jiff::civil::Date;

use super::desk::{say, use_desk};
use super::parts::{TextArea, beginning};
use super::procedure::{Grounds, grounds, price};
use crate::components::{
    Badge, Button, ButtonKind, Choice, ChoiceKind, Field, Kind, Notice, PageTitle, Shape,
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

/// The page.
#[component]
pub fn ChangePage() -> Element {
    let mut answers = use_signal(ChangeAnswers::default);
    let mut asked = use_signal(|| false);
    rsx! {
        PageTitle { title: t!("change-title"), lead: t!("change-lead") }
        form {
            class: "stack-wide",
            novalidate: true,
            onsubmit: move |event| {
                event.prevent_default();
                asked.set(true);
                browser::focus("change-result-title");
            },
            for question in Question::ALL {
                InfluenceForm { key: "{question.id()}", question, answers }
            }
            Directory { answers }
            div { class: "row",
                Button { id: "change-assess", submit: true, {t!("change-assess")} }
                if asked() {
                    Button { kind: ButtonKind::Quiet,
                        onpress: move |()| {
                            answers.set(ChangeAnswers::default());
                            asked.set(false);
                        },
                        {t!("change-again")}
                    }
                }
            }
        }
        if asked() {
            Result { answers }
        }
    }
}

#[component]
fn InfluenceForm(question: Question, answers: Signal<ChangeAnswers>) -> Element {
    let influence = question.of(&mut answers.read().clone()).clone();
    let (yes, no) = (matches!(influence, Influence::Yes { .. }), matches!(influence, Influence::No { .. }));
    let text = reason(&influence).to_owned();
    let (for_yes, for_no) = (text.clone(), text.clone());
    let id = question.id();
    rsx! {
        fieldset { class: "card choices",
            legend { class: "field-label", {question.text()} }
            Choice { id: "{id}-yes", name: "{id}", kind: ChoiceKind::Radio, label: t!("field-yes"), checked: yes,
                onchange: move |_| *question.of(&mut answers.write()) = Influence::Yes { reason: for_yes.clone() },
            }
            Choice { id: "{id}-no", name: "{id}", kind: ChoiceKind::Radio, label: t!("field-no"), checked: no,
                onchange: move |_| *question.of(&mut answers.write()) = Influence::No { reason: for_no.clone() },
            }
            if yes || no {
                TextArea { id: "{id}-reason", label: t!("change-reason"), rows: 2, value: text,
                    oninput: move |reason: String| {
                        let influence = if yes { Influence::Yes { reason } } else { Influence::No { reason } };
                        *question.of(&mut answers.write()) = influence;
                    },
                }
            }
        }
    }
}

/// Which published information changes.
#[component]
fn Directory(answers: Signal<ChangeAnswers>) -> Element {
    let Some(open) = use_desk().open() else { return rsx! {} };
    let now = answers();
    let entries: Vec<(String, String)> = open
        .library
        .statements(open.workspace().legal())
        .into_iter()
        .flat_map(|statements| &statements.entries)
        .map(|it| (it.number.clone(), format!("{} · {}", it.number, beginning(&it.text, 70))))
        .collect();
    rsx! {
        fieldset { class: "card choices",
            legend { class: "field-label", {t!("change-directory")} }
            details {
                summary { {t!("change-entries", count = now.directory_entries.len())} }
                div { class: "choice-grid", lang: "de",
                    for (number , text) in entries {
                        Choice { key: "{number}", id: "change-entry-{number}", name: "change-entry-{number}", label: text, checked: now.directory_entries.contains(&number),
                            onchange: move |on| {
                                let mut answers = answers.write();
                                if on { answers.directory_entries.insert(number.clone()); } else { answers.directory_entries.remove(&number); }
                            },
                        }
                    }
                }
            }
            Choice { id: "change-other", name: "change-other", label: t!("change-other"), checked: now.other_directory, onchange: move |on| answers.write().other_directory = on }
            Choice { id: "change-outcome", name: "change-outcome", label: t!("change-outcome"), checked: now.outcome_results, onchange: move |on| answers.write().outcome_results = on }
            Choice { id: "change-editorial", name: "change-editorial", label: t!("change-editorial"), checked: now.editorial, onchange: move |on| answers.write().editorial = on }
        }
    }
}

/// What has to be done, and why.
#[component]
fn Result(answers: Signal<ChangeAnswers>) -> Element {
    let mut given = use_signal(String::new);
    let Some(open) = use_desk().open() else { return rsx! {} };
    let assessment = match assess(&open.library, open.workspace().legal(), &answers()) {
        Err(refused) => {
            return rsx! {
                Notice { kind: Kind::Warning, announce: true, id: "change-open", p { {say(&refused.message())} } }
            };
        }
        Ok(assessment) => assessment,
    };
    let (kind, title) = match assessment.outcome {
        Outcome::None => (Kind::Success, t!("change-none")),
        Outcome::SimpleNotice => (Kind::Info, t!("change-notice")),
        Outcome::Significant => (Kind::Warning, t!("change-significant")),
    };
    let cost = assessment.service.and_then(|service| price(&open, service));
    let days: Vec<Date> = given().split([',', ';']).filter_map(date).collect();
    let left = open
        .library
        .procedure(open.workspace().legal())
        .and_then(|rules| notices_left(rules, &days, open.now.today).ok());
    let steps = assessment.trace.into_iter().enumerate();
    rsx! {
        section { class: "stack result", "aria-labelledby": "change-result-title",
            h2 { id: "change-result-title", tabindex: "-1", {t!("change-result")} }
            Notice { kind, id: "change-result", title, announce: true,
                if let Some(cost) = cost {
                    p { {t!("change-cost", cost = cost)} }
                }
            }
            if let (Outcome::SimpleNotice, Some(left)) = (assessment.outcome, left) {
                Field { id: "change-given", label: t!("change-given"), hint: t!("change-given-hint"), value: given, oninput: move |it| given.set(it) }
                p { role: "status", {t!("change-left", count = left)} }
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
            div { class: "row no-print",
                Button { kind: ButtonKind::Second, icon: Shape::Printer, onpress: move |()| browser::print(), {t!("change-print")} }
            }
            p { class: "soft", {t!("change-not-stored")} }
        }
    }
}
