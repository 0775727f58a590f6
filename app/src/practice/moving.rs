//! Moving an appointment: the link stays, only the time changes.

use dioxus::prelude::*;
use heilsam_client::appointment::zone;
use heilsam_domain::RoomId;

use super::calendar::{Place, name, words};
use super::desk::team::of_doctor;
use super::desk::{Appointment, InvitationView, Occasion, use_desk};
use super::plan::{Conflicts, Impossible, Length, moment_error};
use super::routes::Route;
use crate::account::trouble::{Trouble, TroubleNotice};
use crate::components::{
    Button, ButtonKind, DateField, DateKind, ErrorState, Kind, Loading, Notice, PageTitle, use_toasts,
};
use crate::{browser, format, t};

/// Asks for the new time. `at` is where the appointment was dropped in the calendar, or empty.
#[component]
pub fn MovePage(room_id: RoomId, at: String) -> Element {
    let desk = use_desk();
    let mut last = use_signal(|| None::<Vec<InvitationView>>);
    // Read again while somebody types: without a connection the form stays, with what was read before.
    let mut list = use_resource(move || async move {
        let read = desk.invitations().await;
        if let Ok(fresh) = &read {
            last.set(Some(fresh.clone()));
        }
        read.or_else(|error| last.peek().clone().ok_or(error))
    });
    match &*list.read() {
        None => rsx! {
            Loading {}
        },
        Some(Err(error)) => rsx! {
            PageTitle { title: t!("move-title") }
            ErrorState { text: error.text(), onretry: move |()| list.restart() }
        },
        Some(Ok(known)) => match known.iter().find(|it| it.room == room_id && it.state.is_open()) {
            Some(entry) => rsx! {
                MoveForm { entry: entry.clone(), known: known.clone(), at, onstale: move |()| list.restart() }
            },
            None => rsx! {
                PageTitle { title: t!("move-title") }
                Notice { kind: Kind::Warning, p { {t!("invitation-gone")} } }
            },
        },
    }
}

fn new_time(when: &str, minutes: u16, before: &Appointment) -> Result<Appointment, Impossible> {
    let wall = zone::read(when).ok_or_else(|| Impossible::unread(when))?;
    let begins_at = zone::moment(wall).map_err(|_| Impossible::NoSuchTime)?;
    if begins_at <= format::now() {
        return Err(Impossible::Past);
    }
    Ok(Appointment { begins_at, minutes, ..before.clone() })
}

#[component]
fn MoveForm(
    entry: InvitationView,
    known: Vec<InvitationView>,
    at: String,
    // Somebody else changed it: what was typed stays, what is shown is read again.
    onstale: EventHandler<()>,
) -> Element {
    let desk = use_desk();
    let place: Place = use_context();
    let navigator = use_navigator();
    let mut toasts = use_toasts();
    let before = entry.appointment.clone();
    let proposal = if at.is_empty() { zone::write(zone::local(before.begins_at)) } else { at };
    let mut when = use_signal(move || proposal);
    let minutes_before = before.minutes;
    let mut minutes = use_signal(move || minutes_before);
    let mut asked = use_signal(|| false);
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let was = before.clone();
    let planned = use_memo(move || new_time(&when(), minutes(), &was));
    let room_id = entry.room;
    let is_hour = entry.appointment.occasion == Occasion::OpenHour;
    let seen = entry.clone();
    let submit = move |event: FormEvent| {
        event.prevent_default();
        asked.set(true);
        let Ok(new) = planned.peek().clone() else { return browser::focus("move-when") };
        if busy() {
            return;
        }
        let seen = seen.clone();
        spawn(async move {
            busy.set(true);
            match desk.reschedule(seen, new.begins_at, new.minutes).await {
                Ok(()) => {
                    place.go(zone::local(new.begins_at).date());
                    toasts.say(|| t!("move-done"));
                    navigator.replace(Route::InvitationPage { room_id });
                }
                Err(error) => trouble.set(Some(desk.explain(error, onstale).await)),
            }
            busy.set(false);
        });
    };
    rsx! {
        PageTitle { title: t!("move-title"), lead: t!("move-lead", name = name(&entry), at = words::moment(before.begins_at)) }
        form { class: "stack", novalidate: true, onsubmit: submit,
            TroubleNotice { trouble: trouble() }
            if trouble() == Some(Trouble::Offline) {
                p { id: "move-unsure", if is_hour { {t!("move-unsure-hour")} } else { {t!("move-unsure")} } }
            }
            div { class: "field-row",
                DateField {
                    id: "move-when",
                    label: t!("move-when"),
                    kind: DateKind::Moment,
                    value: when,
                    error: asked().then(|| moment_error(planned.read().as_ref().err().copied())).flatten(),
                    oninput: move |it| when.set(it),
                }
                Length { id: "move-length", minutes: minutes(), onchange: move |it| minutes.set(it) }
            }
            if let Ok(new) = &*planned.read() {
                Conflicts { known: of_doctor(&known, Some(entry.doctor)), planned: vec![new.clone()], except: Some(room_id) }
            }
            Notice { kind: Kind::Info,
                p { if is_hour { {t!("move-tell-hour")} } else { {t!("move-tell")} } }
            }
            div { class: "actions",
                Button { id: "move-make", submit: true, busy: busy(), {t!("move-make")} }
                Button { kind: ButtonKind::Quiet, onpress: move |()| { navigator.push(Route::InvitationPage { room_id }); }, {t!("action-back")} }
            }
        }
    }
}
