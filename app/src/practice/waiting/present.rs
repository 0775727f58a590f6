//! Somebody who waits: since when, with which devices, what they agreed to; admit, refuse, hand on, a word.

use dioxus::prelude::*;
use heilsam_call::browser::Call;
use heilsam_call::{CallView, Intent, LocalMedia};

use super::hand_on::HandOn;
use super::pass_on::{PassOn, outdate};
use super::words_to::WordsTo;
use crate::call_view::other_name;
use crate::components::{Badge, Button, ButtonKind, Kind, Notice, Shape};
use crate::practice::agreed::{Agreed, UnknownText};
use crate::practice::desk::Word;
use crate::{browser, format, t};

/// How often the time is shown anew, in milliseconds.
const EVERY: i32 = 15_000;

/// Whether nobody is admitted before the numbers were compared.
#[must_use]
pub const fn must_compare(view: &CallView) -> bool {
    view.comparison_required && !view.number_compared
}

/// Everything about somebody who waits. `children` stand below the decisions.
#[component]
pub fn Present(
    call: Call,
    view: CallView,
    /// Why nobody is admitted now, beside a comparison that is missing.
    blocked: Option<String>,
    /// What staff left for them.
    word: Option<Word>,
    /// What the ids end with, where several wait on one page.
    #[props(default)]
    suffix: String,
    /// The room is a colleague's now.
    onhanded: EventHandler<()>,
    children: Element,
) -> Element {
    let mut said = use_signal(|| None::<String>);
    let minutes = use_minutes();
    let room = call.room();
    let compare = must_compare(&view);
    let (admit, refuse, speaking) = (call.clone(), call.clone(), call.clone());
    let second = compare || blocked.is_some();
    let waits_for = if compare { Some(t!("room-admit-waits")) } else { blocked };
    let who = other_name(&view);
    let older = word.clone();
    rsx! {
        div { class: "row",
            Badge { icon: Shape::Clock, {t!("hall-since", minutes = minutes)} }
            Badge { kind: Kind::Success, icon: Shape::Lock, {t!("call-verified")} }
            DeviceState { devices: view.other_devices.unwrap_or_default() }
            if let Some(given) = view.consent.clone() {
                Agreed { given }
            }
        }
        if let Some(given) = view.consent {
            UnknownText { given }
        }
        if compare {
            Comparison { call: call.clone(), number: view.security_number.unwrap_or_default(), suffix: suffix.clone() }
        }
        div { class: "row",
            Button {
                id: "admit{suffix}",
                icon: Shape::Camera,
                kind: if second { ButtonKind::Second } else { ButtonKind::Primary },
                waits_for,
                onpress: move |()| admit.send(Intent::Admit),
                {t!("room-admit")}
                span { class: "visually-hidden", ": {who}" }
            }
            Button { id: "refuse{suffix}", kind: ButtonKind::Quiet, onpress: move |()| refuse.send(Intent::Refuse),
                {t!("room-refuse")}
                span { class: "visually-hidden", ": {who}" }
            }
        }
        {children}
        HandOn { call: call.clone(), onhanded }
        PassOn { call, word }
        WordsTo {
            room,
            said: said().map(|text| t!("hall-said", text = text)),
            onsay: move |text: String| {
                speaking.say(&text);
                if let Some(older) = &older {
                    outdate(room, older);
                }
                said.set(Some(text));
            },
        }
    }
}

/// For how many minutes this has been shown.
fn use_minutes() -> i64 {
    let since = use_hook(format::now);
    let mut now = use_signal(move || since);
    use_future(move || async move {
        loop {
            browser::sleep(EVERY).await;
            now.set(format::now());
        }
    });
    now().duration_since(since).as_mins().max(0)
}

/// The number to compare on the telephone, and what came of it.
#[component]
fn Comparison(call: Call, number: String, suffix: String) -> Element {
    let (same, differs) = (call.clone(), call);
    rsx! {
        Notice { kind: Kind::Warning, title: t!("call-number-title"),
            p { {t!("room-compare")} }
            p { class: "code-block call-digits", id: "compare-number{suffix}", "{number}" }
            div { class: "row",
                Button { id: "compare-same{suffix}", onpress: move |()| same.send(Intent::NumberMatches), {t!("call-number-same")} }
                Button { id: "compare-differs{suffix}", kind: ButtonKind::Danger, onpress: move |()| differs.send(Intent::NumberDiffers), {t!("call-number-differs")} }
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
