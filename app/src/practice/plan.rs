//! Planning: who, when, how long, how often. For the hurried: a name and one button.

mod choices;
mod conflicts;
mod doctor;
mod draft;
mod when;

pub use choices::{ThroughServer, use_sends};
pub use conflicts::Conflicts;
pub use draft::Impossible;
pub use when::{Length, moment_error};

use dioxus::prelude::*;

use self::choices::{Kinds, Wishes};
use self::doctor::DoctorField;
use self::draft::{Kind, PlanDraft};
use self::when::{Repeats, WhenFields};
use super::calendar::Place;
use super::desk::team::{of_doctor, use_team};
use super::desk::use_desk;
use super::routes::Route;
use crate::account::trouble::{Trouble, TroubleNotice};
use crate::components::{
    Button, Field, FieldKind, Kind as NoticeKind, Loading, Notice, PageTitle, use_toasts,
};
use crate::{browser, format, t};

/// Characters of a name or a title. With a remark it fits into the description that the server keeps sealed.
pub const NAME: u16 = 120;
/// Characters of a remark.
pub const REMARK: u16 = 1_000;

/// The page. `at` is a moment that was chosen in the calendar, or empty.
#[component]
pub fn Invite(at: String) -> Element {
    let (desk, team) = (use_desk(), use_team());
    let place: Place = use_context();
    let navigator = use_navigator();
    let mut toasts = use_toasts();
    let known = use_resource(move || async move { desk.invitations().await.ok() });
    let sends = use_sends();
    let mut draft = use_signal(move || PlanDraft::new(&at, format::now()));
    let mut asked = use_signal(|| false);
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    // Where only a part of a series was made: how many of how many.
    let mut incomplete = use_signal(|| None::<(usize, usize)>);
    let nameless = use_memo(move || draft.read().is_nameless());
    let planned = use_memo(move || draft.read().appointments(format::now()));
    let name = use_memo(move || draft.read().name.clone());
    let remark = use_memo(move || draft.read().remark.clone());
    let doctor = use_memo(move || draft.read().doctor.or_else(|| desk.own_account()));
    let mut submit = move || {
        asked.set(true);
        if nameless() {
            return browser::focus("invite-patient");
        }
        let Ok(drafts) = draft.peek().drafts(format::now()) else {
            return browser::focus("invite-when");
        };
        spawn(async move {
            busy.set(true);
            trouble.set(None);
            if let [one] = drafts.as_slice() {
                match desk.invite(one.clone()).await {
                    Ok(room_id) => {
                        navigator.replace(Route::InvitationPage { room_id });
                    }
                    Err(error) => trouble.set(Some(error)),
                }
            } else {
                let wanted = drafts.len();
                let first =
                    drafts.first().and_then(|draft| draft.appointment.as_ref()).map(|it| it.begins_at);
                let (made, stopped) = desk.invite_series(drafts).await;
                incomplete.set((stopped.is_some() && made > 0).then_some((made, wanted)));
                match stopped {
                    Some(error) => trouble.set(Some(error)),
                    None => {
                        if let Some(first) = first {
                            place.go(heilsam_client::appointment::zone::local(first).date());
                        }
                        toasts.say(move || t!("plan-series-made", count = made));
                        navigator.replace(Route::Invitations {});
                    }
                }
            }
            busy.set(false);
        });
    };
    // Whoever is quick would send it before a double booking is seen, before the server's way is offered, and past the practice
    // whose calendar it belongs to.
    let (Some(known), Some(sends), Some(_)) = (known(), sends(), team.now()) else {
        return rsx! { Loading {} };
    };
    let kind = draft.read().kind;
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
            if let Some((made, wanted)) = incomplete() {
                Notice { kind: NoticeKind::Warning, announce: true, p { {t!("plan-series-part", made = made, wanted = wanted)} } }
            }
            Kinds { draft }
            DoctorField { draft, shown: place.doctor() }
            Field {
                id: "invite-patient",
                label: match kind {
                    Kind::OpenHour => t!("plan-hour-name"),
                    Kind::Conference => t!("plan-conference-name"),
                    Kind::Now | Kind::Later | Kind::Series => t!("invite-patient"),
                },
                hint: t!("invite-patient-hint"),
                value: name,
                maxlength: NAME,
                oninput: move |it| draft.write().name = it,
                error: (asked() && nameless()).then(|| t!("field-missing")),
            }
            if kind != Kind::Now {
                WhenFields { draft, error: (asked() || draft.read().touched).then(|| moment_error(planned.read().as_ref().err().copied())).flatten() }
            }
            if kind == Kind::Series {
                Repeats { draft }
            }
            match (&known, &*planned.read()) {
                (None, _) => rsx! {
                    Notice { id: "conflicts-unknown", kind: NoticeKind::Warning, p { {t!("plan-conflict-unknown")} } }
                },
                (Some(known), Ok(planned)) => rsx! {
                    Conflicts { known: of_doctor(known, doctor()), planned: planned.clone() }
                },
                (Some(_), Err(_)) => rsx! {},
            }
            Wishes { draft, sends }
            details {
                summary { {t!("plan-more")} }
                Field {
                    id: "invite-remark",
                    label: t!("plan-remark"),
                    hint: t!("plan-remark-hint"),
                    kind: FieldKind::Text,
                    value: remark,
                    maxlength: REMARK,
                    oninput: move |it| draft.write().remark = it,
                }
            }
            Button { id: "invite-make", submit: true, wide: true, busy: busy(), {make_label(kind)} }
        }
    }
}

fn make_label(kind: Kind) -> String {
    match kind {
        Kind::Now | Kind::Later | Kind::Conference => t!("invite-make"),
        Kind::Series => t!("plan-make-series"),
        Kind::OpenHour => t!("plan-make-hour"),
    }
}
