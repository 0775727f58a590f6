//! Logging in: passkey first, passphrase with one-time code as the other way.

use dioxus::prelude::*;

use super::trouble::{Trouble, TroubleNotice};
use super::{digits, passkey};
use crate::components::{Button, ButtonKind, Field, FieldKind, Icon, Notice, Shape};
use crate::t;

/// What the person chose, complete enough to be tried.
#[derive(Clone, PartialEq, Eq)]
pub enum LoginWith {
    /// Ask the browser for a passkey.
    Passkey,
    /// Login name, passphrase and six digits.
    Passphrase {
        /// As typed.
        name: String,
        /// As typed.
        passphrase: String,
        /// Digits only.
        code: String,
    },
}

/// Both ways in, or the one that this browser knows. What was typed stays when a login is refused, except for the one-time code.
#[component]
pub fn LoginForm(busy: bool, trouble: Option<Trouble>, onlogin: EventHandler<LoginWith>) -> Element {
    let mut other = use_signal(|| false);
    let has_passkeys = use_hook(passkey::is_supported);
    let other_kind = if has_passkeys { ButtonKind::Second } else { ButtonKind::Primary };
    rsx! {
        div { class: "stack",
            TroubleNotice { trouble }
            if other() {
                PassphraseLogin { busy, onlogin }
                if has_passkeys {
                    div { class: "row",
                        Button { kind: ButtonKind::Quiet, onpress: move |()| other.set(false), {t!("login-passkey")} }
                    }
                }
            } else {
                if has_passkeys {
                    Button { id: "login-passkey", wide: true, busy, icon: Shape::Key, onpress: move |()| onlogin.call(LoginWith::Passkey),
                        {t!("login-passkey")}
                    }
                    p { class: "soft", {t!("login-passkey-hint")} }
                } else {
                    Notice { id: "login-no-passkey", p { {t!("login-no-passkey")} } }
                }
                Button { id: "login-other", kind: other_kind, wide: true, onpress: move |()| other.set(true),
                    {t!("login-other")}
                }
            }
        }
    }
}

#[component]
fn PassphraseLogin(busy: bool, onlogin: EventHandler<LoginWith>) -> Element {
    let mut name = use_signal(String::new);
    let mut passphrase = use_signal(String::new);
    let mut code = use_signal(String::new);
    let mut asked = use_signal(|| false);
    let digits = use_memo(move || digits::six(&code()));
    let missing = move |empty: bool| (asked() && empty).then(|| t!("field-missing"));
    rsx! {
        form {
            class: "card",
            novalidate: true,
            onsubmit: move |event| {
                event.prevent_default();
                asked.set(true);
                if busy {
                    return;
                }
                if name().trim().is_empty() {
                    crate::browser::focus("login-name");
                } else if passphrase().is_empty() {
                    crate::browser::focus("login-passphrase");
                } else if let Some(digits) = digits() {
                    onlogin.call(LoginWith::Passphrase { name: name(), passphrase: passphrase(), code: digits });
                    code.set(String::new());
                    asked.set(false);
                } else {
                    crate::browser::focus("login-code");
                }
            },
            h2 { {t!("login-passphrase-title")} }
            Field {
                id: "login-name",
                label: t!("login-name"),
                hint: t!("login-name-hint"),
                kind: FieldKind::LoginName,
                value: name,
                oninput: move |it| name.set(it),
                error: missing(name().trim().is_empty()),
            }
            Field {
                id: "login-passphrase",
                label: t!("login-passphrase"),
                kind: FieldKind::Passphrase,
                value: passphrase,
                oninput: move |it| passphrase.set(it),
                error: missing(passphrase().is_empty()),
            }
            Field {
                id: "login-code",
                label: t!("login-code"),
                hint: t!("login-code-hint"),
                kind: FieldKind::OneTimeCode,
                value: code,
                oninput: move |it| code.set(it),
                error: (asked() && digits().is_none()).then(|| t!("protect-error-code")),
            }
            Button { submit: true, wide: true, busy, id: "login-submit",
                if busy { {t!("login-working")} } else { {t!("login-submit")} }
            }
        }
    }
}

/// Where to go when neither works.
#[component]
pub fn OtherWays(
    recover: String,
    new: String,
    also: Vec<(String, String)>,
    onnavigate: EventHandler<String>,
) -> Element {
    // Beside other ways, this one says whose code it takes.
    let label = if also.is_empty() { t!("login-new") } else { t!("login-new-code") };
    let mut ways = vec![(recover, t!("login-recover"), Shape::Printer)];
    ways.extend(also.into_iter().map(|(href, label)| (href, label, Shape::Person)));
    ways.push((new, label, Shape::Add));
    rsx! {
        ul { class: "card-list",
            for (href , label , shape) in ways {
                li { key: "{href}",
                    Way { href, label, shape, onnavigate }
                }
            }
        }
    }
}

#[component]
fn Way(href: String, label: String, shape: Shape, onnavigate: EventHandler<String>) -> Element {
    let target = href.clone();
    rsx! {
        a {
            class: "button button-quiet",
            href,
            onclick: move |event| {
                event.prevent_default();
                onnavigate.call(target.clone());
            },
            Icon { shape }
            span { "{label}" }
        }
    }
}
