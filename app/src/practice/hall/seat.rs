//! One waiting room as a row: who waits or talks there, and what came of it.

use dioxus::prelude::*;
use heilsam_call::browser::{Call, Devices};
use heilsam_call::{CallView, EndReason, Phase};
use heilsam_domain::{CallRole, RoomId};

use super::{Seated, Shared};
use crate::call_people::role_words;
use crate::call_view::{Afterwards, other_name};
use crate::components::{Badge, Button, ButtonKind, ErrorState, Kind, Select, Shape};
use crate::practice::after::{After, Notes};
use crate::practice::agreed::use_kept_consent;
use crate::practice::calendar::{name, words};
use crate::practice::desk::{AboutCall, InvitationView, use_desk};
use crate::practice::meeting::{self, Room, end_text};
use crate::practice::waiting::{Finish, Present, must_compare};
use crate::still_there::{read_if_there, write_if_there};
use crate::t;

/// Holds the session of a room as long as the page is open.
#[component]
pub(super) fn Seat(entry: InvitationView, room: Room, devices: Devices) -> Element {
    let mut round = use_signal(|| 0_u32);
    rsx! {
        for number in [round()] {
            Session {
                key: "{number}",
                entry: entry.clone(),
                room: room.clone(),
                devices: devices.clone(),
                onagain: move |()| round += 1,
            }
        }
    }
}

#[component]
fn Session(entry: InvitationView, room: Room, devices: Devices, onagain: EventHandler<()>) -> Element {
    let desk = use_desk();
    let shared: Shared = use_context();
    let id = entry.room;
    let (role, own) = (entry.appointment.role, room.clone());
    let call: Option<Call> = use_hook(move || {
        shared.table.know(&room);
        let handle: CopyValue<Option<Call>> = CopyValue::new(None);
        let started = meeting::start(desk, &room, devices.branch(), move |view: CallView| {
            read_if_there(handle, |started| {
                if let Some(call) = started {
                    shared.changed(id, call, view, role);
                }
            });
        });
        let mut handle = handle;
        handle.set(started.clone());
        started
    });
    use_drop(move || {
        // The page itself may be gone already.
        write_if_there(shared.seats, |seats| {
            seats.remove(&id);
        });
    });
    use_kept_consent(id, move || shared.seats.read().get(&id).map(|seat| seat.view.clone()));
    let seated = shared.seats.read().get(&id).cloned();
    let blocked = shared.talking().is_some_and(|talking| talking != id);
    rsx! {
        li { class: "card", id: "seat-{id}",
            div { class: "row",
                h2 { class: "seat-name", {title(&entry, seated.as_ref())} }
                span { class: "soft", {words::times(&entry.appointment)} }
            }
            match (call, seated) {
                (None, _) => rsx! {
                    p { {t!("room-unsupported-title")} }
                },
                (Some(_), None) => rsx! {
                    p { class: "soft", {t!("room-connecting")} }
                },
                (Some(call), Some(seated)) => match seated.view.phase {
                    Phase::Ended(reason) => rsx! {
                        Over { entry, reason, onagain }
                    },
                    Phase::WaitingRoom { .. } => rsx! {
                        Present {
                            call,
                            view: seated.view.clone(),
                            blocked: blocked.then(|| t!("hall-admit-waits")),
                            word: entry.word.clone(),
                            suffix: "-{id}",
                            onhanded: move |()| shared.forget(id),
                            if blocked {
                                TakeIn { room: own, name: other_name(&seated.view), role: seated.role, compare: must_compare(&seated.view) }
                            }
                        }
                    },
                    Phase::InCall(_) => rsx! {
                        Talking { seated, id }
                        Notes { about: AboutCall::of(&entry) }
                    },
                    Phase::Connecting { .. } => rsx! {
                        p { class: "soft", {t!("room-connecting")} }
                    },
                    Phase::Alone => rsx! {
                        p { class: "soft", {t!("hall-alone")} }
                    },
                    Phase::Verifying => rsx! {
                        p { {t!("room-verifying")} }
                    },
                },
            }
        }
    }
}

