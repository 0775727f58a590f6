//! A labelled input with hint and error.

use dioxus::prelude::*;

use super::{Labelled, described_by};

/// What is typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FieldKind {
    /// Ordinary text.
    #[default]
    Text,
    /// A code that is copied from paper: capitals, wide letters, no correction by the keyboard.
    Code,
    /// A measured whole number, large, with the number keyboard.
    Number,
    /// One-time code of an authenticator: digits only, filled in by the device where it can.
    OneTimeCode,
    /// A new secret.
    NewPassphrase,
    /// A known secret.
    Passphrase,
    /// A login name.
    LoginName,
    /// What somebody would like to be called; no password manager keeps it, the login name comes later.
    WishedName,
    /// An e-mail address.
    Mail,
}

impl FieldKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Code | Self::OneTimeCode => "input input-code",
            Self::Number => "input input-number",
            _ => "input",
        }
    }

    const fn input_type(self) -> &'static str {
        match self {
            Self::NewPassphrase | Self::Passphrase => "password",
            Self::Mail => "email",
            _ => "text",
        }
    }

    const fn autocomplete(self) -> &'static str {
        match self {
            Self::OneTimeCode => "one-time-code",
            Self::NewPassphrase => "new-password",
            Self::Passphrase => "current-password",
            Self::LoginName => "username",
            Self::Mail => "email",
            _ => "off",
        }
    }

    const fn is_literal(self) -> bool {
        !matches!(self, Self::Text)
    }
}

/// Label, hint, input and error, tied together for assistive technology.
#[component]
pub fn Field(
    id: String,
    label: String,
    value: ReadSignal<String>,
    oninput: EventHandler<String>,
    hint: Option<String>,
    /// What is wrong and how to put it right; the typed text always stays.
    #[props(default)]
    error: Option<String>,
    /// Unit behind the number.
    unit: Option<String>,
    #[props(default)] kind: FieldKind,
    placeholder: Option<String>,
    maxlength: Option<u16>,
    #[props(default)] required: bool,
) -> Element {
    let wrong = error.is_some();
    let described = described_by(&id, hint.as_ref(), error.as_ref());
    let digits = matches!(kind, FieldKind::Number | FieldKind::OneTimeCode);
    rsx! {
        Labelled { id: id.clone(), label, hint, error,
            div { class: "input-with-unit",
                input {
                    id: "{id}",
                    class: kind.class(),
                    r#type: kind.input_type(),
                    inputmode: if digits { "numeric" },
                    autocomplete: kind.autocomplete(),
                    autocapitalize: if kind.is_literal() { "none" },
                    spellcheck: if kind.is_literal() { "false" },
                    "aria-invalid": if wrong { "true" },
                    "aria-describedby": described,
                    "aria-required": if required { "true" },
                    placeholder,
                    maxlength: maxlength.map(|most| most.to_string()),
                    value: "{value}",
                    oninput: move |event| oninput.call(event.value()),
                }
                if let Some(unit) = unit {
                    span { class: "soft", "{unit}" }
                }
            }
        }
    }
}
