//! One appointment: hand the invitation over, open the room, move it, rename it, cancel it.

mod anew;
mod cancel;
mod code;
mod describe;
mod hour;
mod inviting;
mod notes;
mod other_doctor;
mod others;
mod papers;
mod remind;

pub use papers::Papers;

use dioxus::prelude::*;
use heilsam_domain::{CallRole, RoomId};

use self::anew::Anew;
use self::cancel::Cancel;
use self::code::CodeToType;
use self::describe::Describe;
use self::hour::Hour;
use self::notes::NotesOfCall;
use self::other_doctor::OtherDoctor;
use self::others::Others;
use self::papers::{CalendarFile, CancelOnPaper};
use self::remind::Remind;
use super::calendar::{name, state_badge, words};
use super::desk::{InvitationView, Occasion, use_desk};
use super::hand_over::HandOver;
use super::routes::Route;
use super::team_badge::DoctorBadge;
use crate::call_people::role_words;
use crate::components::{
    Badge, Button, ButtonKind, ErrorState, Kind, Loading, Notice, PageTitle, QrCode, Shape,
};
use crate::t;

/// Everything about one appointment.
#[component]
pub fn InvitationPage(room_id: RoomId) -> Element {
    let desk = use_desk();
    let mut list = use_resource(move || async move { desk.invitations().await });
    // The link names the practice: shown before that is known, it would change under the eyes of whoever copies or scans it.
    let practice = use_resource(move || async move {
        let master = desk.master().await.unwrap_or_default();
        let name = if master.practice.is_empty() {
            desk.own_name().await.unwrap_or_default()
        } else {
            master.practice
        };
        (name, master.phone)
    });
    // The router shows another appointment in the same component.
    let room = use_reactive_room(room_id);
    let Some((practice, phone)) = practice() else {
        return rsx! { Loading {} };
    };
    match &*list.read() {
        None => rsx! { Loading {} },
        Some(Err(error)) => rsx! {
            PageTitle { title: t!("invitation-title") }
            ErrorState { text: error.text(), onretry: move |()| list.restart() }
        },
        Some(Ok(list_now)) => match list_now.iter().find(|it| it.room == room()) {
            None => rsx! {
                PageTitle { title: t!("invitation-title") }
                Notice { kind: Kind::Warning, p { {t!("invitation-gone")} } }
            },
            Some(entry) if entry.appointment.occasion == Occasion::OpenHour => rsx! {
                for entry in [entry.clone()] {
                    Hour { key: "{entry.room}", entry, known: list_now.clone(), onchange: move |()| list.restart() }
                }
            },
            Some(entry) => rsx! {
                for entry in [entry.clone()] {
                    // Another doctor means another link: nothing of the one before may stay on the screen.
                    Sheet {
                        key: "{entry.room}-{entry.doctor}",
                        entry,
                        practice: practice.clone(),
                        phone: phone.clone(),
                        known: list_now.clone(),
                        onchange: move |()| list.restart(),
                    }
                }
            },
        },
    }
}

fn use_reactive_room(room_id: RoomId) -> Signal<RoomId> {
    let mut room = use_signal(|| room_id);
    use_effect(use_reactive!(|room_id| room.set(room_id)));
    room
}

