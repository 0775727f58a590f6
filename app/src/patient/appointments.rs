//! The patient's appointments for video consultations: the list, and what of it stands on the start screen. The consultation
//! itself is the guest page, a program of its own: see [`crate::door`].

pub mod add;
mod consent;
pub mod page;

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use heilsam_client::appointment::kept::{KeptAppointment, KeptView, Standing};
use jiff::Timestamp;

use self::consent::use_may_join;
use super::routes::Route;
use crate::components::{Badge, Button, ButtonKind, Empty, Icon, Kind, PageTitle, Shape};
use crate::record::use_record;
use crate::{browser, door, format, t};

/// How often the clock is looked at, in milliseconds.
const EVERY: i32 = 20_000;

/// The invitation with which the app was opened, until it is written down.
#[derive(Clone, Copy, PartialEq)]
pub struct Opened(Signal<Option<String>>);

impl Opened {
    /// The invitation; it is forgotten here.
    fn take(mut self) -> Option<String> {
        std::mem::take(&mut *self.0.write())
    }
}

/// Takes an invitation out of the address before any page is shown, so that its secret is neither in the bar nor in the
/// history; it waits while somebody logs in.
pub fn use_opened_provider() {
    use_context_provider(|| Opened(Signal::new(from_address())));
    use_hook(door::came_back);
}

fn from_address() -> Option<String> {
    let window = browser::window()?;
    let fragment = window.location().hash().ok().filter(|fragment| fragment.len() > 1)?;
    let path = window.location().pathname().ok().filter(|path| path.starts_with("/app/appointments"))?;
    let history = window.history().ok()?;
    history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&path)).ok()?;
    Some(fragment)
}

/// Now, again and again.
fn use_now() -> Signal<Timestamp> {
    let mut now = use_signal(format::now);
    use_future(move || async move {
        loop {
            browser::sleep(EVERY).await;
            now.set(format::now());
        }
    });
    now
}

fn name(appointment: &KeptAppointment) -> String {
    if appointment.practice.is_empty() { t!("appointment-unnamed") } else { appointment.practice.clone() }
}

fn badge(standing: Standing) -> Option<(Kind, String)> {
    match standing {
        Standing::Open => Some((Kind::Success, t!("appointment-open-now"))),
        Standing::Near => Some((Kind::Info, t!("appointment-near"))),
        Standing::Cancelled => Some((Kind::Warning, t!("appointment-cancelled"))),
        Standing::Ahead | Standing::Past => None,
    }
}

/// The list: what comes first, then what was.
#[component]
pub fn Appointments() -> Element {
    let record = use_record();
    let navigator = use_navigator();
    let now = use_now();
    use_hook(|| {
        if let Some(room) = door::take_met() {
            // What cannot be saved is only missing from the appointment: sharing by the practice's code is open all the same.
            spawn_forever(async move {
                let _ = record.note_met(room, format::now()).await;
            });
        }
    });
    let (to_come, mut over): (Vec<KeptView>, Vec<KeptView>) =
        record.appointments().into_iter().partition(|it| it.appointment.is_to_come(now()));
    over.reverse();
    let add = move |()| {
        navigator.push(Route::AddAppointment {});
    };
    if to_come.is_empty() && over.is_empty() {
        return rsx! {
            PageTitle { title: t!("appointments-title") }
            Empty { shape: Shape::Camera, title: t!("appointments-empty-title"), text: t!("appointments-empty-text"),
                Button { id: "appointment-add", icon: Shape::Add, onpress: add, {t!("appointment-add")} }
            }
        };
    }
    rsx! {
        PageTitle { title: t!("appointments-title"), lead: t!("appointments-lead") }
        div { class: "stack-wide",
            Button { id: "appointment-add", icon: Shape::Add, wide: true, onpress: add, {t!("appointment-add")} }
            if to_come.is_empty() {
                p { class: "soft", {t!("appointments-none-to-come")} }
            }
            ul { class: "card-list", id: "appointments",
                for it in to_come {
                    Row { key: "{it.id}", view: it, now: now() }
                }
            }
            if !over.is_empty() {
                details { id: "appointments-over",
                    summary { {t!("appointments-over", count = over.len())} }
                    ul { class: "card-list",
                        for it in over {
                            Row { key: "{it.id}", view: it, now: now() }
                        }
                    }
                }
            }
        }
    }
}

#[component]
fn Row(view: KeptView, now: Timestamp) -> Element {
    let navigator = use_navigator();
    let KeptView { id, appointment } = view;
    let when = format::full_moment(appointment.begins_at);
    rsx! {
        li { class: "card card-row",
            div { class: "card-row-main",
                p { class: "row",
                    strong { "{when}" }
                    if let Some((kind, text)) = badge(appointment.standing(now)) {
                        Badge { kind, "{text}" }
                    }
                }
                p { {name(&appointment)} }
            }
            Button { kind: ButtonKind::Second, onpress: move |()| { navigator.push(Route::AppointmentPage { record_id: id }); },
                span { "aria-hidden": "true", {t!("appointment-show")} }
                span { class: "visually-hidden", {t!("appointment-show-label", when = when.clone())} }
            }
        }
    }
}

/// On the start screen: the next appointment, when it comes soon.
#[component]
pub fn NextAppointment() -> Element {
    let record = use_record();
    let navigator = use_navigator();
    let may_join = use_may_join();
    let now = use_now();
    let soon = |it: &KeptView| matches!(it.appointment.standing(now()), Standing::Near | Standing::Open);
    let Some(KeptView { id, appointment }) = record.appointments().into_iter().find(soon) else {
        return rsx! {};
    };
    let is_open = appointment.standing(now()) == Standing::Open;
    let way = appointment.way.clone().filter(|_| is_open);
    let show = move || {
        navigator.push(Route::AppointmentPage { record_id: id });
    };
    rsx! {
        section { class: "card", id: "next-appointment",
            div { class: "row",
                Icon { shape: Shape::Camera }
                h2 { {t!("appointment-next")} }
            }
            p {
                strong { {format::full_moment(appointment.begins_at)} }
                br {}
                {name(&appointment)}
            }
            div { class: "row",
                if let Some(way) = way {
                    // The appointment's page says what is missing and asks for it.
                    Button { id: "next-appointment-join", icon: Shape::Camera,
                        onpress: move |()| { if may_join() { door::go(way.fragment(), false) } else { show() } },
                        {t!("appointment-join")}
                    }
                }
                Button { id: "next-appointment-show", kind: ButtonKind::Second, onpress: move |()| show(),
                    {t!("appointment-prepare-button")}
                }
            }
        }
    }
}
