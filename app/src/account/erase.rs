//! Erasing the own account: it is asked once more, and done by one deliberate act of whoever has just logged in.

use dioxus::prelude::*;

use super::access::use_account;
use super::fresh::FreshLogin;
use super::trouble::{Trouble, TroubleNotice};
use crate::components::{Button, ButtonKind, Choice, Dialog, Loading};
use crate::t;

/// The button, and the question behind it. `children` say what is to be known before, `sure` is what one ticks; `onerased` is
/// called once the account is gone.
#[component]
pub fn EraseAccount(sure: String, children: Element, onerased: EventHandler<()>) -> Element {
    let account = use_account();
    let mut asking = use_signal(|| false);
    let mut ticked = use_signal(|| false);
    let mut busy = use_signal(|| false);
    let mut not_fresh = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let erase = move |()| {
        spawn(async move {
            busy.set(true);
            trouble.set(None);
            match account.erase().await {
                Ok(()) => onerased.call(()),
                Err(Trouble::NotFresh) => {
                    asking.set(false);
                    not_fresh.set(true);
                }
                Err(error) => {
                    trouble.set(Some(error));
                    asking.set(true);
                }
            }
            busy.set(false);
        });
    };
    rsx! {
        div { class: "row",
            Button { id: "erase", kind: ButtonKind::Second, busy: busy(), onpress: move |()| { ticked.set(false); asking.set(true) }, {t!("erase-button")} }
        }
        // After the fresh login no dialog says it any more.
        if busy() && !asking() {
            Loading { label: t!("erase-working") }
        }
        if asking() {
            Dialog { id: "erase-dialog", title: t!("erase-question"), onclose: move |()| asking.set(false),
                TroubleNotice { trouble: trouble() }
                {children}
                Choice { id: "erase-sure", name: "erase-sure", label: sure, checked: ticked(), onchange: move |on| ticked.set(on) }
                Button { id: "erase-yes", wide: true, kind: ButtonKind::Danger, busy: busy(),
                    waits_for: (!ticked()).then(|| t!("erase-wait")), onpress: erase, {t!("erase-button")} }
                Button { wide: true, kind: ButtonKind::Second, onpress: move |()| asking.set(false), {t!("action-cancel")} }
            }
        }
        if not_fresh() {
            FreshLogin {
                why: t!("fresh-erase"),
                onclose: move |()| not_fresh.set(false),
                onconfirmed: move |()| { not_fresh.set(false); erase(()) },
            }
        }
    }
}
