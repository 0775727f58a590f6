//! Reminding the person of one appointment, and where to.

use dioxus::prelude::*;
use heilsam_client::appointment::remind::Standing;

use crate::account::trouble::{Trouble, TroubleNotice};
use crate::components::{Button, ButtonKind, Shape, use_toasts};
use crate::practice::desk::{InvitationView, use_desk};
use crate::practice::reminders::{standing_text, use_reminders, use_rounds};
use crate::{format, t};

/// Where the person is reminded, how that stands, and the button; nothing where they did not want it.
#[component]
pub(super) fn Remind(entry: InvitationView, onchange: EventHandler<()>) -> Element {
    let (desk, reminders) = (use_desk(), use_reminders());
    let mut toasts = use_toasts();
    let mut trouble = use_signal(|| None::<Trouble>);
    use_rounds(move || onchange.call(()));
    let Some(reminder) = entry.reminder.clone() else { return rsx! {} };
    let now = format::now();
    let standing = reminder.standing(entry.appointment.begins_at, now);
    let can_send = entry.appointment.begins_at > now && standing != Standing::OnItsWay;
    let room = entry.room;
    let forget = move |()| {
        spawn(async move {
            match desk.set_reminder(room, None).await {
                Ok(()) => {
                    toasts.say(|| t!("remind-forgotten"));
                    onchange.call(());
                }
                Err(error) => trouble.set(Some(error)),
            }
        });
    };
    rsx! {
        section { class: "stack no-print", id: "remind",
            h2 { {t!("reminders-title")} }
            p { id: "remind-to", {t!("remind-to", to = reminder.to.clone())} }
            p { id: "remind-standing", role: "status", {standing_text(standing)} }
            TroubleNotice { trouble: trouble().or_else(|| reminders.trouble()) }
            div { class: "row",
                if can_send {
                    Button {
                        id: "remind-now",
                        kind: ButtonKind::Second,
                        icon: Shape::Letter,
                        busy: reminders.is_busy(),
                        onpress: move |()| reminders.send(vec![entry.clone()]),
                        if standing == Standing::Due { {t!("remind-now")} } else { {t!("remind-again")} }
                    }
                }
                Button { id: "remind-forget", kind: ButtonKind::Quiet, onpress: forget, {t!("remind-forget")} }
            }
        }
    }
}
