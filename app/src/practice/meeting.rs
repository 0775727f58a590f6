//! The doctor's side of a consultation: who waits, admit or refuse, then the call.

use std::rc::Rc;

use dioxus::prelude::*;
use heilsam_call::browser::{Call, Devices};
use heilsam_call::consent::FOR_THE_DOCTOR;
use heilsam_call::{CallView, EndReason, Entrance, IdentityKey, Intent, Invitation, Phase, SessionConfig};
use heilsam_domain::RoomId;

use super::after::{After, Notes};
use super::agreed::use_kept_consent;
use super::bell::use_bell;
use super::desk::{AboutCall, Desk, InvitationView, use_desk};
use super::room_devices::{RoomDevices, use_room_devices};
use super::tries;
use super::waiting::{DoctorWaiting, Finish};
use crate::call_view::{Afterwards, Talk, hides_address};
use crate::components::{Button, ButtonKind, ErrorState, Loading, PageTitle};
use crate::still_there::write_if_there;
use crate::{browser, t};

/// How often it is looked whether staff have left a word, in milliseconds.
const EVERY: i32 = 15_000;

/// What the room is opened with.
#[derive(Clone)]
pub struct Room {
    /// The invitation with its secrets.
    pub invitation: Invitation,
    /// The doctor's identity key.
    pub key: Rc<IdentityKey>,
    /// The doctor's name as the patient shall see it.
    pub doctor_name: String,
    /// Wrong typed codes counted before.
    pub failed_tries: u8,
    /// Whether the invitation went through the provider's own mail or SMS gateway.
    pub comparison_required: bool,
}

impl PartialEq for Room {
    fn eq(&self, other: &Self) -> bool {
        self.invitation == other.invitation
    }
}

/// Opens camera and microphone, then the room. `onagain`: it is over, and the room is to be opened again; `opening`: it is being
/// opened.
#[component]
pub fn Meeting(room: Room, opening: bool, onleave: EventHandler<()>, onagain: EventHandler<()>) -> Element {
    match use_room_devices() {
        RoomDevices::Opening => rsx! {
            Loading { label: t!("room-devices") }
        },
        RoomDevices::Unsupported => rsx! {
            ErrorState { title: t!("room-unsupported-title"), text: t!("room-unsupported-text") }
        },
        RoomDevices::Open(devices) => rsx! {
            Running { room, devices, opening, onleave, onagain }
        },
    }
}

/// Opens the doctor's seat in a room, and keeps how often a wrong code is typed there.
#[must_use]
pub fn start(
    desk: Desk,
    room: &Room,
    devices: Devices,
    on_change: impl Fn(CallView) + 'static,
) -> Option<Call> {
    let id = room.invitation.room;
    let config = SessionConfig {
        entrance: Entrance::Doctor {
            invitation: room.invitation.clone(),
            key: Rc::clone(&room.key),
            failed_tries: room.failed_tries,
            texts: FOR_THE_DOCTOR,
        },
        name: room.doctor_name.clone(),
        devices: devices.open_devices(),
        comparison_required: room.comparison_required,
        relay_only: hides_address(),
        frame_encryption: false,
        kept: Call::kept(id),
    };
    let keep_tries = tries::keeper(desk, id, room.failed_tries);
    Call::start(id, config, devices, move |view| {
        keep_tries(view.failed_tries);
        on_change(view);
    })
}

#[component]
fn Running(
    room: Room,
    devices: Devices,
    opening: bool,
    onleave: EventHandler<()>,
    onagain: EventHandler<()>,
) -> Element {
    let view = use_signal(|| None::<CallView>);
    let desk = use_desk();
    let (bell, id) = (use_bell(), room.invitation.room);
    let entry = use_entry(id, view);
    let talking =
        use_memo(move || view.read().as_ref().is_some_and(|view| matches!(view.phase, Phase::InCall(_))));
    use_effect(move || bell.talks(talking().then_some(id)));
    use_drop(move || bell.talks(None));
    use_kept_consent(room.invitation.room, move || view.read().clone());
    let call = use_hook(move || {
        start(desk, &room, devices, move |changed| {
            write_if_there(view, |view| *view = Some(changed));
        })
    });
    let Some(call) = call else {
        return rsx! {
            ErrorState { title: t!("room-unsupported-title"), text: t!("room-unsupported-text") }
        };
    };
    let entry = entry();
    match view() {
        None => rsx! {
            Loading {}
        },
        Some(CallView { phase: Phase::Ended(reason), .. }) => rsx! {
            DoctorEnd { reason, room: call.room(), entry, opening, onleave, onagain }
        },
        Some(view) => {
            let talking = matches!(view.phase, Phase::InCall(_));
            let word = entry.as_ref().and_then(|it| it.word.clone());
            rsx! {
                Talk { call: call.clone(), view: view.clone(), others: rsx! {},
                    DoctorWaiting { call: call.clone(), view, word, onhanded: onleave }
                    div { class: "actions",
                        Button { kind: ButtonKind::Quiet, onpress: move |()| call.send(Intent::HangUp), {t!("room-close")} }
                    }
                }
                if let Some(entry) = entry.filter(|_| talking) {
                    Notes { about: AboutCall::of(&entry) }
                }
            }
        }
    }
}

