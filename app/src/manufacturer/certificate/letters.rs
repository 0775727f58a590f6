//! The letters that go with the signed certificate: one to each body that keeps the register, as PDF.

use std::collections::BTreeMap;

use dioxus::prelude::*;
use heilsam_compliance::export::certificate::{CertificateForm, Wrong};
use heilsam_compliance::export::register::{Body, Register, bodies, source};
use heilsam_compliance::message;

use super::{focus_of, words};
use crate::components::{Button, ButtonKind, Choice, ChoiceKind, Field, FieldError, Kind, Notice, Shape};
use crate::manufacturer::output::pdf;
use crate::{browser, i18n, t};

/// A letter that was made of a form, and whether the browser took it.
#[derive(Clone, PartialEq)]
struct Made {
    of: CertificateForm,
    saved: bool,
}

/// What the letters need besides, what they still lack, and a button for each.
#[component]
pub(super) fn Letters(
    form: CertificateForm,
    today: jiff::civil::Date,
    wrong: BTreeMap<String, Wrong>,
    onchange: EventHandler<CertificateForm>,
    onwrong: EventHandler<Vec<(String, Wrong)>>,
) -> Element {
    let mut busy = use_signal(|| false);
    let mut made = use_signal(|| None::<Made>);
    let typed = form.clone();
    let make = use_callback(move |body: Body| match typed.letter(&body, today) {
        Err(found) => onwrong.call(found),
        Ok(document) => {
            let of = typed.clone();
            busy.set(true);
            spawn(async move {
                let bytes = pdf::write(&document).await.ok();
                let name = t!("anlage2-letter-file", body = body.id.to_uppercase());
                let saved = bytes.is_some_and(|bytes| browser::offer_file(&name, "application/pdf", &bytes));
                made.set(Some(Made { of, saved }));
                busy.set(false);
            });
        }
    });
    // What was said of another form says nothing of this one.
    let saved = made.read().as_ref().filter(|made| made.of == form).map(|made| made.saved);
    let lacks = form.check_letter(today);
    let lacks: Vec<(String, String)> =
        firsts(&lacks).into_iter().map(|field| (focus_of(field), part_name(field))).collect();
    let entry = form.register.clone();
    let change = use_callback(move |register: Register| {
        onchange.call(CertificateForm { register, ..form.clone() });
    });
    rsx! {
        section { class: "stack", id: "letters", "aria-labelledby": "letters-title",
            h2 { id: "letters-title", {t!("anlage2-letters")} }
            p { {t!("anlage2-letters-text")} }
            p { id: "letters-german", {t!("anlage2-letters-german")} }
            EntryFields { entry, wrong, onchange: move |register: Register| change.call(register) }
            Addresses {}
            if !lacks.is_empty() {
                Lacks { lacks }
            }
            match saved {
                None => rsx! {},
                Some(true) => rsx! {
                    Notice { kind: Kind::Success, id: "letter-made", announce: true, p { {t!("anlage2-letter-made")} } }
                },
                Some(false) => rsx! { Notice { kind: Kind::Danger, announce: true, p { {t!("output-failed")} } } },
            }
            div { class: "row",
                for body in bodies() {
                    Button { key: "{body.id}", id: "letter-{body.id}", kind: ButtonKind::Second, icon: Shape::Download, busy: busy(),
                        onpress: {
                            let body = body.clone();
                            move |()| make.call(body.clone())
                        },
                        {t!("anlage2-letter-make", body = body.name.clone())}
                    }
                }
            }
        }
    }
}

