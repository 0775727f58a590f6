//! The last step of a registration: two factors of one's choice.

use dioxus::prelude::*;
use heilsam_domain::WishedName;
use heilsam_domain::login_name::LoginNameError;

use super::given_name::GivenName;
use super::trouble::{Trouble, TroubleNotice};
use super::{digits, passkey};
use crate::components::{Button, ButtonKind, ButtonLink, Field, FieldKind, QrCode, Shape};
use crate::t;

const SHORTEST: usize = 12;

/// What the person chose, complete enough to be tried.
#[derive(Clone, PartialEq)]
pub enum ProtectWith {
    /// Make a passkey on this device.
    Passkey,
    /// Begin with a wished login name and a passphrase; answered by a [`SecondStep`].
    Passphrase {
        /// Checked.
        name: WishedName,
        /// At least twelve characters.
        passphrase: String,
    },
    /// Finish with the six digits of the app.
    Code(String),
}

/// What the step with the authenticator app shows.
#[derive(Clone, PartialEq)]
pub struct SecondStep {
    /// The login name, with the digits that the server put behind it.
    pub name: String,
    /// As typed; for password managers.
    pub passphrase: String,
    /// Base32 secret for the authenticator app.
    pub secret: String,
}

/// Tells what stopped a step. Whoever has to start again comes back to the form before the authenticator app.
pub fn stopped(error: Trouble, mut second: Signal<Option<SecondStep>>, mut trouble: Signal<Option<Trouble>>) {
    if error == Trouble::StartAgain {
        second.set(None);
    }
    trouble.set(Some(error));
}

/// Passkey first; below it, folded, the passphrase with an authenticator app. Only that one in a browser without passkeys.
#[component]
pub fn ProtectForm(
    busy: bool,
    trouble: Option<Trouble>,
    /// Once the passphrase was taken.
    second: Option<SecondStep>,
    onprotect: EventHandler<ProtectWith>,
) -> Element {
    let has_passkeys = use_hook(passkey::is_supported);
    let mut other = use_signal(|| !has_passkeys);
    rsx! {
        div { class: "stack",
            TroubleNotice { trouble }
            if let Some(step) = second {
                TotpForm { step, finish: t!("protect-finish"), busy, onprotect }
            } else {
                if has_passkeys {
                    section { class: "card",
                        h2 { {t!("protect-passkey-title")} }
                        p { {t!("protect-passkey-text")} }
                        Button { id: "protect-passkey", wide: true, busy: busy && !other(), icon: Shape::Key,
                            onpress: move |()| { other.set(false); onprotect.call(ProtectWith::Passkey) },
                            {t!("protect-passkey")}
                        }
                    }
                }
                if other() {
                    PassphraseForm { text: t!("protect-other-text"), busy, onprotect }
                } else {
                    Button { id: "protect-other", kind: ButtonKind::Quiet, onpress: move |()| other.set(true), {t!("protect-other")} }
                }
            }
        }
    }
}

fn name_error(error: LoginNameError) -> String {
    match error {
        LoginNameError::TooShort => t!("protect-error-name-short"),
        LoginNameError::TooLong => t!("protect-error-name-long"),
        LoginNameError::Blank => t!("protect-error-name-blank"),
    }
}

/// Login name and passphrase, twice.
#[component]
pub(super) fn PassphraseForm(text: String, busy: bool, onprotect: EventHandler<ProtectWith>) -> Element {
    let mut name = use_signal(String::new);
    let mut passphrase = use_signal(String::new);
    let mut repeat = use_signal(String::new);
    let mut asked = use_signal(|| false);
    let parsed = use_memo(move || WishedName::parse(&name()));
    let short = use_memo(move || passphrase().chars().count() < SHORTEST);
    let differs = use_memo(move || passphrase() != repeat());
    rsx! {
        form {
            class: "card",
            novalidate: true,
            onsubmit: move |event| {
                event.prevent_default();
                asked.set(true);
                match parsed() {
                    _ if busy => {}
                    Err(_) => crate::browser::focus("protect-name"),
                    Ok(_) if short() => crate::browser::focus("protect-passphrase"),
                    Ok(_) if differs() => crate::browser::focus("protect-repeat"),
                    Ok(name) => onprotect.call(ProtectWith::Passphrase { name, passphrase: passphrase() }),
                }
            },
            p { "{text}" }
            Field {
                id: "protect-name",
                label: t!("login-name"),
                hint: t!("protect-name-hint"),
                kind: FieldKind::WishedName,
                value: name,
                oninput: move |it| name.set(it),
                error: parsed().err().filter(|_| asked()).map(name_error),
            }
            Field {
                id: "protect-passphrase",
                label: t!("login-passphrase"),
                hint: t!("protect-passphrase-hint"),
                kind: FieldKind::NewPassphrase,
                value: passphrase,
                oninput: move |it| passphrase.set(it),
                error: (asked() && short()).then(|| t!("protect-error-short")),
            }
            Field {
                id: "protect-repeat",
                label: t!("protect-repeat"),
                kind: FieldKind::NewPassphrase,
                value: repeat,
                oninput: move |it| repeat.set(it),
                error: (asked() && differs()).then(|| t!("protect-error-repeat")),
            }
            Button { id: "protect-next", submit: true, wide: true, busy, {t!("protect-next")} }
        }
    }
}

/// Shows the login name and connects the authenticator app; `finish` is written on the button.
#[component]
pub(super) fn TotpForm(
    step: SecondStep,
    finish: String,
    busy: bool,
    onprotect: EventHandler<ProtectWith>,
) -> Element {
    let mut code = use_signal(String::new);
    let mut asked = use_signal(|| false);
    let digits = use_memo(move || digits::six(&code()));
    let SecondStep { name, passphrase, secret } = step;
    let uri = format!("otpauth://totp/Heilsam?secret={secret}&issuer=Heilsam");
    let link = uri.clone();
    let text = use_memo(move || uri.clone());
    let grouped: Vec<String> =
        secret.chars().collect::<Vec<_>>().chunks(4).map(|group| group.iter().collect()).collect();
    rsx! {
        form {
            class: "card",
            novalidate: true,
            onsubmit: move |event| {
                event.prevent_default();
                asked.set(true);
                match digits() {
                    Some(digits) if !busy => onprotect.call(ProtectWith::Code(digits)),
                    Some(_) => {}
                    None => crate::browser::focus("protect-code"),
                }
            },
            GivenName { name, passphrase }
            h2 { {t!("protect-totp-title")} }
            p { {t!("protect-totp-text")} }
            QrCode { text, label: t!("protect-totp-qr") }
            div { class: "row",
                ButtonLink { href: link, kind: ButtonKind::Second, {t!("protect-totp-open")} }
            }
            p { class: "field-label", {t!("protect-totp-secret")} }
            code { class: "code-block", id: "totp-secret", {grouped.join(" ")} }
            Field {
                id: "protect-code",
                label: t!("protect-totp-code"),
                hint: t!("login-code-hint"),
                kind: FieldKind::OneTimeCode,
                value: code,
                oninput: move |it| code.set(it),
                error: (asked() && digits().is_none()).then(|| t!("protect-error-code")),
            }
            Button { id: "protect-finish", submit: true, wide: true, busy, "{finish}" }
        }
    }
}
