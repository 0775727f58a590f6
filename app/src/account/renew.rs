//! After the recovery sheet: a new way to log in.

use dioxus::prelude::*;

use super::access::use_account;
use super::protect::{ProtectForm, ProtectWith, SecondStep, stopped};
use super::trouble::Trouble;
use crate::components::PageTitle;
use crate::t;

/// Asks for two new factors; afterwards the login is shown.
#[component]
pub fn Renew() -> Element {
    let account = use_account();
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let mut second = use_signal(|| None::<SecondStep>);
    let protect = move |with: ProtectWith| {
        spawn(async move {
            busy.set(true);
            trouble.set(None);
            match account.protect(with, &[]).await {
                Ok(step) => second.set(step),
                Err(error) => stopped(error, second, trouble),
            }
            busy.set(false);
        });
    };
    rsx! {
        PageTitle { title: t!("renew-title"), lead: t!("renew-lead") }
        ProtectForm { busy: busy(), trouble: trouble(), second: second(), onprotect: protect }
    }
}
