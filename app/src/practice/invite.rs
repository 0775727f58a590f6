//! Making an invitation: who, when, how long.

use dioxus::prelude::*;
use heilsam_client::client::InvitationDraft;
use jiff::{SignedDuration, Timestamp};

use super::desk::{EARLY, use_desk};
use super::routes::Route;
use crate::account::trouble::{Trouble, TroubleNotice};
use crate::components::{Button, Choice, ChoiceKind, Field, FieldKind, PageTitle};
use crate::{browser, format, t};

/// The room closes this long after the appointment's beginning.
const LATE: SignedDuration = SignedDuration::from_hours(2);

fn draft(patient: &str, at: Timestamp) -> Option<InvitationDraft> {
    let opens_at = at.checked_sub(EARLY).ok()?;
    let closes_at = at.checked_add(LATE).ok()?;
    Some(InvitationDraft {
        name: patient.trim().to_owned(),
        remark: String::new(),
        opens_at,
        closes_at,
        delivery: None,
    })
}

/// Two questions; the name never leaves this device unsealed.
#[component]
pub fn Invite() -> Element {
    let desk = use_desk();
    let navigator = use_navigator();
    let mut patient = use_signal(String::new);
    let mut now = use_signal(|| true);
    let mut when = use_signal(|| format::to_input(format::now()));
    let mut asked = use_signal(|| false);
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let at = use_memo(move || {
        if now() { Some(format::now()) } else { format::from_input(&when()).filter(|at| *at > format::now()) }
    });
    let nameless = use_memo(move || patient().trim().is_empty());
    let mut submit = move || {
        asked.set(true);
        if nameless() {
            browser::focus("invite-patient");
            return;
        }
        let Some(draft) = at().and_then(|at| draft(&patient(), at)) else {
            browser::focus("invite-when");
            return;
        };
        spawn(async move {
            busy.set(true);
            trouble.set(None);
            match desk.invite(draft).await {
                Ok(room_id) => {
                    navigator.replace(Route::InvitationPage { room_id });
                }
                Err(error) => trouble.set(Some(error)),
            }
            busy.set(false);
        });
    };
    rsx! {
        PageTitle { title: t!("invite-title"), lead: t!("invite-lead") }
        form {
            class: "stack",
            novalidate: true,
            onsubmit: move |event| {
                event.prevent_default();
                if !busy() {
                    submit();
                }
            },
            TroubleNotice { trouble: trouble() }
            Field {
                id: "invite-patient",
                label: t!("invite-patient"),
                hint: t!("invite-patient-hint"),
                value: patient,
                oninput: move |it| patient.set(it),
                error: (asked() && nameless()).then(|| t!("field-missing")),
            }
            fieldset { class: "choices",
                legend { class: "field-label", {t!("invite-when")} }
                Choice { id: "invite-now", name: "when", kind: ChoiceKind::Radio, label: t!("invite-now"), checked: now(), onchange: move |_| now.set(true) }
                Choice { id: "invite-later", name: "when", kind: ChoiceKind::Radio, label: t!("invite-later"), checked: !now(), onchange: move |_| now.set(false) }
                if !now() {
                    Field {
                        id: "invite-when",
                        label: t!("invite-moment"),
                        kind: FieldKind::DateTime,
                        value: when,
                        oninput: move |it| when.set(it),
                        error: (asked() && at().is_none()).then(|| t!("invite-error-when")),
                    }
                }
            }
            Button { id: "invite-make", submit: true, wide: true, busy: busy(), {t!("invite-make")} }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_room_opens_a_little_early_and_closes_on_its_own() {
        let at: Timestamp = "2026-03-10T10:00:00Z".parse().unwrap();
        let draft = draft(" Erika Muster ", at).unwrap();
        assert_eq!(draft.name, "Erika Muster");
        assert_eq!(draft.opens_at.to_string(), "2026-03-10T09:45:00Z");
        assert_eq!(draft.closes_at.to_string(), "2026-03-10T12:00:00Z");
    }
}
