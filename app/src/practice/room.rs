//! The page of one consultation: the doctor's name, then waiting room and call.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use heilsam_domain::RoomId;

use super::desk::use_desk;
use super::meeting::{Meeting, Room};
use super::routes::Route;
use crate::components::{Button, ErrorState, Field, Loading, PageTitle};
use crate::{browser, t};

/// Opens the room of an invitation.
#[component]
pub fn RoomPage(room_id: RoomId) -> Element {
    let desk = use_desk();
    let mut opened = use_signal(|| None::<Room>);
    let mut found = use_resource(move || async move { desk.room(room_id).await });
    let navigator = use_navigator();
    if let Some(room) = opened() {
        return rsx! {
            Meeting {
                room,
                ontries: move |tries: u8| {
                    // Also when the page is left: a wrong try that was seen stays counted.
                    spawn_forever(async move {
                        let _ = desk.keep_tries(room_id, tries).await;
                    });
                },
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

/// Asks for the name that patients see. The press also lets the browser play sound.
#[component]
fn OpenRoom(room: Room, onopen: EventHandler<Room>) -> Element {
    let desk = use_desk();
    let kept = room.doctor_name.clone();
    let mut name = use_signal(move || kept);
    let mut error = use_signal(|| None::<String>);
    let submit = move |event: FormEvent| {
        event.prevent_default();
        let doctor_name = name().trim().to_owned();
        if doctor_name.is_empty() {
            error.set(Some(t!("field-missing")));
            return browser::focus("doctor-name");
        }
        let keep = doctor_name.clone();
        spawn_forever(async move {
            // A device that cannot keep it asks again next time.
            let _ = desk.keep_name(&keep).await;
        });
        onopen.call(Room { doctor_name, ..room.clone() });
    };
    rsx! {
        PageTitle { title: t!("room-title"), lead: t!("room-lead") }
        form { class: "stack", onsubmit: submit, novalidate: true,
            Field {
                id: "doctor-name",
                label: t!("room-name"),
                hint: t!("room-name-hint"),
                value: name,
                error: error(),
                required: true,
                oninput: move |text| {
                    name.set(text);
                    error.set(None);
                },
            }
            div { class: "actions",
                Button { id: "room-open", submit: true, {t!("room-open")} }
            }
        }
    }
}
