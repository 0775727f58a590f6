//! One waiting room as a row: who is there, with which devices, since when; admit, refuse, a word.

use dioxus::prelude::*;
use heilsam_call::browser::{Call, Devices};
use heilsam_call::{CallView, EndReason, Intent, LocalMedia, Phase};
use heilsam_domain::{CallRole, RoomId};

use super::hand_on::HandOn;
use super::pass_on::PassOn;
use super::words_to::WordsTo;
use super::{Seated, Shared};
use crate::call_people::role_words;
use crate::call_view::{Afterwards, other_name};
use crate::components::{Badge, Button, ButtonKind, ErrorState, Kind, Notice, Select, Shape, use_toasts};
use crate::practice::after::{After, Notes};
use crate::practice::agreed::{Agreed, UnknownText, use_kept_consent};
use crate::practice::calendar::{name, words};
use crate::practice::desk::{AboutCall, InvitationView, Word, use_desk};
use crate::practice::meeting::{self, Room, end_text};
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
                        Present { call, seated, blocked, room: own, word: entry.word.clone() }
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

#[component]
fn Present(call: Call, seated: Seated, blocked: bool, room: Room, word: Option<Word>) -> Element {
    let mut said = use_signal(|| None::<String>);
    let shared: Shared = use_context();
    let view = seated.view;
    let compare = view.comparison_required && !view.number_compared;
    let minutes = seated.since.map_or(0, |since| (shared.now)().duration_since(since).as_mins().max(0));
    let (admit, refuse, same, differs) = (call.clone(), call.clone(), call.clone(), call.clone());
    let speaking = call.clone();
    let waits_for = match (compare, blocked) {
        (true, _) => Some(t!("room-admit-waits")),
        (false, true) => Some(t!("hall-admit-waits")),
        (false, false) => None,
    };
    let who = other_name(&view);
    rsx! {
        div { class: "row",
            Badge { icon: Shape::Clock, {t!("hall-since", minutes = minutes)} }
            Badge { kind: Kind::Success, icon: Shape::Lock, {t!("call-verified")} }
            DeviceState { devices: view.other_devices.unwrap_or_default() }
            if let Some(given) = view.consent.clone() {
                Agreed { given }
            }
        }
        if let Some(given) = view.consent.clone() {
            UnknownText { given }
        }
        if compare {
            Notice { kind: Kind::Warning, title: t!("call-number-title"),
                p { {t!("room-compare")} }
                p { class: "code-block call-digits", {view.security_number.clone().unwrap_or_default()} }
                div { class: "row",
                    Button { onpress: move |()| same.send(Intent::NumberMatches), {t!("call-number-same")} }
                    Button { kind: ButtonKind::Danger, onpress: move |()| differs.send(Intent::NumberDiffers), {t!("call-number-differs")} }
                }
            }
        }
        div { class: "row",
            Button {
                id: "admit-{call.room()}",
                icon: Shape::Camera,
                kind: if blocked || compare { ButtonKind::Second } else { ButtonKind::Primary },
                waits_for,
                onpress: move |()| admit.send(Intent::Admit),
                {t!("room-admit")}
                span { class: "visually-hidden", ": {who}" }
            }
            Button { kind: ButtonKind::Quiet, onpress: move |()| refuse.send(Intent::Refuse),
                {t!("room-refuse")}
                span { class: "visually-hidden", ": {who}" }
            }
        }
        if blocked {
            TakeIn { room, name: who, role: seated.role, compare }
        }
        HandOn { call: call.clone() }
        PassOn { call: call.clone(), word }
        WordsTo {
            room: call.room(),
            said: said().map(|text| t!("hall-said", text = text)),
            onsay: move |text: String| {
                speaking.say(&text);
                said.set(Some(text));
            },
        }
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

/// Whether the person has camera and microphone.
#[component]
fn DeviceState(devices: LocalMedia) -> Element {
    rsx! {
        if devices.camera {
            Badge { icon: Shape::Camera, {t!("hall-camera")} }
        } else {
            Badge { kind: Kind::Warning, icon: Shape::CameraOff, {t!("hall-no-camera")} }
        }
        if devices.microphone {
            Badge { icon: Shape::Microphone, {t!("hall-microphone")} }
        } else {
            Badge { kind: Kind::Warning, icon: Shape::MicrophoneOff, {t!("hall-no-microphone")} }
        }
    }
}

/// After the call: close the appointment for good, or open its room again.
#[component]
fn Over(entry: InvitationView, reason: EndReason, onagain: EventHandler<()>) -> Element {
    let desk = use_desk();
    let shared: Shared = use_context();
    let mut toasts = use_toasts();
    let mut finished = use_signal(|| false);
    let room = entry.room;
    // While a call of several goes on with the others, what came shows there.
    let goes_on = shared.talking().is_some();
    let finish = move |()| {
        spawn(async move {
            match desk.end(room).await {
                Ok(()) => finished.set(true),
                Err(error) => toasts.say(move || error.text()),
            }
        });
    };
    rsx! {
        p { class: "seat-over", {end_text(reason)} }
        if !goes_on {
            Afterwards { room }
        }
        After { about: AboutCall::of(&entry) }
        if finished() {
            Badge { kind: Kind::Success, icon: Shape::Check, {t!("hall-finished")} }
        } else {
            div { class: "row",
                Button { kind: ButtonKind::Second, onpress: finish, {t!("hall-finish")} }
                Button { kind: ButtonKind::Quiet, onpress: move |()| onagain.call(()), {t!("hall-again")} }
            }
        }
    }
}
