//! What the person in the waiting room agreed to: shown to the doctor, and kept for the text after the call.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use heilsam_call::consent::CASE_CONFERENCE;
use heilsam_call::{CallView, GivenConsent, Phase};
use heilsam_domain::RoomId;

use super::desk::use_desk;
use crate::components::{Badge, Kind, Notice, Shape};
use crate::{format, t};

/// What somebody agreed to; doctors who meet without a patient are informed only. Nothing for a text that this program does not
/// know: see [`UnknownText`].
#[component]
pub fn Agreed(given: GivenConsent) -> Element {
    if !given.known {
        return rsx! {};
    }
    let version = given.record.version;
    let informed = version == CASE_CONFERENCE.version;
    let words = if informed { t!("room-informed") } else { t!("room-consent", version = version) };
    rsx! {
        Badge { icon: Shape::Check, {words} }
    }
}

/// Says that this program does not know what somebody agreed to, and what the doctor can do.
#[component]
pub fn UnknownText(given: GivenConsent) -> Element {
    if given.known {
        return rsx! {};
    }
    rsx! {
        Notice { kind: Kind::Warning, title: t!("room-consent-unknown-title"),
            p { {t!("room-consent-unknown", version = given.record.version)} }
        }
    }
}

/// Keeps on this device what somebody agreed to whom the doctor has let in.
pub fn use_kept_consent(room: RoomId, view: impl Fn() -> Option<CallView> + 'static) {
    let desk = use_desk();
    let given = use_memo(move || {
        let in_call = view().filter(|view| matches!(view.phase, Phase::InCall(_)));
        in_call.and_then(|view| view.consent)
    });
    use_effect(move || {
        let Some(given) = given() else { return };
        spawn_forever(async move {
            // Without it the text after the call says nothing of a consent.
            let _ = desk.keep_consent(room, &given, format::now()).await;
        });
    });
}
