//! Where one is logged in.

use dioxus::prelude::*;
use heilsam_domain::SessionId;
use heilsam_protocol::session::Session;

use crate::components::{Badge, Button, ButtonKind, Kind, Shape};
use crate::{format, t};

/// The list of logins, each with its end button.
#[component]
pub fn SessionList(
    sessions: Vec<Session>,
    onend: EventHandler<SessionId>,
    onendall: EventHandler<()>,
) -> Element {
    rsx! {
        ul { class: "card-list",
            for session in sessions {
                li { key: "{session.session_id}", class: "card",
                    div { class: "row-apart",
                        h3 { "{session.device}" }
                        if session.current {
                            Badge { kind: Kind::Success, icon: Shape::Device, {t!("sessions-current")} }
                        }
                    }
                    p { class: "soft", {t!("sessions-since", when = format::moment(session.created_at))} }
                    p { class: "soft", {t!("sessions-used", when = format::moment(session.last_used_at))} }
                    if !session.current {
                        EndButton { session, onend }
                    }
                }
            }
        }
        div { class: "actions",
            Button { kind: ButtonKind::Second, id: "sessions-end-all", onpress: move |()| onendall.call(()), {t!("sessions-end-all")} }
        }
    }
}

#[component]
fn EndButton(session: Session, onend: EventHandler<SessionId>) -> Element {
    rsx! {
        div { class: "row",
            Button { kind: ButtonKind::Second, onpress: move |()| onend.call(session.session_id),
                {t!("sessions-end")}
                span { class: "visually-hidden", ": {session.device}" }
            }
        }
    }
}
