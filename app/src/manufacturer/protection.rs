//! The analysis of protection need as a guided form: five scenarios, three basic values each, and what follows.

use dioxus::prelude::*;
use heilsam_compliance::protection::{
    BasicValue, Cumulation, ProtectionNeed, ProtectionResult, Rating, Scenario,
};
use heilsam_compliance::workspace::Action;

use super::acting::{Refusal, use_acting};
use super::desk::{say, use_desk};
use super::drafts::Place;
use crate::components::{Badge, Button, ButtonKind, Kind, Notice, PageTitle, Select, Shape, TextArea};
use crate::t;

const NEEDS: [ProtectionNeed; 3] = [ProtectionNeed::Normal, ProtectionNeed::High, ProtectionNeed::VeryHigh];

fn need_text(need: ProtectionNeed) -> String {
    match need {
        ProtectionNeed::Normal => t!("protection-normal"),
        ProtectionNeed::High => t!("protection-high"),
        ProtectionNeed::VeryHigh => t!("protection-very-high"),
    }
}

const fn need_key(need: ProtectionNeed) -> &'static str {
    match need {
        ProtectionNeed::Normal => "normal",
        ProtectionNeed::High => "high",
        ProtectionNeed::VeryHigh => "very-high",
    }
}

fn need_of(key: &str) -> ProtectionNeed {
    NEEDS.into_iter().find(|need| need_key(*need) == key).unwrap_or(ProtectionNeed::Normal)
}

fn value_text(value: BasicValue) -> String {
    match value {
        BasicValue::Confidentiality => t!("protection-confidentiality"),
        BasicValue::Integrity => t!("protection-integrity"),
        BasicValue::Availability => t!("protection-availability"),
    }
}

/// The page.
#[component]
pub fn Protection() -> Element {
    let Some(open) = use_desk().open() else { return rsx! {} };
    let result = match open.workspace().protection().result() {
        ProtectionResult::Incomplete { missing } => rsx! {
            Notice { id: "protection-result", title: t!("protection-incomplete", count = missing.len()),
                p { {t!("protection-incomplete-text")} }
            }
        },
        ProtectionResult::Complete { need, decided_by } => {
            let because: Vec<String> = decided_by
                .iter()
                .map(|(scenario, value)| format!("{} – {}", say(&scenario.name()), value_text(*value)))
                .collect();
            rsx! {
                Notice { kind: Kind::Success, id: "protection-result", title: t!("protection-complete", need = need_text(need)),
                    if need == ProtectionNeed::VeryHigh {
                        p { {t!("protection-extra")} }
                    } else {
                        p { {t!("protection-no-extra")} }
                    }
                    if because.is_empty() {
                        p { {t!("protection-by-cumulation")} }
                    }
                    ul {
                        for reason in because {
                            li { key: "{reason}", "{reason}" }
                        }
                    }
                }
            }
        }
    };
    rsx! {
        PageTitle { title: t!("protection-title"), lead: t!("protection-lead") }
        div { class: "stack-wide",
            {result}
            for (number , scenario) in Scenario::ALL.into_iter().enumerate() {
                ScenarioForm { key: "{number}", number: number + 1, scenario: ScenarioKey(scenario) }
            }
            CumulationForm {}
        }
    }
}

/// A scenario as a property of a view.
#[derive(Clone, Copy, PartialEq)]
struct ScenarioKey(Scenario);

