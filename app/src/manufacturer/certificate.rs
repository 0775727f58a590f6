//! The certificate of Anlage 2 to Anlage 31b as a form, as the paper to sign, and with the letters that go along.

mod letters;

use std::collections::BTreeMap;

use dioxus::prelude::*;
use heilsam_compliance::answer::{Answer, Place};
use heilsam_compliance::catalogue::ItemRef;
use heilsam_compliance::export::certificate::{CertificateForm, Proof, Statement, Wrong, statements};
use heilsam_compliance::export::register::Register;

use self::letters::Letters;
use super::desk::{Open, use_desk};
use super::output::pdf;
use crate::account::access::use_account;
use crate::components::{
    Button, Choice, ChoiceKind, DateField, DateKind, Field, FieldError, FieldKind, Kind, Loading, Notice,
    PageTitle, Shape,
};
use crate::{browser, t};

/// The note that holds what was typed the last time.
const NOTE: &str = "certificate-31b";
/// The agreement in the dossier; its statements are called `31b-q1` and so on.
const CATALOGUE: &str = "bmv-ae-anlage-31b-2021";

/// The page: reads what was typed the last time, then shows the form.
#[component]
pub fn CertificatePage() -> Element {
    let account = use_account();
    let desk = use_desk();
    let kept = use_resource(move || async move {
        let text = account.device().ok()?.device_note(NOTE).await.ok()??;
        serde_json::from_str::<CertificateForm>(&text).ok()
    });
    let Some(open) = desk.open() else { return rsx! {} };
    rsx! {
        PageTitle { title: t!("anlage2-title"), lead: t!("anlage2-lead") }
        match &*kept.read() {
            None => rsx! { Loading {} },
            Some(kept) => rsx! {
                Form { known: known(kept.clone(), &open), today: open.now.today }
            },
        }
    }
}

/// What was typed the last time, else what the dossier knows.
fn known(kept: Option<CertificateForm>, open: &Open) -> CertificateForm {
    let mut form = kept.unwrap_or_else(|| proposed(open));
    if form.register == Register::default() {
        form.register = provider(open);
    }
    form
}

/// Name and address of the manufacturer as the application has them.
fn provider(open: &Open) -> Register {
    let application = open.workspace().application();
    let text = |field| application.text("1", "manufacturer", 1, field);
    let place = format!("{} {}", text("postal-code"), text("city"));
    let lines = [text("street"), place.trim()];
    let address: Vec<&str> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    Register {
        provider: text("name").to_owned(),
        address: address.join(", "),
        page: String::new(),
        is_listed: None,
    }
}

/// What the dossier answers already.
fn proposed(open: &Open) -> CertificateForm {
    let answer = |number: &str| {
        let reference = ItemRef::new(CATALOGUE, &format!("31b-q{number}"));
        let content = open.workspace().item(&reference)?.content();
        content.answers.get(&Place(0)).cloned()
    };
    let mut form = CertificateForm::default();
    for statement in statements() {
        match answer(&statement.number) {
            Some(Answer::Met) => form.answers.insert(statement.number, true),
            Some(Answer::NotApplicable { .. }) => form.answers.insert(statement.number, false),
            Some(Answer::Count { value }) => {
                form.participants = value.to_string();
                None
            }
            Some(Answer::Deviation { .. }) | None => None,
        };
    }
    form
}

