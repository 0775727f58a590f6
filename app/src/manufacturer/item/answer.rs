//! Answering: met, not applicable with the permitted reason, or a deviation of the same worth; points one by one.

use dioxus::prelude::*;
use heilsam_compliance::answer::{Content, Place};
use heilsam_compliance::catalogue::{Form, ItemRef, PermittedReason};
use heilsam_compliance::workspace::item::Carried;
use heilsam_compliance::workspace::{Action, action::ItemEdit};

use super::conflict::answer_text;
use super::draft::{AnswerDraft, Draft, Pick};
use super::{find, heading};
use crate::components::{Button, ButtonKind, Choice, ChoiceKind, Kind, Notice, TextArea};
use crate::manufacturer::acting::{Refusal, use_acting};
use crate::manufacturer::desk::{Open, use_desk};
use crate::manufacturer::drafts::Place as Typed;
use crate::t;

/// Which answers an item permits.
#[derive(Clone, PartialEq)]
struct Permitted {
    reason: PermittedReason,
    deviation: bool,
    points: Vec<String>,
    count: bool,
}

/// The answer: a form for authors, text for reviewers.
#[component]
pub fn AnswerSection(reference: ItemRef) -> Element {
    let desk = use_desk();
    let acting = use_acting();
    let drafts = desk.drafts();
    let place = Typed::Answer(reference.clone());
    let kept_at = place.clone();
    let change = use_callback(move |draft: Draft| drafts.keep_value(&kept_at, Some(&draft)));
    let Some(open) = desk.open() else { return rsx! {} };
    let Some(found) = find(&open, &reference) else { return rsx! {} };
    let permitted = match &found.item.form {
        Form::Declaration { reason, deviation } => Permitted {
            reason: reason.clone(),
            deviation: *deviation,
            points: found.item.points.clone(),
            count: false,
        },
        Form::Count => {
            Permitted { reason: PermittedReason::None, deviation: false, points: Vec::new(), count: true }
        }
        Form::Reference => return rsx! {},
    };
    let author = open.is_author();
    let kept = drafts.answer(&reference);
    let draft = kept.clone().unwrap_or_else(|| Draft::of(&found.state));
    let before = found.state.content_at(draft.base);
    let edit = draft.edit(found.item, &before);
    let confirms = matches!(found.state.carried, Some(Carried::Reworded { .. }));
    let former = former(&open, found.state.carried.as_ref());
    let outdated = kept.is_some() && draft.base != found.state.revision();
    let base = found.state.revision();
    let save = {
        let (edit, item, place) = (edit.clone(), reference.clone(), place.clone());
        move || {
            let Some(edit) =
                edit.clone().or_else(|| confirms.then(|| ItemEdit { base, ..ItemEdit::default() }))
            else {
                return;
            };
            let action = Action::EditItem { item: item.clone(), edit };
            let place = place.clone();
            acting.run(vec![action], || t!("answer-saved"), move || drafts.keep(&place, String::new()));
        }
    };
    let save_by_key = save.clone();
    rsx! {
        section { class: "card", "aria-labelledby": "answer-title",
            h2 { id: "answer-title", {t!("answer-title")} }
            if !author {
                p { class: "soft", {t!("answer-read-only")} }
            }
            Beforehand { unsaved: edit.is_some(), outdated, confirms, former }
            form {
                class: "stack",
                novalidate: true,
                onsubmit: move |event| {
                    event.prevent_default();
                    save();
                },
                onkeydown: move |event: KeyboardEvent| {
                    // Enter makes a new line; with Ctrl it saves.
                    if event.key() == Key::Enter && event.modifiers().ctrl() {
                        event.prevent_default();
                        save_by_key();
                    }
                },
                fieldset { class: "stack", disabled: !author,
                    legend { class: "visually-hidden", {t!("answer-title")} }
                    Places { draft: draft.clone(), permitted, onchange: change }
                    TextArea {
                        id: "explanation",
                        label: t!("answer-explanation"),
                        hint: t!("answer-explanation-hint"),
                        value: draft.explanation.clone(),
                        oninput: {
                            let draft = draft.clone();
                            move |text| change.call(Draft { explanation: text, ..draft.clone() })
                        },
                    }
                }
                Refusal { acting, id: "answer-refused" }
                if author {
                    div { class: "row",
                        Button { id: "answer-save", submit: true, busy: acting.busy(),
                            waits_for: (edit.is_none() && !confirms).then(|| t!("answer-unchanged")),
                            if edit.is_none() && confirms { {t!("answer-confirm")} } else { {t!("answer-save")} }
                        }
                        if edit.is_some() {
                            Button { kind: ButtonKind::Quiet, onpress: move |()| drafts.keep(&place, String::new()), {t!("answer-discard")} }
                        }
                    }
                }
            }
        }
    }
}