/// One scenario: three needs with their guide, and why.
#[component]
fn ScenarioForm(number: usize, scenario: ScenarioKey) -> Element {
    let ScenarioKey(scenario) = scenario;
    let desk = use_desk();
    let acting = use_acting();
    let drafts = desk.drafts();
    let place = Place::Scenario(u8::try_from(number).unwrap_or_default());
    let Some(open) = desk.open() else { return rsx! {} };
    let stands = open.workspace().protection().ratings.get(&scenario).cloned();
    let rated = stands.is_some();
    let normal = ProtectionNeed::Normal;
    let now = drafts.value::<Rating>(&place).or_else(|| stands.clone()).unwrap_or(Rating {
        confidentiality: normal,
        integrity: normal,
        availability: normal,
        reason: String::new(),
    });
    let author = open.is_author();
    let changed = stands.as_ref() != Some(&now);
    let options: Vec<(String, String)> =
        NEEDS.iter().map(|need| (need_key(*need).to_owned(), need_text(*need))).collect();
    let saved = now.clone();
    let reasoned = now.clone();
    rsx! {
        form {
            class: "card",
            id: "scenario-{number}",
            "aria-labelledby": "scenario-{number}-title",
            novalidate: true,
            onsubmit: {
                let place = place.clone();
                move |event: FormEvent| {
                event.prevent_default();
                let rating = Rating { reason: saved.reason.trim().to_owned(), ..saved.clone() };
                acting.run(vec![Action::RateScenario { scenario, rating }], || t!("protection-saved"), { let place = place.clone(); move || drafts.keep(&place, String::new()) });
            } },
            h2 { id: "scenario-{number}-title", {t!("protection-scenario", number = number, name = say(&scenario.name()))} }
            if rated {
                Badge { kind: Kind::Success, icon: Shape::Check, {t!("protection-rated")} }
            }
            details {
                summary { {t!("protection-guide")} }
                dl { class: "facts",
                    for need in NEEDS {
                        dt { key: "{need_key(need)}", {need_text(need)} }
                        dd { {say(&scenario.guide(need))} }
                    }
                }
            }
            fieldset { class: "stack", disabled: !author,
                legend { class: "visually-hidden", {say(&scenario.name())} }
                div { class: "field-row",
                    for (value , need) in now.values() {
                        Select {
                            key: "{value:?}",
                            id: "scenario-{number}-{value:?}",
                            label: value_text(value),
                            value: need_key(need),
                            options: options.clone(),
                            onchange: {
                                let (now, place) = (now.clone(), place.clone());
                                move |key: String| {
                                    let mut next = now.clone();
                                    match value {
                                        BasicValue::Confidentiality => next.confidentiality = need_of(&key),
                                        BasicValue::Integrity => next.integrity = need_of(&key),
                                        BasicValue::Availability => next.availability = need_of(&key),
                                    }
                                    drafts.keep_value(&place, Some(&next));
                                }
                            },
                        }
                    }
                }
                TextArea { id: "scenario-{number}-reason", label: t!("protection-reason"), hint: t!("protection-reason-hint"), rows: 2, value: now.reason.clone(),
                    oninput: { let place = place.clone(); move |reason| drafts.keep_value(&place, Some(&Rating { reason, ..reasoned.clone() })) },
                }
            }
            Refusal { acting, id: "scenario-{number}-refused" }
            if author {
                div { class: "row", Button { id: "scenario-{number}-save", submit: true, kind: ButtonKind::Second, busy: acting.busy(), waits_for: (!changed).then(|| t!("answer-unchanged")), {t!("protection-save")} } }
            }
        }
    }
}

/// Many small damages that add up to a larger one.
#[component]
fn CumulationForm() -> Element {
    let desk = use_desk();
    let acting = use_acting();
    let mut need = use_signal(|| ProtectionNeed::VeryHigh);
    let drafts = desk.drafts();
    let place = Place::Scenario(0);
    let reason = drafts.text(&place);
    let Some(open) = desk.open() else { return rsx! {} };
    let stands = open.workspace().protection().cumulation.clone();
    let author = open.is_author();
    let options: Vec<(String, String)> = NEEDS
        .iter()
        .filter(|need| **need != ProtectionNeed::Normal)
        .map(|need| (need_key(*need).to_owned(), need_text(*need)))
        .collect();
    rsx! {
        section { class: "card", "aria-labelledby": "cumulation-title",
            h2 { id: "cumulation-title", {t!("protection-cumulation")} }
            p { class: "soft", {t!("protection-cumulation-hint")} }
            if let Some(stands) = stands {
                p { {t!("protection-cumulated", need = need_text(stands.need))} }
                blockquote { class: "written", "{stands.reason}" }
                if author {
                    div { class: "row",
                        Button { kind: ButtonKind::Second, busy: acting.busy(), onpress: move |()| acting.run(vec![Action::SetCumulation { cumulation: None }], || t!("protection-saved"), || {}), {t!("protection-cumulation-remove")} }
                    }
                }
            } else if author {
                Select { id: "cumulation-need", label: t!("protection-cumulation-need"), value: need_key(need()), options, onchange: move |key: String| need.set(need_of(&key)) }
                TextArea { id: "cumulation-reason", label: t!("protection-reason"), hint: t!("protection-reason-hint"), rows: 2, value: reason.clone(), oninput: { let place = place.clone(); move |it| drafts.keep(&place, it) } }
                div { class: "row",
                    Button { id: "cumulation-save", kind: ButtonKind::Second, busy: acting.busy(),
                        onpress: move |()| {
                            let cumulation = Some(Cumulation { need: need(), reason: reason.trim().to_owned() });
                            let place = place.clone();
                            acting.run(vec![Action::SetCumulation { cumulation }], || t!("protection-saved"), move || drafts.keep(&place, String::new()));
                        },
                        {t!("protection-cumulation-save")}
                    }
                }
            }
            Refusal { acting, id: "cumulation-refused" }
        }
    }
}
