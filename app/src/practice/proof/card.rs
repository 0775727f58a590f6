//! The way over the electronic health professional card: fetch a file, sign it in the card software, hand in the signature.

use std::rc::Rc;

use dioxus::prelude::*;
use heilsam_protocol::limit;
use heilsam_protocol::proof::CardRefused;

use super::super::desk::use_desk;
use super::asked::{Asked, Chosen, Numbers};
use crate::account::trouble::{Trouble, TroubleNotice};
use crate::components::{Button, ButtonKind, FileField, Kind, Notice, Shape};
use crate::i18n::Words;
use crate::{browser, format, t};

/// The three steps; what was typed stays until it was handed in.
#[component]
pub(super) fn CardForm(asked: Asked, onsent: EventHandler<()>) -> Element {
    let desk = use_desk();
    let mut chosen = use_signal(|| None::<Chosen>);
    let mut refused = use_signal(|| None::<CardRefused>);
    let mut trouble = use_signal(|| None::<Trouble>);
    let mut busy = use_signal(|| false);
    let read = move |event: FormEvent| async move {
        let Some(file) = event.files().into_iter().next() else { return };
        chosen.set(None);
        refused.set(None);
        let name = file.name();
        let bytes = file.read_bytes().await;
        let wrong = match bytes {
            Ok(bytes) if bytes.len() <= limit::CARD_SIGNATURE_BYTES => {
                chosen.set(Some(Chosen { name, bytes: Rc::new(bytes.to_vec()) }));
                None
            }
            Ok(_) => Some(Words::new(|| t!("card-signature-size"))),
            Err(_) => Some(Words::new(|| t!("proof-file-unread"))),
        };
        asked.judge("signature", wrong);
    };
    let send = move |event: FormEvent| {
        event.prevent_default();
        let file = chosen.peek().clone();
        let missing =
            || asked.wrong("signature").unwrap_or_else(|| Words::new(|| t!("card-signature-missing")));
        let numbers = asked.checked("card", file.is_none().then(|| ("signature", missing())));
        let (Some((doctor, place)), Some(file)) = (numbers, file) else { return };
        busy.set(true);
        refused.set(None);
        trouble.set(None);
        spawn(async move {
            match desk.hand_in_card(&doctor, &place, file.bytes.to_vec()).await {
                Ok(None) => onsent.call(()),
                Ok(Some(why)) => refused.set(Some(why)),
                Err(error) => trouble.set(Some(error)),
            }
            busy.set(false);
        });
    };
    rsx! {
        form { class: "stack", novalidate: true, onsubmit: send,
            ol { class: "stack-wide proof-steps",
                li { class: "stack",
                    h2 { {t!("card-step-fetch")} }
                    p { {t!("card-step-fetch-text")} }
                    Fetch {}
                }
                li { class: "stack",
                    h2 { {t!("card-step-sign")} }
                    p { {t!("card-step-sign-text")} }
                }
                li { class: "stack",
                    h2 { {t!("card-step-send")} }
                    Numbers { form: "card", asked }
                    FileField {
                        id: "card-signature",
                        label: t!("card-signature"),
                        hint: t!("card-signature-hint"),
                        accept: ".p7s,.p7m,.pkcs7,application/pkcs7-signature",
                        error: asked.error("signature"),
                        onchange: read,
                    }
                    if let Some(file) = chosen() {
                        p { class: "visually-hidden", id: "card-signature-seen", role: "status", {t!("card-signature-seen", name = file.name)} }
                    }
                }
            }
            if let Some(why) = refused() {
                Notice { id: "card-refused", kind: Kind::Warning, announce: true, p { {words(why)} } }
            }
            TroubleNotice { trouble: trouble() }
            div { class: "actions",
                Button { id: "card-send", submit: true, icon: Shape::Upload, busy: busy(), {t!("card-send")} }
            }
        }
    }
}

/// Asks for what the card has to sign and saves it.
#[component]
fn Fetch() -> Element {
    let desk = use_desk();
    let mut until = use_signal(|| None);
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let fetch = move |()| {
        busy.set(true);
        trouble.set(None);
        spawn(async move {
            match desk.card_challenge().await {
                Ok(challenge) => {
                    let saved =
                        browser::offer_file(&t!("card-file-name"), "text/plain", challenge.text.as_bytes());
                    until.set(saved.then_some(challenge.expires_at));
                    if !saved {
                        trouble.set(Some(Trouble::Storage));
                    }
                }
                Err(error) => trouble.set(Some(error)),
            }
            busy.set(false);
        });
    };
    rsx! {
        TroubleNotice { trouble: trouble() }
        div { class: "row",
            Button { id: "card-fetch", kind: ButtonKind::Second, icon: Shape::Download, busy: busy(), onpress: fetch,
                if until().is_some() { {t!("card-fetch-again")} } else { {t!("card-fetch")} }
            }
        }
        if let Some(moment) = until() {
            p { class: "soft", id: "card-fetched", role: "status", {t!("card-fetched", moment = format::moment(moment))} }
        }
    }
}

fn words(why: CardRefused) -> String {
    match why {
        CardRefused::Signature => t!("card-refused-signature"),
        CardRefused::Challenge => t!("card-refused-challenge"),
        CardRefused::Certificate => t!("card-refused-certificate"),
        CardRefused::Profession => t!("card-refused-profession"),
        CardRefused::Used => t!("card-refused-used"),
    }
}
