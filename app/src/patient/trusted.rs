//! A trusted person: who helps back into the account together with the operator, what they can and cannot, and the end of it.

mod asked;
mod back;
mod made;
mod setup;
mod sheet;

use dioxus::prelude::*;

use self::made::Made;
use self::setup::Setup;
use crate::account::access::use_account;
use crate::account::trouble::Trouble;
use crate::components::{ErrorState, Kind, Loading, Notice, PageTitle};
use crate::patient::notifications::use_messages;
use crate::patient::routes::Route;
use crate::t;

pub use self::asked::{ContactAsked, use_trusted, use_trusted_provider};
pub use self::back::RecoverWithContact;

/// The page.
#[component]
pub fn TrustedPage() -> Element {
    let account = use_account();
    let trusted = use_trusted();
    let messages = use_messages();
    let refresh = move || async move {
        if let Ok(device) = account.device() {
            messages.refresh(&device).await;
            trusted.refresh(&device).await;
        }
    };
    use_future(refresh);
    let again = move |()| {
        spawn(refresh());
    };
    let failed = |trouble: Trouble| rsx! { ErrorState { text: trouble.text(), onretry: again } };
    let content = match (trusted.view(), messages.view()) {
        (Some(Err(trouble)), _) | (_, Some(Err(trouble))) => failed(trouble),
        (Some(Ok(contact)), Some(Ok(view))) => {
            let reached = view.has_channel();
            rsx! {
                if !reached {
                    NoChannel {}
                }
                match contact {
                    Some(contact) => rsx! { Made { contact } },
                    None => rsx! { Setup { reached } },
                }
            }
        }
        (None, _) | (_, None) => rsx! { Loading {} },
    };
    rsx! {
        PageTitle { title: t!("trusted-title"), lead: t!("trusted-lead") }
        div { class: "stack-wide", {content} }
    }
}

/// Without a way to reach the patient nobody could object.
#[component]
fn NoChannel() -> Element {
    rsx! {
        Notice { kind: Kind::Warning, id: "trusted-no-channel", title: t!("trusted-no-channel-title"),
            p { {t!("trusted-no-channel-text")} }
            p { Link { to: Route::NotificationsPage {}, {t!("notify-title")} } }
        }
    }
}

/// How it works, and what nobody can do alone.
#[component]
fn How() -> Element {
    rsx! {
        section { class: "card",
            h2 { {t!("trusted-how")} }
            ol { class: "stack",
                li { {t!("trusted-how-sheet")} }
                li { {t!("trusted-how-lost")} }
                li { {t!("trusted-how-wait")} }
                li { {t!("trusted-how-open")} }
            }
        }
        section { class: "card",
            h2 { {t!("trusted-alone")} }
            p { {t!("trusted-alone-person")} }
            p { {t!("trusted-alone-us")} }
            p { {t!("trusted-alone-both")} }
            p { strong { {t!("trusted-alone-risk")} } }
        }
    }
}
