//! Typing the code.

use dioxus::prelude::*;
use heilsam_call::browser::{LookUpError, resolve_nameplate};
use heilsam_domain::JoinCode;
use heilsam_domain::join_code::JoinCodeError;

use super::ticket::{Ticket, Way};
use super::{Step, use_shared};
use crate::components::{Button, Field, FieldKind, Kind, Notice, PageTitle};
use crate::i18n::{self, Words};
use crate::{browser, t};

/// The code form. `note` is the key of a text that says what was wrong with the link; `code` is one that is known.
#[component]
pub fn Enter(note: Option<&'static str>, code: String) -> Element {
    let mut shared = use_shared();
    let mut typed = use_signal(move || code);
    let mut error = use_signal(|| None::<Words>);
    let mut busy = use_signal(|| false);
    let submit = move |event: FormEvent| {
        event.prevent_default();
        if busy() {
            return;
        }
        match JoinCode::parse(&typed()) {
            Err(wrong) => {
                error.set(Some(Words::new(move || explain(wrong))));
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
                            error.set(Some(Words::new(move || match why {
                                LookUpError::TooManyTries => t!("visit-code-many"),
                                LookUpError::Unreachable => t!("visit-code-offline"),
                            })));
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
                error: error().map(|why| why.text()),
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

fn explain(wrong: JoinCodeError) -> String {
    match wrong {
        JoinCodeError::Length { found } => t!("visit-code-length", found = found),
        JoinCodeError::Character { position } => t!("visit-code-character", position = position),
    }
}
