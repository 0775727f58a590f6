//! All notes on this device, also of calls whose appointment has left the calendar.

use dioxus::prelude::*;
use heilsam_domain::RoomId;

use super::after::After;
use super::calendar::words;
use super::desk::{AboutCall, use_desk};
use crate::account::trouble::Trouble;
use crate::components::{Button, ButtonKind, ErrorState, Loading};
use crate::{browser, t};

/// The calls with notes, the newest first.
pub type NotedCalls = Resource<Result<Vec<AboutCall>, Trouble>>;

/// Reads them.
pub fn use_noted_calls() -> NotedCalls {
    let desk = use_desk();
    use_resource(move || async move { desk.noted_calls().await })
}

/// The list; one of them can be open.
#[component]
pub fn Noted(calls: NotedCalls) -> Element {
    let mut calls = calls;
    let mut open = use_signal(|| None::<RoomId>);
    let list = match &*calls.read() {
        None => rsx! { Loading {} },
        Some(Err(error)) => rsx! { ErrorState { text: error.text(), onretry: move |()| calls.restart() } },
        Some(Ok(list)) if list.is_empty() => rsx! { p { id: "noted-none", {t!("noted-none")} } },
        Some(Ok(list)) => rsx! {
            ul { class: "card-list", id: "noted-calls",
                for about in list.clone() {
                    NotedCall {
                        key: "{about.room}",
                        about: about.clone(),
                        open: open() == Some(about.room),
                        onopen: move |room: RoomId| open.set(if open() == Some(room) { None } else { Some(room) }),
                        onforgotten: move |()| {
                            // The row goes, and the focus with it.
                            browser::focus("noted-title");
                            calls.restart();
                        },
                    }
                }
            }
        },
    };
    rsx! {
        section { class: "stack", id: "noted",
            h2 { id: "noted-title", tabindex: "-1", {t!("noted-title")} }
            p { {t!("noted-text")} }
            {list}
        }
    }
}

#[component]
fn NotedCall(
    about: AboutCall,
    open: bool,
    onopen: EventHandler<RoomId>,
    onforgotten: EventHandler<()>,
) -> Element {
    let room = about.room;
    let name = about.name.clone();
    rsx! {
        li { class: "card stack",
            div { class: "row",
                div { class: "card-row-main",
                    p { strong { "{name}" } }
                    p { class: "soft", {words::moment(about.begins_at)} }
                }
                Button { id: "noted-open-{room}", kind: ButtonKind::Second, pressed: open, onpress: move |()| onopen.call(room),
                    {t!("noted-open")}
                    span { class: "visually-hidden", ": {name}" }
                }
            }
            if open {
                After { about, onforgotten: move |()| onforgotten.call(()) }
            }
        }
    }
}
