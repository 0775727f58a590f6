//! One proof: look at the document, then say right or wrong.

use dioxus::prelude::*;
use heilsam_domain::Profession;
use heilsam_domain::physician::EYES;
use heilsam_protocol::proof::ProofToCheck;

use super::super::desk::use_desk;
use super::super::proof::file::{self, FileRefused, PDF};
use crate::account::trouble::{Trouble, TroubleNotice};
use crate::components::{Badge, Button, ButtonKind, Dialog, ErrorState, Field, Kind, Notice, Photo, Shape};
use crate::{browser, format, t};

/// A document as this device found it.
#[derive(Clone, PartialEq)]
enum Looked {
    NotYet,
    Opening,
    Picture { bytes: Vec<u8>, kind: &'static str },
    Pdf(Vec<u8>),
    Refused(FileRefused),
}

/// A card of the list.
#[component]
pub fn Waiting(proof: ProofToCheck, onchange: EventHandler<()>) -> Element {
    let mut looked = use_signal(|| Looked::NotYet);
    let mut trouble = use_signal(|| None::<Trouble>);
    let desk = use_desk();
    let account = proof.account_id;
    let opened = proof.clone();
    let open = move |()| {
        let proof = opened.clone();
        looked.set(Looked::Opening);
        trouble.set(None);
        spawn(async move {
            match desk.open_proof(&proof).await {
                // The doctor's device looked at it, too; who sends what they like is stopped here.
                Ok(bytes) => looked.set(match file::check(&bytes) {
                    Ok(PDF) => Looked::Pdf(bytes),
                    Ok(kind) => Looked::Picture { bytes, kind },
                    Err(why) => Looked::Refused(why),
                }),
                Err(error) => {
                    trouble.set(Some(error));
                    looked.set(Looked::NotYet);
                }
            }
        });
    };
    // A card stands with all that there is to see.
    let seen = proof.card.is_some() || !matches!(looked(), Looked::NotYet | Looked::Opening);
    rsx! {
        li { class: "card",
            dl { class: "facts",
                if let Some(other) = &proof.other {
                    dt { {t!("proof-profession")} }
                    dd { "{other.profession}" }
                    dt { {t!("proof-membership")} }
                    dd { "{other.membership}" }
                } else {
                    dt { {t!("doc-lanr")} }
                    dd { "{proof.lanr}" }
                    dt { {t!("doc-bsnr")} }
                    dd { "{proof.bsnr}" }
                }
                dt { {t!("operator-handed-in")} }
                dd { {format::moment(proof.handed_in_at)} }
                dt { {t!("operator-account")} }
                dd { code { "{account}" } }
                if let Some(card) = &proof.card {
                    dt { {t!("operator-card")} }
                    dd { {profession(card.profession)} }
                    dt { {t!("operator-card-id")} }
                    dd { code { "{card.telematik_id}" } }
                    dt { {t!("operator-card-until")} }
                    dd { {format::day(card.valid_until)} }
                }
            }
            if proof.card.is_none() || proof.self_registered {
                div { class: "row",
                    // One person is enough for a card: nothing is counted.
                    if proof.card.is_none() {
                        Badge { icon: Shape::Person, {t!("operator-eyes", accepted = u64::from(proof.accepted), eyes = u64::from(EYES))} }
                    }
                    if proof.self_registered {
                        Badge { kind: Kind::Warning, icon: Shape::Info, {t!("operator-self-registered")} }
                    }
                }
            }
            if proof.self_registered {
                p { class: "soft", {t!("operator-self-registered-text")} }
            }
            if proof.other.is_some() {
                Notice { id: "other-{account}", kind: Kind::Warning, title: t!("operator-other-title"), p { {t!("operator-other-text")} } }
            }
            TroubleNotice { trouble: trouble() }
            match looked() {
                Looked::NotYet | Looked::Opening if proof.card.is_some() => rsx! {
                    Notice { title: t!("operator-card-title"), p { {t!("operator-card-text")} } }
                },
                Looked::NotYet | Looked::Opening if proof.key.is_none() => rsx! {
                    Notice { p { {t!("operator-no-key")} } }
                },
                Looked::NotYet | Looked::Opening => rsx! {
                    div { class: "row",
                        Button { id: "open-{account}", kind: ButtonKind::Second, busy: looked() == Looked::Opening, onpress: open, {t!("operator-open")} }
                    }
                },
                Looked::Picture { bytes, kind } => rsx! {
                    Photo {
                        id: "document-{account}",
                        class: "document-picture",
                        bytes,
                        kind: kind.to_owned(),
                        alt: t!("operator-picture"),
                        failed: rsx! { ErrorState { text: t!("operator-unreadable") } },
                    }
                },
                Looked::Pdf(bytes) => rsx! {
                    Pdf { account: account.to_string(), bytes }
                },
                Looked::Refused(why) => rsx! {
                    Notice { kind: Kind::Danger, title: t!("operator-not-opened"), p { {super::super::proof::words(why)} } }
                },
            }
            if proof.accepted_by_caller {
                Notice { kind: Kind::Success, p { {t!("operator-done")} } }
            } else if seen {
                Decision { proof, may_accept: !matches!(looked(), Looked::Refused(_)), onchange }
            }
        }
    }
}

fn profession(profession: Profession) -> String {
    match profession {
        Profession::Physician => t!("operator-card-physician"),
        Profession::Dentist => t!("operator-card-dentist"),
        Profession::Psychotherapist => t!("operator-card-psychotherapist"),
    }
}

/// A PDF without active content is handed to the browser's downloads.
#[component]
fn Pdf(account: String, bytes: Vec<u8>) -> Element {
    let mut failed = use_signal(|| false);
    rsx! {
        p { {t!("operator-pdf")} }
        div { class: "row",
            Button { id: "save-{account}", kind: ButtonKind::Second, icon: Shape::Download,
                onpress: move |()| failed.set(!browser::offer_file(&t!("operator-pdf-name"), PDF, &bytes)),
                {t!("operator-pdf-save")}
            }
        }
        if failed() {
            ErrorState { text: t!("operator-unreadable") }
        }
    }
}

#[component]
fn Decision(proof: ProofToCheck, may_accept: bool, onchange: EventHandler<()>) -> Element {
    let desk = use_desk();
    let mut refusing = use_signal(|| false);
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let account = proof.account_id;
    let say = use_callback(move |reason: Option<String>| {
        let proof = proof.clone();
        busy.set(true);
        trouble.set(None);
        spawn(async move {
            match desk.check_proof(&proof, reason.as_deref()).await {
                Ok(_) => {
                    refusing.set(false);
                    onchange.call(());
                }
                Err(error) => trouble.set(Some(error)),
            }
            busy.set(false);
        });
    });
    rsx! {
        TroubleNotice { trouble: trouble() }
        div { class: "row",
            if may_accept {
                Button { id: "accept-{account}", icon: Shape::Check, busy: busy(), onpress: move |()| say.call(None), {t!("operator-accept")} }
            }
            Button { id: "refuse-{account}", kind: ButtonKind::Second, onpress: move |()| refusing.set(true), {t!("operator-refuse")} }
        }
        if refusing() {
            Refusal { busy: busy(), onclose: move |()| refusing.set(false), onreason: move |text| say.call(Some(text)) }
        }
    }
}

/// Asks what is wrong: the doctor reads it.
#[component]
fn Refusal(busy: bool, onclose: EventHandler<()>, onreason: EventHandler<String>) -> Element {
    let mut reason = use_signal(String::new);
    let mut missing = use_signal(|| false);
    rsx! {
        Dialog { id: "refuse", title: t!("operator-refuse-title"), onclose,
            form { class: "stack", novalidate: true,
                onsubmit: move |event: FormEvent| {
                    event.prevent_default();
                    let text = reason.peek().trim().to_owned();
                    missing.set(text.is_empty());
                    if text.is_empty() {
                        return browser::focus("refuse-reason");
                    }
                    onreason.call(text);
                },
                Field { id: "refuse-reason", label: t!("operator-reason"), hint: t!("operator-reason-hint"), value: reason, maxlength: 500, required: true,
                    error: missing().then(|| t!("field-missing")),
                    oninput: move |it| reason.set(it) }
                div { class: "actions",
                    Button { id: "refuse-send", submit: true, busy, {t!("operator-refuse")} }
                    Button { kind: ButtonKind::Quiet, onpress: move |()| onclose.call(()), {t!("action-cancel")} }
                }
            }
        }
    }
}
