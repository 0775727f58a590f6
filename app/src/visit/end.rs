//! The end, for each reason in plain words and with a way on.

use dioxus::prelude::*;
use heilsam_call::EndReason;

use super::app::WayBack;
use super::ticket::{Ticket, Way};
use super::{Step, use_shared};
use crate::browser::reload;
use crate::call_view::Afterwards;
use crate::components::{Button, ButtonKind, PageTitle};
use crate::t;

/// What can be done after the end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum WayOn {
    Nothing,
    Again,
    NewCode,
    Reload,
}

/// The end screen.
#[component]
pub fn End(reason: EndReason, ticket: Ticket) -> Element {
    let mut shared = use_shared();
    let (title, text, way) = words(reason, matches!(ticket.way, Way::Code(..)));
    // Whoever hung up or left may have meant another button. Here the ticket is still known; a reload forgets it.
    let (kind, again) = if reason == EndReason::HungUp {
        (ButtonKind::Second, t!("visit-resume-title"))
    } else {
        (ButtonKind::Primary, t!("visit-again"))
    };
    rsx! {
        div { id: "end",
            PageTitle { title, lead: text }
            Afterwards { room: ticket.room() }
            match way {
                WayOn::Nothing => rsx! {},
                WayOn::Again => rsx! {
                    Button { kind, onpress: move |()| shared.step.set(Step::Devices(ticket.clone())), "{again}" }
                },
                WayOn::NewCode => rsx! {
                    Button { onpress: move |()| shared.step.set(Step::Enter(None, String::new())), {t!("visit-new-code")} }
                },
                WayOn::Reload => rsx! {
                    Button { onpress: |()| reload(), {t!("visit-reload")} }
                },
            }
            WayBack {}
        }
    }
}

fn words(reason: EndReason, by_code: bool) -> (String, String, WayOn) {
    match reason {
        EndReason::HungUp | EndReason::OtherHungUp => {
            let way = if reason == EndReason::HungUp { WayOn::Again } else { WayOn::Nothing };
            (t!("visit-end-thanks"), t!("visit-end-thanks-text"), way)
        }
        EndReason::Refused => (t!("visit-end-refused"), t!("visit-end-refused-text"), WayOn::Nothing),
        EndReason::RoomUnknown | EndReason::NotAllowed => {
            let way = if by_code { WayOn::NewCode } else { WayOn::Again };
            (t!("visit-end-room"), t!("visit-end-room-text"), way)
        }
        EndReason::TooEarly => (t!("visit-end-early"), t!("visit-end-early-text"), WayOn::Again),
        EndReason::Expired => {
            let way = if by_code { WayOn::NewCode } else { WayOn::Nothing };
            (t!("visit-end-over"), t!("visit-end-room-text"), way)
        }
        EndReason::SeatTaken => (t!("visit-end-taken"), t!("visit-end-taken-text"), WayOn::Again),
        EndReason::CodeWrong => (t!("visit-end-code"), t!("visit-end-code-text"), WayOn::NewCode),
        EndReason::CodeLocked => (t!("visit-end-locked"), t!("visit-end-locked-text"), WayOn::NewCode),
        EndReason::NotAuthentic | EndReason::NumberDiffers | EndReason::OtherNumberDiffers => {
            (t!("visit-end-unsafe"), t!("visit-end-unsafe-text"), WayOn::Nothing)
        }
        EndReason::FrameEncryptionFailed => {
            (t!("visit-end-unsafe"), t!("visit-end-frames-text"), WayOn::Reload)
        }
        EndReason::TooManyTries => (t!("visit-end-many"), t!("visit-end-many-text"), WayOn::Again),
        EndReason::TooManyGuests => (t!("visit-end-guests"), t!("visit-end-guests-text"), WayOn::Again),
        EndReason::ConnectionLost => (t!("visit-end-lost"), t!("visit-end-lost-text"), WayOn::Again),
        EndReason::VersionMismatch => (t!("visit-end-version"), t!("visit-end-version-text"), WayOn::Reload),
    }
}
