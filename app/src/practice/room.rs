//! The page of one consultation: the doctor's name, then waiting room and call.

use dioxus::prelude::*;
use heilsam_domain::RoomId;

use super::desk::use_desk;
use super::meeting::{Meeting, Room};
use super::own_name::OwnName;
use super::routes::Route;
use crate::components::{ErrorState, Loading, PageTitle};
use crate::t;

/// Opens the room of an invitation.
#[component]
pub fn RoomPage(room_id: RoomId) -> Element {
    let desk = use_desk();
    let mut opened = use_signal(|| None::<Room>);
    let mut found = use_resource(move || async move { desk.room(room_id).await });
    // Without it the call is held all the same, only without notes.
    let entry = use_resource(move || async move { desk.invitation(room_id).await.ok().flatten() });
    let navigator = use_navigator();
    if let Some(room) = opened() {
        return rsx! {
            Meeting {
                room,
                entry: entry().flatten(),
                onleave: move |()| {
                    navigator.push(Route::Invitations {});
                },
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
