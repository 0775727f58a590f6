//! What messages are sent for; nothing is ticked at first.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use heilsam_client::client::{NotificationSettings, NotificationsView};

use super::keep::use_messages;
use crate::account::access::use_account;
use crate::components::{Choice, Notice, use_toasts};
use crate::patient::routes::Route;
use crate::t;

/// Four boxes; each is kept at once.
#[component]
pub fn Choices(view: NotificationsView) -> Element {
    let change = use_choosing();
    let (settings, security) = (view.settings, view.page.choices.security);
    let nothing = !settings.reminders && !settings.questionnaires && !settings.appointments && !security;
    rsx! {
        section { class: "card",
            h2 { id: "notify-what", {t!("notify-what")} }
            fieldset { class: "choices", "aria-labelledby": "notify-what",
                Choice { id: "notify-reminders", name: "notify-reminders", label: t!("notify-reminders"), detail: t!("notify-reminders-detail"),
                    checked: settings.reminders,
                    onchange: move |on| change.call((security, NotificationSettings { reminders: on, ..settings })) }
                Choice { id: "notify-questionnaires", name: "notify-questionnaires", label: t!("notify-questionnaires"),
                    checked: settings.questionnaires,
                    onchange: move |on| change.call((security, NotificationSettings { questionnaires: on, ..settings })) }
                Choice { id: "notify-appointments", name: "notify-appointments", label: t!("notify-appointments"), detail: t!("notify-appointments-detail"),
                    checked: settings.appointments,
                    onchange: move |on| change.call((security, NotificationSettings { appointments: on, ..settings })) }
                Choice { id: "notify-security", name: "notify-security", label: t!("notify-security"), detail: t!("notify-security-detail"),
                    checked: security, onchange: move |on| change.call((on, settings)) }
            }
            p { Link { to: Route::PlanPage {}, {t!("notify-to-plan")} } }
            if view.has_channel() && nothing {
                Notice { id: "notify-nothing", p { {t!("notify-nothing")} } }
            }
        }
    }
}

/// Keeps what was chosen, and shows it.
pub fn use_choosing() -> Callback<(bool, NotificationSettings)> {
    let account = use_account();
    let messages = use_messages();
    let mut toasts = use_toasts();
    use_callback(move |choice: (bool, NotificationSettings)| {
        let number = messages.suppose(choice);
        // Also when the page is left: the box is ticked.
        spawn_forever(async move {
            let Ok(device) = account.device() else { return };
            match messages.choose(&device, number, choice).await {
                None => {}
                Some(Ok(())) => toasts.say(|| t!("notify-saved")),
                Some(Err(error)) => toasts.tell(account.trouble(error).into()),
            }
        });
    })
}