#[component]
fn Form(known: CertificateForm, today: jiff::civil::Date) -> Element {
    let account = use_account();
    let mut form = use_signal(move || known);
    let mut wrong = use_signal(BTreeMap::<String, Wrong>::new);
    let mut busy = use_signal(|| false);
    let mut made = use_signal(|| None::<bool>);
    let change = use_callback(move |next: CertificateForm| {
        if let Ok(text) = serde_json::to_string(&next) {
            dioxus::core::spawn_forever(async move {
                // A device that cannot keep it still makes the paper.
                if let Ok(device) = account.device() {
                    let _ = device.keep_device_note(NOTE, &text).await;
                }
            });
        }
        form.set(next);
        wrong.set(BTreeMap::new());
        made.set(None);
    });
    let refuse = use_callback(move |found: Vec<(String, Wrong)>| {
        if let Some((first, _)) = found.first() {
            browser::focus(&focus_of(first));
        }
        wrong.set(found.into_iter().collect());
    });
    let error = move |field: &str| wrong.read().get(field).copied().map(words);
    let make = move |event: FormEvent| {
        event.prevent_default();
        match form.peek().document(today) {
            Err(found) => refuse.call(found),
            Ok(document) => {
                busy.set(true);
                spawn(async move {
                    let bytes = pdf::write(&document).await.ok();
                    let name = t!("anlage2-file");
                    made.set(Some(
                        bytes.is_some_and(|bytes| browser::offer_file(&name, "application/pdf", &bytes)),
                    ));
                    busy.set(false);
                });
            }
        }
    };
    let now = form.read().clone();
    let all = statements();
    let set = move |apply: &dyn Fn(&mut CertificateForm)| {
        let mut next = form.peek().clone();
        apply(&mut next);
        change.call(next);
    };
    rsx! {
        div { class: "stack-wide",
            form { class: "stack-wide", id: "certificate", novalidate: true, onsubmit: make,
                Field { id: "certificate-service", label: t!("anlage2-service"), value: now.service.clone(), error: error("service"), required: true,
                    oninput: move |text: String| set(&|it| it.service.clone_from(&text)) }
                ProofFields { letter: "a", title: t!("anlage2-a"), proof: now.technology.clone(), wrong: wrong(),
                    onchange: move |proof: Proof| set(&|it| it.technology.clone_from(&proof)) }
                ProofFields { letter: "b", title: t!("anlage2-b"), proof: now.privacy.clone(), wrong: wrong(),
                    onchange: move |proof: Proof| set(&|it| it.privacy.clone_from(&proof)) }
                section { class: "stack", "aria-labelledby": "certificate-c",
                    h2 { id: "certificate-c", {t!("anlage2-c")} }
                    for statement in all.into_iter().filter(|statement| now.asks(statement)) {
                        div { key: "{statement.number}",
                            if statement.is_count {
                                Field { id: "certificate-c-8b", label: t!("anlage2-count"), kind: FieldKind::Number, value: now.participants.clone(), error: error("c-8b"), required: true,
                                    oninput: move |text: String| set(&|it| it.participants.clone_from(&text)) }
                            } else {
                                Question {
                                    answer: now.answers.get(&statement.number).copied(),
                                    error: error(&format!("c-{}", statement.number)),
                                    onanswer: {
                                        let number = statement.number.clone();
                                        move |applies: bool| set(&|it| {
                                            it.answers.insert(number.clone(), applies);
                                        })
                                    },
                                    statement,
                                }
                            }
                        }
                    }
                }
                section { class: "stack", "aria-labelledby": "certificate-who",
                    h2 { id: "certificate-who", {t!("anlage2-who")} }
                    Field { id: "certificate-person", label: t!("anlage2-person"), value: now.person.clone(), error: error("person"), required: true,
                        oninput: move |text: String| set(&|it| it.person.clone_from(&text)) }
                    Field { id: "certificate-contact", label: t!("anlage2-contact"), value: now.contact.clone(), error: error("contact"), required: true,
                        oninput: move |text: String| set(&|it| it.contact.clone_from(&text)) }
                }
                match made() {
                    None => rsx! {},
                    Some(true) => rsx! {
                        Notice { kind: Kind::Success, id: "certificate-made", announce: true,
                            p { {t!("anlage2-made")} }
                            p { {t!("anlage2-next")} }
                        }
                    },
                    Some(false) => rsx! { Notice { kind: Kind::Danger, announce: true, p { {t!("output-failed")} } } },
                }
                div { class: "actions",
                    Button { id: "certificate-make", submit: true, icon: Shape::Download, busy: busy(), {t!("anlage2-make")} }
                }
            }
            Letters { form: form(), today, wrong: wrong(),
                onchange: move |next: CertificateForm| change.call(next),
                onwrong: move |found: Vec<(String, Wrong)>| refuse.call(found) }
        }
    }
}

