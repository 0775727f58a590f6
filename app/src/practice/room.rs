//! The page of one consultation: the doctor's name, then waiting room and call.

use dioxus::prelude::*;
use heilsam_domain::RoomId;

use super::desk::use_desk;
use super::meeting::{Meeting, Room};
use super::own_name::OwnName;
use super::routes::Route;
use crate::components::{ErrorState, Loading, PageTitle, use_toasts};
use crate::t;

/// Opens the room of an invitation.
#[component]
pub fn RoomPage(room_id: RoomId) -> Element {
    let desk = use_desk();
    let navigator = use_navigator();
    let mut toasts = use_toasts();
    let mut opened = use_signal(|| None::<Room>);
    // A room that is opened again begins anew, with its devices.
    let mut round = use_signal(|| 0_u32);
    let mut opening = use_signal(|| false);
    let mut found = use_resource(move || async move { desk.room(room_id).await });
    if let Some(room) = opened() {
        let doctor_name = room.doctor_name.clone();
        let again = move |()| {
            if opening() {
                return;
            }
            opening.set(true);
            let doctor_name = doctor_name.clone();
            spawn(async move {
                match desk.room(room_id).await {
                    Ok(room) => {
                        opened.set(Some(Room { doctor_name, ..room }));
                        round += 1;
                    }
                    Err(error) => toasts.say(move || error.text()),
                }
                opening.set(false);
            });
        };
        return rsx! {
            for number in [round()] {
                Meeting {
                    key: "{number}",
                    room: room.clone(),
                    opening: opening(),
                    onleave: move |()| {
                        navigator.push(Route::Invitations {});
                    },
                    onagain: again.clone(),
                }
            }
        };
    }
    match &*found.read() {
        None => rsx! {
            Loading {}
        },
        Some(Err(error)) => rsx! {
            PageTitle { title: t!("room-title") }
            ErrorState { text: error.text(), onretry: move |()| found.restart() }
        },
        Some(Ok(room)) => rsx! {
            OpenRoom { room: room.clone(), onopen: move |room| opened.set(Some(room)) }
        },
    }
}

/// Asks for the name that patients see, then opens.
#[component]
fn OpenRoom(room: Room, onopen: EventHandler<Room>) -> Element {
    let known = room.doctor_name.clone();
    rsx! {
        PageTitle { title: t!("room-title"), lead: t!("room-lead") }
        OwnName { known, onopen: move |doctor_name| onopen.call(Room { doctor_name, ..room.clone() }) }
    }
}