/// The name that the person gave is what counts; where the practice wrote another, both are shown.
fn title(entry: &InvitationView, seated: Option<&Seated>) -> String {
    let planned = name(entry);
    let present = seated.filter(|seat| seat.view.other_name.as_deref().is_some_and(|name| !name.is_empty()));
    match present.map(|seat| other_name(&seat.view)) {
        Some(given) if given == planned => planned,
        Some(given) => t!("hall-two-names", given = given, planned = planned),
        None => planned,
    }
}

/// Into the running call: as what, and the decision. Who was announced waits here until every screen shows them.
#[component]
fn TakeIn(room: Room, name: String, role: CallRole, compare: bool) -> Element {
    let shared: Shared = use_context();
    let mut chosen = use_signal(move || role);
    let mut failed = use_signal(|| false);
    let id = room.invitation.room;
    if shared.table.number_of(id).is_some() {
        let awaited = shared.table.awaited().join(", ");
        return rsx! {
            div { class: "row",
                Badge { icon: Shape::Clock, {t!("hall-announced")} }
                if !awaited.is_empty() {
                    span { class: "soft", id: "awaited-{id}", {t!("hall-awaited", names = awaited)} }
                }
                Button { id: "take-out-{id}", kind: ButtonKind::Quiet, onpress: move |()| shared.table.take_out(shared, id), {t!("hall-not-now")} }
            }
        };
    }
    let options = CallRole::ALL.map(|each| (each.as_str().to_owned(), role_words(each)));
    let waits_for = if compare { Some(t!("room-admit-waits")) } else { shared.table.hindrance() };
    let take_in = move |()| {
        let first =
            shared.talking().and_then(|first| shared.seats.peek().get(&first).map(|seat| (first, seat.role)));
        // Without randomness or a seat there is no call to take anybody into.
        let taken = first.and_then(|first| shared.table.take_in(shared, &room, chosen(), first));
        failed.set(taken.is_none());
    };
    let again = take_in.clone();
    rsx! {
        if failed() {
            ErrorState { text: t!("hall-not-taken-in"), onretry: again }
        }
        div { class: "take-in",
            Select {
                id: "role-{id}",
                label: t!("hall-takes-part-as"),
                value: chosen().as_str().to_owned(),
                options: options.to_vec(),
                onchange: move |text: String| chosen.set(CallRole::parse(&text).unwrap_or_default()),
            }
            Button {
                id: "take-in-{id}",
                icon: Shape::Add,
                kind: ButtonKind::Second,
                waits_for,
                onpress: take_in,
                {t!("hall-take-in")}
                span { class: "visually-hidden", ": {name}" }
            }
        }
    }
}

/// In the call; of several, with the number to compare and the way out for one.
#[component]
fn Talking(seated: Seated, id: RoomId) -> Element {
    let shared: Shared = use_context();
    let name = other_name(&seated.view);
    let number = seated.view.security_number.clone().unwrap_or_default();
    rsx! {
        Badge { kind: Kind::Success, icon: Shape::Camera, {t!("hall-talking")} }
        if shared.table.is_group() && shared.table.number_of(id).is_some() {
            p { {t!("hall-number", name = name.clone(), number = number)} }
            div { class: "row",
                Button { id: "take-out-{id}", kind: ButtonKind::Danger, onpress: move |()| shared.table.take_out(shared, id),
                    {t!("hall-take-out")}
                    span { class: "visually-hidden", ": {name}" }
                }
            }
        }
    }
}

/// After the call: what came of it.
#[component]
fn Over(entry: InvitationView, reason: EndReason, onagain: EventHandler<()>) -> Element {
    let shared: Shared = use_context();
    let room = entry.room;
    // While a call of several goes on with the others, what came shows there.
    let goes_on = shared.talking().is_some();
    rsx! {
        p { class: "seat-over", {end_text(reason)} }
        if !goes_on {
            Afterwards { room }
        }
        After { about: AboutCall::of(&entry) }
        Finish { room, onagain }
    }
}
