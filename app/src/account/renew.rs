//! After the recovery sheet: a new way to log in.

use dioxus::prelude::*;

use super::access::use_account;
use super::protect::{ProtectForm, ProtectWith};
use super::trouble::Trouble;
use crate::components::PageTitle;
use crate::t;

/// Asks for two new factors; afterwards the login is shown.
#[component]
pub fn Renew() -> Element {
    let account = use_account();
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let mut secret = use_signal(|| None::<String>);
    let protect = move |with: ProtectWith| {
        spawn(async move {
            busy.set(true);
            trouble.set(None);
            match account.protect(with, &[]).await {
                Ok(totp) => secret.set(totp),
                Err(error) => trouble.set(Some(error)),
            }
            busy.set(false);
        });
    };
    rsx! {
        PageTitle { title: t!("renew-title"), lead: t!("renew-lead") }
        ProtectForm { busy: busy(), trouble: trouble(), totp_secret: secret(), onprotect: protect }
    }
}
