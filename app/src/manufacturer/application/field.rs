//! One field of a statement: the right kind of input, a conflict if there is one, and marks against publication.

use std::collections::BTreeSet;

use dioxus::prelude::*;
use heilsam_compliance::Message;
use heilsam_compliance::application::{FieldAddress, FieldKind, FieldSpec, FieldState, Mark};
use heilsam_compliance::workspace::Action;

use crate::components::{Button, ButtonKind, Choice, Kind, Labelled, Notice, Select, TextArea, described_by};
use crate::manufacturer::acting::{Acting, Refusal, use_acting};
use crate::manufacturer::desk::{Open, say, use_desk};
use crate::manufacturer::drafts::Place;
use crate::manufacturer::item::evidence::evidence_name;
use crate::t;

const MARKS: [Mark; 3] = [Mark::TradeSecret, Mark::PersonalData, Mark::IntellectualProperty];

/// The words that a field chooses from; none for a text.
fn options(open: &Open, kind: &FieldKind) -> Option<Vec<(String, String)>> {
    let mut options = vec![(String::new(), t!("evidence-choose"))];
    match kind {
        FieldKind::Choice(words) => {
            options.extend(
                words
                    .iter()
                    .map(|word| (word.clone(), say(&Message::new(&format!("compliance-choice-{word}"))))),
            );
        }
        FieldKind::Flag => {
            options.push(("true".to_owned(), t!("field-yes")));
            options.push(("false".to_owned(), t!("field-no")));
        }
        FieldKind::Evidence => {
            options.extend(
                open.workspace().all_evidence().map(|(id, evidence)| (id.0.clone(), evidence_name(evidence))),
            );
        }
        _ => return None,
    }
    Some(options)
}

/// How a value is written, where that is not plain.
fn hint(kind: &FieldKind) -> Option<String> {
    let asked = match kind {
        FieldKind::Date => "date",
        FieldKind::Percent => "percent",
        FieldKind::Money => "money",
        FieldKind::Country => "country",
        FieldKind::Language => "language",
        FieldKind::Url => "url",
        FieldKind::Email => "email",
        FieldKind::Srn => "srn",
        FieldKind::BodyNumber => "body-number",
        _ => return None,
    };
    Some(say(&Message::new(&format!("compliance-value-{asked}"))))
}

/// A field.
#[component]
pub fn FieldRow(address: FieldAddress, spec: FieldSpec) -> Element {
    let acting = use_acting();
    let desk = use_desk();
    let drafts = desk.drafts();
    let at = address.clone();
    let change = use_callback(move |text: String| {
        let stands = desk.open().and_then(|open| open.workspace().application().field(&at).cloned());
        let stands = stands.map(|state| state.text).unwrap_or_default();
        let place = Place::Field(at.clone());
        let seen = drafts.value::<(String, String)>(&place).map(|(base, _)| base);
        let base = seen.unwrap_or_else(|| stands.clone());
        // Back to what stands: nothing is typed any more.
        let changed = text != stands || base != stands;
        drafts.keep_value(&place, changed.then_some(&(base, text)));
    });
    let Some(open) = desk.open() else { return rsx! {} };
    let state = open.workspace().application().field(&address).cloned().unwrap_or_default();
    let written = drafts.value::<(String, String)>(&Place::Field(address.clone())).map(|(_, text)| text);
    let value = written.unwrap_or_else(|| state.text.clone());
    let wrong = (!value.trim().is_empty())
        .then(|| spec.kind.check(&value).err().map(|refused| say(&refused.message())))
        .flatten();
    let id = format!("field-{}-{}-{}", address.group, address.row, address.field);
    let label =
        if spec.required { spec.label.clone() } else { format!("{} ({})", spec.label, t!("field-optional")) };
    // What is wrong says what to write, too.
    let hint = hint(&spec.kind).filter(|_| wrong.is_none());
    let chosen = options(&open, &spec.kind);
    let described = described_by(&id, hint.as_ref(), wrong.as_ref());
    rsx! {
        div { class: "stack-field",
            if let Some(options) = chosen {
                Select { id: id.clone(), label, value, options, error: wrong, onchange: move |text| change.call(text) }
            } else if spec.kind == FieldKind::Long {
                TextArea { id: id.clone(), label, value, error: wrong, oninput: move |text| change.call(text) }
            } else {
                Labelled { id: id.clone(), label, hint, error: wrong.clone(),
                    input { id: "{id}", class: "input", value: "{value}", "aria-invalid": if wrong.is_some() { "true" }, "aria-describedby": described, oninput: move |event| change.call(event.value()) }
                }
            }
            Other { address: address.clone(), acting }
            Marks { address, acting }
            Refusal { acting, id: "{id}-refused" }
        }
    }
}

/// What somebody else wrote meanwhile.
#[component]
fn Other(address: FieldAddress, acting: Acting) -> Element {
    let Some(open) = use_desk().open() else { return rsx! {} };
    let state = open.workspace().application().field(&address).cloned().unwrap_or_default();
    let Some((who, _, text)) = state.other.first().cloned() else { return rsx! {} };
    let who = open.name(&who);
    let author = open.is_author();
    let decide = move |take_other: bool| {
        let field = address.clone();
        acting.run(vec![Action::ResolveField { field, take_other }], || t!("conflict-decided"), || {});
    };
    let leave = decide.clone();
    rsx! {
        Notice { kind: Kind::Warning, title: t!("conflict-title"),
            p { {t!("field-other", name = who)} }
            blockquote { class: "written", "{text}" }
            if author {
                div { class: "row",
                    Button { kind: ButtonKind::Second, busy: acting.busy(), onpress: move |()| decide(true), {t!("conflict-take")} }
                    Button { kind: ButtonKind::Quiet, busy: acting.busy(), onpress: move |()| leave(false), {t!("conflict-leave")} }
                }
            }
        }
    }
}

/// Why the field must not be published (§ 2(2)).
#[component]
fn Marks(address: FieldAddress, acting: Acting) -> Element {
    let Some(open) = use_desk().open() else { return rsx! {} };
    let state: FieldState = open.workspace().application().field(&address).cloned().unwrap_or_default();
    let id = format!("marks-{}-{}-{}", address.group, address.row, address.field);
    let names: Vec<String> = state.marks.iter().map(|mark| say(&mark.name())).collect();
    let summary =
        if names.is_empty() { t!("field-marks") } else { t!("field-marked", grounds = names.join(", ")) };
    rsx! {
        details { id: "{id}",
            summary { "{summary}" }
            p { class: "soft", {t!("field-marks-hint")} }
            div { class: "choice-grid",
                for (number , mark) in MARKS.into_iter().enumerate() {
                    Choice { key: "{number}", id: "{id}-{number}", name: "{id}-{number}", label: say(&mark.name()), checked: state.marks.contains(&mark),
                        onchange: {
                            let (field, stands) = (address.clone(), state.marks.clone());
                            move |on: bool| {
                                let mut marks: BTreeSet<Mark> = stands.clone();
                                if on { marks.insert(mark); } else { marks.remove(&mark); }
                                acting.run(vec![Action::SetMarks { field: field.clone(), marks }], || t!("application-saved"), || {});
                            }
                        },
                    }
                }
            }
        }
    }
}
