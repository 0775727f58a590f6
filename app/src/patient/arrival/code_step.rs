//! Typing, pasting or scanning the activation code.

use dioxus::prelude::*;
use heilsam_domain::activation_code::ActivationCodeError;
use heilsam_domain::{ActivationCode, EnrolmentCode};

use crate::account::access::RegistrationCode;
use crate::account::trouble::{Trouble, TroubleNotice};
use crate::components::{Button, ButtonKind, Field, FieldKind, Shape};
use crate::patient::scan::ScanDialog;
use crate::t;

/// Characters that count, in capitals.
fn characters(typed: &str) -> Vec<char> {
    typed.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

fn groups(typed: &str) -> String {
    let groups: Vec<String> = characters(typed).chunks(4).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}

/// A code of an insurer, or one for free access that the manufacturer handed out (§ 2 DiGAV).
fn read(typed: &str) -> Result<RegistrationCode, ActivationCodeError> {
    ActivationCode::parse(typed)
        .map(RegistrationCode::Activation)
        .or_else(|error| EnrolmentCode::parse(typed).map(RegistrationCode::Enrolment).map_err(|_| error))
}

fn error_text(error: ActivationCodeError, typed: &str) -> String {
    match error {
        ActivationCodeError::Length { found: 0 } => t!("code-error-empty"),
        ActivationCodeError::Length { found } => t!("code-error-length", found = found),
        ActivationCodeError::Character { position } => {
            t!("code-error-character", position = position, group = (position - 1) / 4 + 1)
        }
        ActivationCodeError::Version => t!("code-error-version"),
        ActivationCodeError::CheckDigit => t!("code-error-check", groups = groups(typed)),
    }
}

/// One field for the whole code; what was typed stays as typed until it is right.
#[component]
pub fn CodeStep(
    typed: Signal<String>,
    busy: bool,
    trouble: Option<Trouble>,
    oncode: EventHandler<RegistrationCode>,
) -> Element {
    let mut typed = typed;
    let mut asked = use_signal(|| false);
    let mut scanning = use_signal(|| false);
    let error = use_memo(move || read(&typed()).err());
    let found = characters(&typed()).len();
    let mut submit = move || {
        asked.set(true);
        match read(&typed()) {
            Ok(code) if !busy => oncode.call(code),
            Ok(_) => {}
            Err(_) => crate::browser::focus("activation-code"),
        }
    };
    rsx! {
        form {
            class: "stack",
            novalidate: true,
            onsubmit: move |event| {
                event.prevent_default();
                submit();
            },
            TroubleNotice { trouble }
            Field {
                id: "activation-code",
                label: t!("code-label"),
                hint: t!("code-hint"),
                kind: FieldKind::Code,
                placeholder: "XXXX XXXX XXXX XXXX",
                value: typed,
                oninput: move |it| { asked.set(false); typed.set(it) },
                error: error().filter(|_| asked()).map(|error| error_text(error, &typed())),
            }
            p { class: "soft numbers", {t!("code-count", found = found)} }
            Button { id: "code-next", submit: true, wide: true, busy, {t!("action-next")} }
            Button { id: "code-scan", kind: ButtonKind::Second, wide: true, icon: Shape::Camera, onpress: move |()| scanning.set(true),
                {t!("code-scan")}
            }
        }
        if scanning() {
            ScanDialog {
                text: t!("code-scan-text"),
                onclose: move |()| scanning.set(false),
                onfound: move |text: String| {
                    scanning.set(false);
                    typed.set(text);
                    submit();
                },
            }
        }
    }
}
