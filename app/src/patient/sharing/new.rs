//! A new share: the practice's code, then what it shall see, and until when.

mod days;
pub mod form;

use dioxus::prelude::*;
use heilsam_client::sharing::CheckedPractice;
use heilsam_domain::sharing_code::SharingCode;

use self::form::WishForm;
use crate::account::trouble::Trouble;
use crate::components::{Button, ButtonKind, Field, FieldKind, PageTitle, Shape};
use crate::patient::scan::ScanDialog;
use crate::record::use_record;
use crate::{browser, t};

/// First the code, then the rest.
#[component]
pub fn NewShare() -> Element {
    let mut practice = use_signal(|| None::<CheckedPractice>);
    match practice() {
        None => rsx! {
            PageTitle { title: t!("sharing-new"), lead: t!("sharing-new-lead") }
            CodeForm { onfound: move |it| practice.set(Some(it)) }
        },
        Some(found) => rsx! {
            PageTitle { title: t!("sharing-new") }
            WishForm { practice: found }
        },
    }
}

/// Why a code leads to no practice; kept as what it is, so that the words follow the language of the page.
#[derive(Clone)]
enum Wrong {
    Code,
    Search(Trouble),
}

impl Wrong {
    fn text(&self) -> String {
        match self {
            Self::Code => t!("sharing-code-error"),
            Self::Search(Trouble::Gone) => t!("sharing-code-unknown"),
            Self::Search(Trouble::Frozen) => t!("sharing-code-forged"),
            Self::Search(other) => other.text(),
        }
    }
}

#[component]
fn CodeForm(onfound: EventHandler<CheckedPractice>) -> Element {
    let record = use_record();
    let mut typed = use_signal(String::new);
    let mut error = use_signal(|| None::<Wrong>);
    let mut busy = use_signal(|| false);
    let mut scanning = use_signal(|| false);
    let mut submit = move || {
        let Ok(code) = SharingCode::parse(&typed.peek()) else {
            error.set(Some(Wrong::Code));
            return browser::focus("sharing-code");
        };
        spawn(async move {
            busy.set(true);
            match record.find_practice(&code).await {
                Ok(practice) => onfound.call(practice),
                Err(trouble) => {
                    error.set(Some(Wrong::Search(trouble)));
                    browser::focus("sharing-code");
                }
            }
            busy.set(false);
        });
    };
    rsx! {
        form { class: "stack", novalidate: true,
            onsubmit: move |event| { event.prevent_default(); submit(); },
            Field { id: "sharing-code", label: t!("sharing-code-label"), hint: t!("sharing-code-hint"), kind: FieldKind::Code,
                placeholder: "XXXXX-XXXXX-XXXXX-XXXXX", value: typed, error: error.read().as_ref().map(Wrong::text),
                oninput: move |it| { error.set(None); typed.set(it); } }
            Button { id: "sharing-next", submit: true, wide: true, busy: busy(), {t!("action-next")} }
            Button { id: "sharing-scan", kind: ButtonKind::Second, wide: true, icon: Shape::Camera, onpress: move |()| scanning.set(true),
                {t!("sharing-scan")}
            }
        }
        if scanning() {
            ScanDialog {
                text: t!("sharing-scan-text"),
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
