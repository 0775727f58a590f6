//! What the practice calls an appointment, put right after it was made: the name and the remark. Room, link and code stay.

use dioxus::prelude::*;

use crate::account::trouble::{Trouble, TroubleNotice};
use crate::components::{Button, ButtonKind, Dialog, Field, Kind, Notice, Shape, use_toasts};
use crate::practice::calendar::name;
use crate::practice::desk::{InvitationView, Occasion, use_desk};
use crate::practice::plan::{NAME, REMARK};
use crate::{browser, t};

/// A button and the form behind it; nothing for a description that cannot be read.
#[component]
pub(super) fn Describe(entry: InvitationView, onchange: EventHandler<()>) -> Element {
    let mut asking = use_signal(|| false);
    if entry.invitation.is_none() {
        return rsx! {};
    }
    rsx! {
        div { class: "row",
            Button { id: "describe", kind: ButtonKind::Second, icon: Shape::Pen, onpress: move |()| asking.set(true), {t!("describe-title")} }
        }
        if asking() {
            NewWords { entry, onclose: move |()| asking.set(false), onchange }
        }
    }
}

/// A consultation hour needs no name; what one person is invited to does.
fn is_missing(entry: &InvitationView, name: &str) -> bool {
    name.trim().is_empty() && entry.appointment.occasion != Occasion::OpenHour
}

#[component]
fn NewWords(entry: InvitationView, onclose: EventHandler<()>, onchange: EventHandler<()>) -> Element {
    let desk = use_desk();
    let mut toasts = use_toasts();
    let (name_before, remark_before) = (entry.name.clone(), entry.remark.clone());
    let mut typed_name = use_signal(move || name_before);
    let mut remark = use_signal(move || remark_before);
    let mut missing = use_signal(|| false);
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let seen = entry.clone();
    let submit = move |event: FormEvent| {
        event.prevent_default();
        missing.set(is_missing(&seen, &typed_name.peek()));
        if missing() {
            return browser::focus("describe-name");
        }
        if busy() {
            return;
        }
        let seen = seen.clone();
        spawn(async move {
            busy.set(true);
            trouble.set(None);
            let new_name = typed_name.peek().trim().to_owned();
            let new_remark = remark.peek().trim().to_owned();
            match desk.describe(&seen, &new_name, &new_remark).await {
                Ok(()) => {
                    toasts.say(|| t!("describe-done"));
                    onchange.call(());
                    onclose.call(());
                }
                Err(error) => trouble.set(Some(desk.explain(error, onchange).await)),
            }
            busy.set(false);
        });
    };
    let name_label = match entry.appointment.occasion {
        Occasion::OpenHour => t!("plan-hour-name"),
        Occasion::Conference => t!("plan-conference-name"),
        Occasion::Appointment => t!("describe-name"),
    };
    rsx! {
        Dialog { id: "describe-dialog", title: t!("describe-title"), onclose: move |()| onclose.call(()),
            form { class: "stack", novalidate: true, onsubmit: submit,
                TroubleNotice { trouble: trouble() }
                if trouble() == Some(Trouble::ChangedMeanwhile) {
                    Notice { id: "describe-now", kind: Kind::Info,
                        p { {t!("describe-now", name = name(&entry))} }
                        if !entry.remark.is_empty() {
                            p { {t!("describe-now-remark", remark = entry.remark.clone())} }
                        }
                    }
                }
                Field {
                    id: "describe-name",
                    label: name_label,
                    hint: t!("invite-patient-hint"),
                    value: typed_name,
                    maxlength: NAME,
                    error: missing().then(|| t!("field-missing")),
                    oninput: move |it| typed_name.set(it),
                }
                Field {
                    id: "describe-remark",
                    label: t!("plan-remark"),
                    hint: t!("plan-remark-hint"),
                    value: remark,
                    maxlength: REMARK,
                    oninput: move |it| remark.set(it),
                }
                Button { id: "describe-do", submit: true, wide: true, busy: busy(), {t!("describe-do")} }
                Button { wide: true, kind: ButtonKind::Second, onpress: move |()| onclose.call(()), {t!("action-back")} }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use heilsam_client::appointment::Appointment;
    use heilsam_domain::{ConsultationState, RoomId};
    use jiff::Timestamp;

    use super::*;

    #[test]
    fn only_a_consultation_hour_may_be_left_without_a_name() {
        let entry = |occasion| {
            let appointment = Appointment { occasion, ..Appointment::single(Timestamp::UNIX_EPOCH, 15) };
            InvitationView::unreadable(RoomId::from_bytes([1; 16]), ConsultationState::Planned, appointment)
        };
        assert!(is_missing(&entry(Occasion::Appointment), "  "));
        assert!(is_missing(&entry(Occasion::Conference), ""));
        assert!(!is_missing(&entry(Occasion::OpenHour), ""));
        assert!(!is_missing(&entry(Occasion::Appointment), "Erika"));
    }
}