/// What was answered before the catalogue changed: to what, and in which words.
fn former(open: &Open, carried: Option<&Carried>) -> Vec<(String, String)> {
    match carried {
        None => Vec::new(),
        Some(Carried::Reworded { former }) => vec![(t!("answer-former"), content_text(former))],
        Some(Carried::New { former }) => former
            .iter()
            .filter_map(|(item, content)| {
                let (_, _, asked) = open.library.item(item)?;
                Some((t!("answer-former-of", item = heading(asked)), content_text(content)))
            })
            .collect(),
    }
}

/// What one has to know before answering.
#[component]
fn Beforehand(unsaved: bool, outdated: bool, confirms: bool, former: Vec<(String, String)>) -> Element {
    rsx! {
        if unsaved {
            Notice { id: "answer-unsaved", p { {t!("answer-unsaved")} } }
        }
        if outdated {
            Notice { kind: Kind::Warning, p { {t!("answer-outdated")} } }
        }
        if !former.is_empty() {
            Notice { kind: Kind::Warning, id: "answer-carried",
                p { if confirms { {t!("answer-carried")} } else { {t!("answer-carried-new")} } }
                for (whose , said) in former {
                    div { key: "{whose}",
                        p { class: "soft", "{whose}" }
                        blockquote { class: "written", "{said}" }
                    }
                }
            }
        }
    }
}

/// Answers and explanation in words.
fn content_text(content: &Content) -> String {
    let said = content.answers.values().map(answer_text);
    let explained = (!content.explanation.is_empty()).then(|| content.explanation.clone());
    said.chain(explained).collect::<Vec<_>>().join("\n")
}

/// The whole item, or its points one by one.
#[component]
fn Places(draft: Draft, permitted: Permitted, onchange: Callback<Draft>) -> Element {
    if permitted.points.is_empty() {
        return rsx! {
            OnePlace { place: Place::WHOLE, legend: t!("answer-whole"), draft, permitted, onchange }
        };
    }
    let whole = draft.whole_not_applicable();
    let may_skip = permitted.reason != PermittedReason::None;
    let pointwise = Permitted { reason: PermittedReason::None, ..permitted.clone() };
    let toggled = draft.clone();
    rsx! {
        if may_skip {
            Choice {
                id: "whole-not-applicable",
                name: "whole-not-applicable",
                label: t!("answer-whole-not-applicable"),
                checked: whole,
                onchange: move |ticked: bool| {
                    let mut draft = toggled.clone();
                    draft.change(Place::WHOLE, |it| it.pick = ticked.then_some(Pick::NotApplicable));
                    onchange.call(draft);
                },
            }
        }
        if whole {
            Reason { place: Place::WHOLE, draft: draft.clone(), permitted: permitted.clone(), onchange }
        } else {
            for (number , point) in permitted.points.iter().enumerate() {
                OnePlace {
                    key: "{number}",
                    place: Place(u8::try_from(number + 1).unwrap_or(u8::MAX)),
                    legend: point.clone(),
                    draft: draft.clone(),
                    permitted: pointwise.clone(),
                    onchange,
                }
            }
        }
    }
}

