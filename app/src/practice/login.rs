//! Logging in and coming back with the recovery sheet.

use dioxus::prelude::*;
use heilsam_domain::RecoveryCode;

use super::routes::Route;
use crate::account::access::use_account;
use crate::account::login::{LoginForm, LoginWith, OtherWays};
use crate::account::recover::RecoverForm;
use crate::account::trouble::Trouble;
use crate::components::PageTitle;
use crate::t;

/// Both ways to log in, and the ways out when neither works.
#[component]
pub fn Login() -> Element {
    let account = use_account();
    let navigator = use_navigator();
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let login = move |with: LoginWith| {
        spawn(async move {
            busy.set(true);
            trouble.set(None);
            match account.login(with).await {
                Ok(()) if matches!(router().current::<Route>(), Route::Login {}) => {
                    navigator.replace(Route::Invitations {});
                }
                Ok(()) => {}
                Err(error) => trouble.set(Some(error)),
            }
            busy.set(false);
        });
    };
    rsx! {
        PageTitle { title: t!("login-title"), lead: t!("practice-login-lead") }
        LoginForm { busy: busy(), trouble: trouble(), onlogin: login }
        nav { class: "actions", "aria-label": t!("login-title"),
            OtherWays {
                recover: Route::Recover {}.to_string(),
                new: Route::Register {}.to_string(),
                onnavigate: move |href: String| { navigator.push(href); },
            }
        }
    }
}

/// The recovery sheet opens the account; then a new way to log in is set.
#[component]
pub fn Recover() -> Element {
    let account = use_account();
    let navigator = use_navigator();
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let recover = move |code: RecoveryCode| {
        spawn(async move {
            busy.set(true);
            trouble.set(None);
            match account.recover(code).await {
                Ok(()) => {
                    navigator.replace(Route::Invitations {});
                }
                Err(error) => trouble.set(Some(error)),
            }
            busy.set(false);
        });
    };
    rsx! {
        PageTitle { title: t!("recover-title"), lead: t!("recover-lead") }
        RecoverForm { busy: busy(), trouble: trouble(), onrecover: recover }
    }
}
