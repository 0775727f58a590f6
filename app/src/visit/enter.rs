//! Typing the code.

use dioxus::prelude::*;
use heilsam_call::browser::{LookUpError, resolve_nameplate};
use heilsam_domain::JoinCode;
use heilsam_domain::join_code::JoinCodeError;

use super::ticket::{Ticket, Way};
use super::{Step, use_shared};
use crate::components::{Button, Field, FieldKind, Kind, Notice, PageTitle};
use crate::i18n;
use crate::{browser, t};

/// Why what was typed leads to no room.
#[derive(Clone, Copy, PartialEq)]
enum Wrong {
    Code(JoinCodeError),
    LookUp(LookUpError),
}

/// The code form. `note` is the key of a text that says what was wrong with the link; `code` is one that is known.
#[component]
pub fn Enter(note: Option<&'static str>, code: String) -> Element {
    let mut shared = use_shared();
    let mut typed = use_signal(move || code);
    let mut error = use_signal(|| None::<Wrong>);
    let mut busy = use_signal(|| false);
    let submit = move |event: FormEvent| {
        event.prevent_default();
        if busy() {
            return;
        }
        match JoinCode::parse(&typed()) {
            Err(wrong) => {
                error.set(Some(Wrong::Code(wrong)));
                browser::focus("code");
            }
            Ok(code) => {
                busy.set(true);
                error.set(None);
                spawn(async move {
                    match resolve_nameplate(code.nameplate).await {
                        Ok(room) => {
                            let way = Way::Code(room, code);
                            shared.step.set(Step::Devices(Ticket { way, conference: false }));
                        }
                        Err(why) => {
                            error.set(Some(Wrong::LookUp(why)));
                            browser::focus("code");
                        }
                    }
                    busy.set(false);
                });
            }
        }
    };
    rsx! {
        PageTitle { title: t!("visit-enter-title"), lead: t!("visit-enter-lead") }
        if let Some(note) = note {
            Notice { kind: Kind::Warning, p { {i18n::text(note, &[])} } }
        }
        form { class: "stack", onsubmit: submit, novalidate: true,
            Field {
                id: "code",
                label: t!("visit-code-label"),
                hint: t!("visit-code-hint"),
                kind: FieldKind::Code,
                value: typed,
                error: error().map(explain),
                required: true,
                oninput: move |text| {
                    typed.set(text);
                    error.set(None);
                },
            }
            div { class: "actions",
                Button { submit: true, busy: busy(), {t!("action-next")} }
            }
        }
    }
}

fn explain(wrong: Wrong) -> String {
    match wrong {
        Wrong::Code(JoinCodeError::Length { found }) => t!("visit-code-length", found = found),
        Wrong::Code(JoinCodeError::Character { position }) => t!("visit-code-character", position = position),
        Wrong::LookUp(LookUpError::TooManyTries) => t!("visit-code-many"),
        Wrong::LookUp(LookUpError::Unreachable) => t!("visit-code-offline"),
    }
}