/// The fields of a certificate of somebody else.
#[component]
fn ProofFields(
    letter: &'static str,
    title: String,
    proof: Proof,
    wrong: BTreeMap<String, Wrong>,
    onchange: EventHandler<Proof>,
) -> Element {
    let error = |field: &str| wrong.get(&format!("{letter}-{field}")).copied().map(words);
    let date_error =
        |field: &str, text: &str| error(field).map(|words| DateKind::Day.incomplete(text).unwrap_or(words));
    let (from_error, until_error) = (date_error("from", &proof.from), date_error("until", &proof.until));
    let (one, two, three, four) = (proof.clone(), proof.clone(), proof.clone(), proof.clone());
    rsx! {
        section { class: "stack", "aria-labelledby": "certificate-{letter}",
            h2 { id: "certificate-{letter}", "{title}" }
            Field { id: "certificate-{letter}-title", label: t!("anlage2-proof"), value: proof.title, error: error("title"), required: true,
                oninput: move |title| onchange.call(Proof { title, ..one.clone() }) }
            Field { id: "certificate-{letter}-body", label: t!("anlage2-body"), value: proof.body, error: error("body"), required: true,
                oninput: move |body| onchange.call(Proof { body, ..two.clone() }) }
            div { class: "field-row",
                DateField { id: "certificate-{letter}-from", label: t!("anlage2-from"), kind: DateKind::Day, value: proof.from, error: from_error, required: true,
                    oninput: move |from| onchange.call(Proof { from, ..three.clone() }) }
                DateField { id: "certificate-{letter}-until", label: t!("anlage2-until"), kind: DateKind::Day, value: proof.until, error: until_error, required: true,
                    oninput: move |until| onchange.call(Proof { until, ..four.clone() }) }
            }
        }
    }
}

/// One statement: it applies or it does not.
#[component]
fn Question(
    statement: Statement,
    answer: Option<bool>,
    error: Option<String>,
    onanswer: EventHandler<bool>,
) -> Element {
    let number = statement.number;
    let error_id = format!("certificate-c-{number}-error");
    let described = error.is_some().then(|| error_id.clone());
    rsx! {
        fieldset { class: "choices", "aria-describedby": described,
            legend { class: "field-label", lang: "de", "{number}. {statement.text}" }
            Choice { id: "certificate-c-{number}-yes", name: "certificate-c-{number}", kind: ChoiceKind::Radio, label: t!("anlage2-applies"), checked: answer == Some(true), onchange: move |_| onanswer.call(true) }
            Choice { id: "certificate-c-{number}-no", name: "certificate-c-{number}", kind: ChoiceKind::Radio, label: t!("anlage2-applies-not"), checked: answer == Some(false), onchange: move |_| onanswer.call(false) }
            FieldError { id: error_id, error, announce: true }
        }
    }
}

/// The element that a wrong field is mended in.
fn focus_of(field: &str) -> String {
    if field == "letter-kind" {
        return "certificate-letter-kind-new".to_owned();
    }
    let question = field.starts_with("c-") && field != "c-8b";
    if question { format!("certificate-{field}-yes") } else { format!("certificate-{field}") }
}

fn words(why: Wrong) -> String {
    match why {
        Wrong::Missing => t!("field-missing"),
        Wrong::Date => t!("anlage2-wrong-date"),
        Wrong::Over => t!("anlage2-over"),
        Wrong::MustApply => t!("anlage2-must-apply"),
        Wrong::Count => t!("anlage2-wrong-count"),
        Wrong::Page => t!("anlage2-wrong-page"),
    }
}
