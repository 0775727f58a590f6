//! The way back with the sheet of a trusted person.

use dioxus::prelude::*;
use heilsam_domain::RecoveryCode;
use jiff::Timestamp;

use crate::account::access::use_account;
use crate::account::recover::RecoverForm;
use crate::account::trouble::Trouble;
use crate::components::{Kind, Notice, PageTitle};
use crate::patient::routes::Route;
use crate::patient::scan::use_scanner;
use crate::{format, t};

/// Takes the code; before the waiting time is over it says when to come back.
#[component]
pub fn RecoverWithContact() -> Element {
    let account = use_account();
    let navigator = use_navigator();
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let mut waits = use_signal(|| None::<Timestamp>);
    let scanner = use_scanner();
    let recover = move |code: RecoveryCode| {
        spawn(async move {
            busy.set(true);
            trouble.set(None);
            match account.recover_with_contact(code).await {
                Ok(None) => {
                    navigator.replace(Route::Home {});
                }
                Ok(Some(opens_at)) => waits.set(Some(opens_at)),
                Err(error) => trouble.set(Some(error)),
            }
            busy.set(false);
        });
    };
    rsx! {
        PageTitle { title: t!("back-title"), lead: t!("back-lead") }
        if let Some(opens_at) = waits() {
            Notice { kind: Kind::Success, id: "back-waits", announce: true, title: t!("back-waits-title"),
                p { {t!("back-waits-text", when = format::moment(opens_at))} }
                p { {t!("back-waits-why")} }
            }
        } else {
            RecoverForm { busy: busy(), trouble: trouble(), scanner, onrecover: recover }
        }
    }
}