#[component]
fn Sheet(
    entry: InvitationView,
    /// What the practice is called, or empty.
    practice: String,
    /// Where it is called, or empty.
    phone: String,
    known: Vec<InvitationView>,
    onchange: EventHandler<()>,
) -> Element {
    let desk = use_desk();
    let navigator = use_navigator();
    let is_own = desk.own_account() == Some(entry.doctor);
    let room_id = entry.room;
    let papers = Papers::of(&entry, &practice);
    let shown = papers.link.clone();
    let qr = use_memo(use_reactive!(|shown| shown));
    let open = entry.state.is_open();
    // Several are taken into one call from the page with all waiting rooms.
    let belongs = |it: &InvitationView| it.is_for_a_guest() && it.appointment.hour == Some(room_id);
    let beside = |it: &InvitationView| it.is_for_a_guest() && entry.appointment.hour == Some(it.room);
    let several = known.iter().any(|it| belongs(it) || beside(it));
    rsx! {
        PageTitle { title: name(&entry), lead: words::moment(entry.appointment.begins_at) }
        div { class: "stack-wide",
            Facts { entry: entry.clone() }
            if entry.was_cancelled_by_the_patient() {
                Notice { id: "cancelled-by-patient", kind: Kind::Warning, p { {t!("invitation-cancelled-by-patient")} } }
            }
            if open && is_own {
                div { class: "no-print",
                    Button { id: "open-room", wide: true, icon: Shape::Camera, onpress: move |()| { navigator.push(if several { Route::Hall {} } else { Route::RoomPage { room_id } }); },
                        {t!("practice-room")}
                    }
                }
            }
            NotesOfCall { entry: entry.clone() }
            if open {
                section { class: "stack",
                    h2 { class: "no-print", {t!("invitation-hand-over")} }
                    p { class: "no-print", {t!("invitation-hand-over-text")} }
                    CodeToType { entry: entry.clone(), page: papers.page(), onchange }
                    QrCode { text: qr, label: t!("invitation-qr") }
                    if papers.with_carer {
                        p { class: "print-only", {t!("invitation-mail-carer")} }
                    }
                    p { class: "print-only", {t!("invitation-print-duties")} }
                    if !papers.cancel_link.is_empty() {
                        CancelOnPaper { link: papers.cancel_link.clone(), phone }
                    }
                    HandOver { room_id, papers: papers.clone(), deliveries: entry.deliveries.clone(), onkept: onchange }
                    Anew { entry: entry.clone(), known: known.clone(), onchange }
                }
                Remind { entry: entry.clone(), onchange }
                Others { entry: entry.clone(), known: known.clone(), onchange }
                section { class: "stack no-print",
                    h2 { {t!("invitation-change")} }
                    div { class: "row",
                        Button { id: "move", kind: ButtonKind::Second, icon: Shape::Clock, onpress: move |()| { navigator.push(Route::MovePage { room_id, at: String::new() }); },
                            {t!("move-title")}
                        }
                        CalendarFile { entry: entry.clone(), papers }
                    }
                    Describe { entry: entry.clone(), onchange }
                    OtherDoctor { entry: entry.clone(), known: known.clone(), onchange }
                    SeriesOf { entry: entry.clone(), known: known.clone() }
                    Cancel { entry: entry.clone(), known, onchange }
                }
            }
        }
    }
}

/// State, length, remark.
#[component]
fn Facts(entry: InvitationView) -> Element {
    let (kind, state) = state_badge(&entry);
    rsx! {
        div { class: "row no-print",
            Badge { kind, "{state}" }
            Badge { icon: Shape::Clock, {words::length(entry.appointment.minutes)} }
            if entry.is_conference() {
                Badge { {t!("calendar-conference")} }
            } else if entry.appointment.role != CallRole::Patient {
                Badge { {role_words(entry.appointment.role)} }
            }
            if entry.appointment.with_carer {
                Badge { icon: Shape::Person, {t!("plan-carer-badge")} }
            }
            DoctorBadge { entry: entry.clone() }
        }
        if !entry.remark.is_empty() {
            p { class: "no-print", id: "invitation-remark", "{entry.remark}" }
        }
    }
}

/// The other appointments of the series, and the consultation hour one was invited into.
#[component]
fn SeriesOf(entry: InvitationView, known: Vec<InvitationView>) -> Element {
    let mut others: Vec<InvitationView> = known
        .iter()
        .filter(|it| it.appointment.series.is_some() && it.appointment.series == entry.appointment.series)
        .cloned()
        .collect();
    others.sort_by_key(|it| it.appointment.begins_at);
    let number = others.iter().position(|it| it.room == entry.room).map_or(0, |index| index + 1);
    let hour = known.into_iter().find(|it| Some(it.room) == entry.appointment.hour);
    rsx! {
        if others.len() > 1 {
            details { id: "series",
                summary { {t!("invitation-series", number = number, count = others.len())} }
                ol {
                    for other in others {
                        li { key: "{other.room}",
                            Link { to: Route::InvitationPage { room_id: other.room }, {words::moment(other.appointment.begins_at)} }
                            if other.room == entry.room {
                                " "
                                {t!("invitation-series-this")}
                            }
                        }
                    }
                }
            }
        }
        if let Some(hour) = hour {
            p {
                Link { to: Route::InvitationPage { room_id: hour.room }, if hour.appointment.occasion == Occasion::OpenHour {
                        {t!("invitation-of-hour", name = name(&hour))}
                    } else {
                        {t!("invitation-of-call", name = name(&hour))}
                    } }
            }
        }
    }
}
