//! Another way to log in: a new passphrase in place of the old one, or one more passkey.

use dioxus::prelude::*;

use super::access::use_account;
use super::fresh::FreshLogin;
use super::protect::{ProtectForm, ProtectWith, SecondStep, stopped};
use super::trouble::Trouble;
use crate::components::{Kind, Notice, PageTitle};
use crate::t;

/// Sets a new passphrase or adds a passkey; the other ways stay.
#[component]
pub fn LoginWaysPage() -> Element {
    let account = use_account();
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let mut second = use_signal(|| None::<SecondStep>);
    let mut done = use_signal(|| false);
    let mut refused = use_signal(|| None::<ProtectWith>);
    let protect = move |with: ProtectWith| {
        spawn(async move {
            busy.set(true);
            trouble.set(None);
            match account.set_way_in(with.clone()).await {
                Ok(None) => done.set(true),
                Ok(step) => second.set(step),
                Err(Trouble::NotFresh) => refused.set(Some(with)),
                Err(error) => stopped(error, second, trouble),
            }
            busy.set(false);
        });
    };
    rsx! {
        PageTitle { title: t!("ways-title"), lead: t!("ways-lead") }
        if done() {
            Notice { kind: Kind::Success, announce: true, id: "ways-done", p { {t!("ways-done")} } }
        } else {
            ProtectForm { busy: busy(), trouble: trouble(), second: second(), onprotect: protect }
        }
        if let Some(with) = refused() {
            FreshLogin {
                onclose: move |()| refused.set(None),
                onconfirmed: move |()| { refused.set(None); protect(with.clone()) },
            }
        }
    }
}