/// What stands in the register and not in the certificate.
#[component]
fn EntryFields(entry: Register, wrong: BTreeMap<String, Wrong>, onchange: EventHandler<Register>) -> Element {
    let error = |field: &str| wrong.get(&format!("letter-{field}")).copied().map(words);
    let (one, two, three, four) = (entry.clone(), entry.clone(), entry.clone(), entry.clone());
    let listed = entry.is_listed;
    let kind_error = error("kind");
    let error_id = "certificate-letter-kind-error".to_owned();
    let described = kind_error.is_some().then(|| error_id.clone());
    let say = use_callback(move |is_listed: bool| {
        onchange.call(Register { is_listed: Some(is_listed), ..four.clone() });
    });
    rsx! {
        Field { id: "certificate-letter-provider", label: t!("anlage2-provider"), hint: t!("anlage2-provider-hint"), value: entry.provider, error: error("provider"), required: true,
            oninput: move |provider| onchange.call(Register { provider, ..one.clone() }) }
        Field { id: "certificate-letter-address", label: t!("anlage2-address"), hint: t!("anlage2-address-hint"), value: entry.address, error: error("address"), required: true,
            oninput: move |address| onchange.call(Register { address, ..two.clone() }) }
        Field { id: "certificate-letter-page", label: t!("anlage2-page"), hint: t!("anlage2-page-hint"), value: entry.page, error: error("page"), required: true,
            oninput: move |page| onchange.call(Register { page, ..three.clone() }) }
        fieldset { class: "choices", "aria-describedby": described,
            legend { class: "field-label", {t!("anlage2-kind")} }
            Choice { id: "certificate-letter-kind-new", name: "certificate-letter-kind", kind: ChoiceKind::Radio, label: t!("anlage2-kind-new"), checked: listed == Some(false), onchange: move |_| say.call(false) }
            Choice { id: "certificate-letter-kind-again", name: "certificate-letter-kind", kind: ChoiceKind::Radio, label: t!("anlage2-kind-again"), checked: listed == Some(true), onchange: move |_| say.call(true) }
            FieldError { id: error_id, error: kind_error, announce: true }
        }
    }
}

/// Where the letters go, and that somebody has to look before they go.
#[component]
fn Addresses() -> Element {
    let language = match i18n::language() {
        i18n::Language::De => message::Language::German,
        i18n::Language::En => message::Language::English,
    };
    rsx! {
        div { class: "stack", id: "letters-addresses",
            p { {t!("anlage2-letters-check")} }
            ul {
                for body in bodies() {
                    li { key: "{body.id}", lang: "de", "{body.name}, {body.street}, {body.place}" }
                }
            }
            p { class: "soft", {source(language)} }
        }
    }
}

/// What is missing or wrong: ids of the fields, and names of what they belong to.
#[component]
fn Lacks(lacks: Vec<(String, String)>) -> Element {
    rsx! {
        div { class: "stack", id: "letters-lack",
            p { {t!("anlage2-letters-lack")} }
            ul {
                for (field , name) in lacks {
                    li { key: "{field}",
                        a {
                            href: "#{field}",
                            onclick: {
                                let field = field.clone();
                                move |event: MouseEvent| {
                                    event.prevent_default();
                                    browser::focus(&field);
                                }
                            },
                            "{name}"
                        }
                    }
                }
            }
        }
    }
}

/// The first wrong field of each part of the page, in its order.
fn firsts(wrong: &[(String, Wrong)]) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    for (field, _) in wrong {
        if !found.iter().any(|known| part(known) == part(field)) {
            found.push(field);
        }
    }
    found
}

/// Each certificate is one part, the statements are one, every other field is its own.
fn part(field: &str) -> &str {
    ["a-", "b-", "c-"].into_iter().find(|letter| field.starts_with(*letter)).unwrap_or(field)
}

fn part_name(field: &str) -> String {
    match part(field) {
        "service" => t!("anlage2-service"),
        "a-" => t!("anlage2-a"),
        "b-" => t!("anlage2-b"),
        "c-" => t!("anlage2-c"),
        "person" => t!("anlage2-person"),
        "contact" => t!("anlage2-contact"),
        "letter-provider" => t!("anlage2-provider"),
        "letter-address" => t!("anlage2-address"),
        "letter-page" => t!("anlage2-page"),
        "letter-kind" => t!("anlage2-kind"),
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn what_a_letter_lacks_is_named_once_for_each_part_of_the_page_and_leads_to_its_first_field() {
        let wrong = CertificateForm::default().check_letter(date(2026, 11, 28));
        let fields = firsts(&wrong);
        let ids: Vec<String> = fields.iter().map(|field| focus_of(field)).collect();
        let wanted = [
            "certificate-service",
            "certificate-a-title",
            "certificate-b-title",
            "certificate-c-1-yes",
            "certificate-person",
            "certificate-contact",
            "certificate-letter-provider",
            "certificate-letter-address",
            "certificate-letter-page",
            "certificate-letter-kind-new",
        ];
        assert_eq!(ids, wanted);
        for field in fields {
            assert!(part_name(field).starts_with("anlage2-"), "{field} has a name for people");
        }
    }
}
