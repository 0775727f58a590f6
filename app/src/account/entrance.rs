//! The pages in front of an account, the same in every program: logging in, and coming back with the recovery sheet.

use dioxus::prelude::*;
use heilsam_domain::RecoveryCode;

use super::access::use_account;
use super::login::{LoginForm, LoginWith, OtherWays};
use super::recover::RecoverForm;
use super::sheet::Scanner;
use super::trouble::Trouble;
use super::unsent::SharedComputer;
use crate::components::PageTitle;
use crate::t;

/// Both ways to log in, and the ways out when neither works.
#[component]
pub fn LoginPage(
    lead: String,
    /// Address of the page for the recovery sheet.
    recover: String,
    /// Address of the page for a new account.
    register: String,
    /// Addresses and names of further ways to a new account, where there are some.
    #[props(default)]
    also: Vec<(String, String)>,
    /// Called with one of the addresses.
    onnavigate: EventHandler<String>,
    /// Called once somebody is logged in.
    onin: EventHandler<()>,
) -> Element {
    let account = use_account();
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let login = move |with: LoginWith| {
        spawn(async move {
            busy.set(true);
            trouble.set(None);
            match account.login(with).await {
                Ok(()) => onin.call(()),
                Err(error) => trouble.set(Some(error)),
            }
            busy.set(false);
        });
    };
    rsx! {
        PageTitle { title: t!("login-title"), lead }
        div { class: "stack",
            LoginForm { busy: busy(), trouble: trouble(), onlogin: login }
            SharedComputer {}
        }
        nav { class: "actions", "aria-label": t!("login-title"),
            OtherWays { recover, new: register, also, onnavigate }
        }
    }
}

/// The recovery sheet opens the account; then a new way to log in is set.
#[component]
pub fn RecoverPage(scanner: Option<Scanner>, onin: EventHandler<()>) -> Element {
    let account = use_account();
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let recover = move |code: RecoveryCode| {
        spawn(async move {
            busy.set(true);
            trouble.set(None);
            match account.recover(code).await {
                Ok(()) => onin.call(()),
                Err(error) => trouble.set(Some(error)),
            }
            busy.set(false);
        });
    };
    let lead = if scanner.is_some() { t!("recover-lead-scan") } else { t!("recover-lead") };
    rsx! {
        PageTitle { title: t!("recover-title"), lead }
        RecoverForm { busy: busy(), trouble: trouble(), scanner, onrecover: recover }
    }
}
