//! Where one is logged in, and logging out.

use dioxus::prelude::*;

use super::access::use_account;
use super::credentials::WaysIn;
use super::sessions::SessionList;
use crate::components::{Button, ButtonKind, Dialog, ErrorState, Kind, Loading, Notice, use_toasts};
use crate::t;

/// What one logs in with, and the list of logins.
#[component]
pub fn Devices() -> Element {
    let account = use_account();
    let mut toasts = use_toasts();
    let mut sessions = use_resource(move || async move { account.sessions().await });
    let list = match &*sessions.read() {
        None => rsx! { Loading {} },
        Some(Err(error)) => rsx! { ErrorState { text: error.text(), onretry: move |()| sessions.restart() } },
        Some(Ok(list)) => rsx! {
            SessionList {
                sessions: list.clone(),
                onend: move |id| {
                    spawn(async move {
                        let ended = account.end_session(id).await;
                        toasts.say(move || match &ended {
                            Ok(()) => t!("sessions-ended"),
                            Err(error) => error.text(),
                        });
                        sessions.restart();
                    });
                },
                onendall: move |()| {
                    spawn(async move {
                        if let Err(error) = account.end_all_sessions().await {
                            toasts.say(move || error.text());
                        }
                    });
                },
            }
        },
    };
    rsx! {
        WaysIn {}
        section { class: "stack",
            h2 { {t!("sessions-title")} }
            p { {t!("sessions-lead")} }
            {list}
        }
    }
}

/// Logging out, with a warning when entries would be lost. `text` says what is deleted and what stays, where it is not the
/// entries; `warning` says what else would be lost.
#[component]
pub fn LogOut(
    #[props(default)] waiting: usize,
    text: Option<String>,
    warning: Option<String>,
    onout: EventHandler<()>,
) -> Element {
    let account = use_account();
    let mut asking = use_signal(|| false);
    let mut toasts = use_toasts();
    let leave = move |()| {
        asking.set(false);
        spawn(async move {
            match account.log_out().await {
                Ok(()) => onout.call(()),
                Err(error) => toasts.say(move || error.text()),
            }
        });
    };
    rsx! {
        div { class: "actions",
            Button { id: "logout", kind: ButtonKind::Second, onpress: move |()| asking.set(true), {t!("logout")} }
        }
        if asking() {
            Dialog { id: "logout-dialog", title: t!("logout-title"), onclose: move |()| asking.set(false),
                p { id: "logout-text", {text.clone().unwrap_or_else(|| t!("logout-text"))} }
                if let Some(warning) = warning.clone() {
                    Notice { id: "logout-warning", kind: Kind::Danger, p { "{warning}" } }
                }
                if waiting > 0 {
                    Notice { kind: Kind::Danger, p { {t!("logout-waiting", count = waiting)} } }
                }
                Button { id: "logout-yes", wide: true, onpress: leave, {t!("logout")} }
                Button { wide: true, kind: ButtonKind::Second, onpress: move |()| asking.set(false), {t!("action-cancel")} }
            }
        }
    }
}
