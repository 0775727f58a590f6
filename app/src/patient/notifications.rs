//! Messages: what for, where to, when not; and what happened to the account.

mod browser_push;
mod choices;
mod events;
mod keep;
mod known;
mod mail;
mod push;
mod quiet;
mod times;

use dioxus::prelude::*;

use self::choices::Choices;
use self::events::Events;
use self::mail::MailCard;
use self::push::PushCard;
use self::quiet::QuietCard;
use crate::account::access::use_account;
use crate::account::fresh::FreshLogin;
use crate::account::trouble::{Trouble, TroubleNotice};
use crate::components::{Button, ButtonKind, ErrorState, Kind, Loading, Notice, PageTitle, use_toasts};
use crate::t;

pub use self::events::NewEvents;
pub use self::keep::{KeepMessages, use_messages, use_messages_provider};

/// The page.
#[component]
pub fn NotificationsPage() -> Element {
    let account = use_account();
    let messages = use_messages();
    let refresh = move || async move {
        if let Ok(device) = account.device() {
            messages.refresh(&device).await;
        }
    };
    use_future(refresh);
    let content = match messages.view() {
        None => rsx! { Loading {} },
        Some(Err(trouble)) => rsx! {
            ErrorState { text: trouble.text(), onretry: move |()| { spawn(refresh()); } }
        },
        Some(Ok(view)) => {
            let offered = view.page.push_key.is_some() || view.page.mail_offered;
            let any = view.has_channel();
            rsx! {
                if offered {
                    Choices { view: view.clone() }
                    PushCard { view: view.clone() }
                    if view.page.mail_offered {
                        MailCard { view: view.clone() }
                    }
                    if any {
                        QuietCard { view: view.clone() }
                        Trial {}
                    }
                    Learned {}
                } else {
                    Notice { id: "notify-not-offered", p { {t!("notify-not-offered")} } }
                }
                Events { events: view.page.events.clone() }
            }
        }
    };
    rsx! {
        PageTitle { title: t!("notify-title"), lead: t!("notify-lead") }
        div { class: "stack-wide",
            if let Some(trouble) = messages.trouble() {
                Notice { kind: Kind::Warning, id: "notify-trouble", announce: true,
                    p { {trouble.text()} }
                    div { class: "row",
                        Button { kind: ButtonKind::Second, onpress: move |()| { spawn(refresh()); }, {t!("action-retry")} }
                    }
                }
            }
            {content}
        }
    }
}

/// Asks who one is before a channel changes. `onconfirmed` should do again what was refused.
#[component]
fn FreshHere(onclose: EventHandler<()>, onconfirmed: EventHandler<()>) -> Element {
    let account = use_account();
    let messages = use_messages();
    let confirmed = move |()| {
        spawn(async move {
            if let Ok(device) = account.device() {
                messages.bind_here(&device).await;
            }
            onconfirmed.call(());
        });
    };
    rsx! {
        FreshLogin { onclose: move |()| onclose.call(()), onconfirmed: confirmed }
    }
}

/// A message now, to see whether it comes.
#[component]
fn Trial() -> Element {
    let account = use_account();
    let mut toasts = use_toasts();
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let send = move |()| {
        spawn(async move {
            busy.set(true);
            let sent = match account.device() {
                Ok(device) => device.try_notifications().await.map_err(|error| account.trouble(error)),
                Err(error) => Err(error),
            };
            trouble.set(sent.as_ref().err().cloned());
            if let Ok(channels) = sent {
                toasts.say(move || t!("notify-trial-sent", count = channels));
            }
            busy.set(false);
        });
    };
    rsx! {
        section { class: "card",
            h2 { {t!("notify-trial-title")} }
            p { {t!("notify-trial-text")} }
            TroubleNotice { trouble: trouble() }
            div { class: "row",
                Button { id: "notify-trial", kind: ButtonKind::Second, busy: busy(), onpress: send, {t!("notify-trial")} }
            }
        }
    }
}

/// Who learns what, in plain words.
#[component]
fn Learned() -> Element {
    rsx! {
        Notice { kind: Kind::Info, id: "notify-learned", title: t!("notify-learned-title"),
            p { {t!("notify-learned-us")} }
            p { {t!("notify-learned-appointments")} }
            p { {t!("notify-learned-push")} }
            p { {t!("notify-learned-mail")} }
        }
    }
}