/// The answers that one place permits.
#[component]
fn OnePlace(
    place: Place,
    legend: String,
    draft: Draft,
    permitted: Permitted,
    onchange: Callback<Draft>,
) -> Element {
    let at = draft.at(place);
    let name = format!("place-{}", String::from(place));
    let law = place != Place::WHOLE;
    let pick = {
        let draft = draft.clone();
        move |pick: Pick| {
            let mut draft = draft.clone();
            draft.change(place, |it| it.pick = Some(pick));
            onchange.call(draft);
        }
    };
    let (met, not, deviates) = (pick.clone(), pick.clone(), pick.clone());
    let counted = draft.clone();
    if permitted.count {
        return rsx! {
            div { class: "field",
                label { class: "field-label", r#for: "{name}-count", {t!("answer-count")} }
                input {
                    id: "{name}-count",
                    class: "input",
                    inputmode: "numeric",
                    value: "{at.count}",
                    oninput: move |event| {
                        let mut draft = counted.clone();
                        let count = event.value();
                        draft.change(place, |it| *it = AnswerDraft { pick: Some(Pick::Count), count, ..AnswerDraft::default() });
                        onchange.call(draft);
                    },
                }
            }
        };
    }
    rsx! {
        fieldset { class: "choices",
            legend { class: "field-label", lang: if law { "de" }, "{legend}" }
            Choice { id: "{name}-met", name: "{name}", kind: ChoiceKind::Radio, label: t!("answer-met"), checked: at.pick == Some(Pick::Met), onchange: move |_| met(Pick::Met) }
            if permitted.reason != PermittedReason::None {
                Choice { id: "{name}-not", name: "{name}", kind: ChoiceKind::Radio, label: t!("answer-not-applicable"), checked: at.pick == Some(Pick::NotApplicable), onchange: move |_| not(Pick::NotApplicable) }
            }
            if permitted.deviation {
                Choice { id: "{name}-deviation", name: "{name}", kind: ChoiceKind::Radio, label: t!("answer-deviation"), detail: t!("answer-deviation-hint"), checked: at.pick == Some(Pick::Deviation), onchange: move |_| deviates(Pick::Deviation) }
            }
            if permitted.reason == PermittedReason::None && !law {
                p { class: "field-hint", {t!("answer-no-reason")} }
            }
            Reason { place, draft, permitted, onchange }
        }
    }
}

/// What the ticked answer needs beside itself: the printed sentence, or own words.
#[component]
fn Reason(place: Place, draft: Draft, permitted: Permitted, onchange: Callback<Draft>) -> Element {
    let at = draft.at(place);
    let name = format!("place-{}", String::from(place));
    match (at.pick, &permitted.reason) {
        (Some(Pick::NotApplicable), PermittedReason::Fixed(sentence)) => rsx! {
            div { class: "statute",
                p { class: "soft", {t!("answer-fixed-reason")} }
                blockquote { lang: "de", "{sentence}" }
            }
        },
        (Some(Pick::NotApplicable), PermittedReason::Free(says)) => {
            let hint = says.clone().unwrap_or_else(|| t!("answer-words-hint"));
            rsx! {
                TextArea {
                    id: "{name}-reason",
                    label: t!("answer-reason"),
                    hint,
                    value: at.reason,
                    oninput: move |text| {
                        let mut draft = draft.clone();
                        draft.change(place, |it| it.reason = text);
                        onchange.call(draft);
                    },
                }
            }
        }
        (Some(Pick::Deviation), _) => rsx! {
            TextArea {
                id: "{name}-equivalence",
                label: t!("answer-equivalence"),
                hint: t!("answer-words-hint"),
                value: at.equivalence,
                oninput: move |text| {
                    let mut draft = draft.clone();
                    draft.change(place, |it| it.equivalence = text);
                    onchange.call(draft);
                },
            }
        },
        _ => rsx! {},
    }
}