/// The appointment with what staff left for whoever waits: looked at again and again before the call, no longer than that. Without
/// it the call is held all the same, only without notes.
fn use_entry(room: RoomId, view: Signal<Option<CallView>>) -> Signal<Option<InvitationView>> {
    let desk = use_desk();
    let mut entry = use_signal(|| None::<InvitationView>);
    use_future(move || async move {
        let mut answered = false;
        loop {
            let before = view.peek().as_ref().is_none_or(|view| is_before_the_call(&view.phase));
            if (before || !answered)
                && let Ok(now) = desk.invitation(room).await
            {
                answered = true;
                if now.is_some() && *entry.peek() != now {
                    entry.set(now);
                }
            }
            browser::sleep(EVERY).await;
        }
    });
    entry
}

/// Whether staff may still leave a word for the doctor to pass on.
const fn is_before_the_call(phase: &Phase) -> bool {
    match phase {
        Phase::Connecting { .. } | Phase::Alone | Phase::Verifying | Phase::WaitingRoom { .. } => true,
        Phase::InCall(_) | Phase::Ended(_) => false,
    }
}

/// Why it ended, in the doctor's words.
#[must_use]
pub fn end_text(reason: EndReason) -> String {
    match reason {
        EndReason::HungUp | EndReason::Refused => t!("room-end-own"),
        EndReason::OtherHungUp => t!("room-end-other"),
        EndReason::OtherNumberDiffers => t!("room-end-number"),
        EndReason::RoomUnknown | EndReason::Expired => t!("room-end-over"),
        // By the clock of the server: that of this device may be ahead.
        EndReason::TooEarly => t!("room-end-early"),
        EndReason::SeatTaken => t!("room-end-taken"),
        EndReason::NotAllowed => t!("room-end-not-allowed"),
        EndReason::CodeWrong | EndReason::CodeLocked | EndReason::NotAuthentic | EndReason::NumberDiffers => {
            t!("room-end-unsafe")
        }
        EndReason::FrameEncryptionFailed => t!("room-end-frames"),
        EndReason::TooManyTries => t!("room-end-many"),
        // The server says the second to guests only.
        EndReason::ConnectionLost | EndReason::TooManyGuests => t!("room-end-lost"),
        EndReason::VersionMismatch => t!("room-end-version"),
    }
}

#[component]
fn DoctorEnd(
    reason: EndReason,
    room: RoomId,
    entry: Option<InvitationView>,
    opening: bool,
    onleave: EventHandler<()>,
    onagain: EventHandler<()>,
) -> Element {
    let text = end_text(reason);
    rsx! {
        div { id: "end",
            PageTitle { title: t!("room-end-title"), lead: text }
            Afterwards { room }
            if let Some(entry) = entry {
                After { about: AboutCall::of(&entry) }
            }
            Finish { room, opening, onagain }
            div { class: "actions",
                Button { onpress: move |()| onleave.call(()), {t!("room-back")} }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_staff_are_looked_for_until_the_call_begins() {
        let waiting = Phase::WaitingRoom { hot: true };
        for phase in [Phase::Connecting { attempts: 0 }, Phase::Alone, Phase::Verifying, waiting] {
            assert!(is_before_the_call(&phase), "{phase:?}");
        }
        for phase in [Phase::InCall(heilsam_call::Link::Good), Phase::Ended(EndReason::HungUp)] {
            assert!(!is_before_the_call(&phase), "{phase:?}");
        }
    }
}
