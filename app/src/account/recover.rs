//! The way back with the recovery sheet.

use dioxus::prelude::*;
use heilsam_domain::RecoveryCode;
use heilsam_domain::recovery_code::RecoveryCodeError;

use super::sheet::Scanner;
use super::trouble::{Trouble, TroubleNotice};
use crate::components::{Button, Field, FieldKind};
use crate::t;

fn error_text(error: RecoveryCodeError) -> String {
    match error {
        RecoveryCodeError::Length { found } => t!("recover-error-length", found = found),
        RecoveryCodeError::Character { position } => {
            t!("recover-error-character", position = position, group = (position - 1) / 4 + 1)
        }
        RecoveryCodeError::Check => t!("recover-error-check"),
    }
}

/// Takes the code from the sheet, typed or read by the camera; says which place is wrong.
#[component]
pub fn RecoverForm(
    busy: bool,
    trouble: Option<Trouble>,
    scanner: Option<Scanner>,
    onrecover: EventHandler<RecoveryCode>,
) -> Element {
    let mut code = use_signal(String::new);
    let mut asked = use_signal(|| false);
    let error = use_memo(move || RecoveryCode::parse(&code()).err());
    // It stays in the field: if something fails, it can be sent again.
    let onread = use_callback(move |read: RecoveryCode| {
        code.set(read.expose_grouped());
        if !busy {
            onrecover.call(read);
        }
    });
    rsx! {
        form {
            class: "stack",
            novalidate: true,
            onsubmit: move |event| {
                event.prevent_default();
                asked.set(true);
                match RecoveryCode::parse(&code()) {
                    Ok(code) if !busy => onrecover.call(code),
                    Ok(_) => {}
                    Err(_) => crate::browser::focus("recover-code"),
                }
            },
            TroubleNotice { trouble }
            Field {
                id: "recover-code",
                label: t!("recover-code"),
                hint: t!("recover-code-hint"),
                kind: FieldKind::Code,
                value: code,
                oninput: move |it| { asked.set(false); code.set(it) },
                error: error().filter(|_| asked()).map(error_text),
            }
            Button { id: "recover-submit", submit: true, wide: true, busy, {t!("recover-submit")} }
            if let Some(scanner) = scanner {
                {scanner.call(onread)}
            }
        }
    }
}
