//! The page of one consultation: the doctor's name, then waiting room and call.

use dioxus::prelude::*;
use heilsam_domain::RoomId;

use super::desk::{InvitationView, use_desk};
use super::meeting::{Meeting, Room};
use super::own_name::OwnName;
use super::routes::Route;
use crate::components::{ErrorState, Loading, PageTitle, use_toasts};
use crate::{browser, t};

/// How often it is looked whether staff have left a word, in milliseconds.
const EVERY: i32 = 15_000;

/// Opens the room of an invitation.
#[component]
pub fn RoomPage(room_id: RoomId) -> Element {
    let desk = use_desk();
    let navigator = use_navigator();
    let mut toasts = use_toasts();
    let mut opened = use_signal(|| None::<Room>);
    // A room that is opened again begins anew, with its devices.
    let mut round = use_signal(|| 0_u32);
    let mut found = use_resource(move || async move { desk.room(room_id).await });
    let entry = use_entry(room_id);
    if let Some(room) = opened() {
        let doctor_name = room.doctor_name.clone();
        let again = move |()| {
            let doctor_name = doctor_name.clone();
            spawn(async move {
                match desk.room(room_id).await {
                    Ok(room) => {
                        opened.set(Some(Room { doctor_name, ..room }));
                        round += 1;
                    }
                    Err(error) => toasts.say(move || error.text()),
                }
            });
        };
        return rsx! {
            for number in [round()] {
                Meeting {
                    key: "{number}",
                    room: room.clone(),
                    entry: entry(),
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

/// The appointment with what staff left for whoever waits. Without it the call is held all the same, only without notes.
fn use_entry(room_id: RoomId) -> Signal<Option<InvitationView>> {
    let desk = use_desk();
    let mut entry = use_signal(|| None::<InvitationView>);
    use_future(move || async move {
        loop {
            if let Ok(Some(now)) = desk.invitation(room_id).await
                && entry.peek().as_ref() != Some(&now)
            {
                entry.set(Some(now));
            }
            browser::sleep(EVERY).await;
        }
    });
    entry
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
