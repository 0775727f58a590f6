//! Today's consultations and those to come.

use dioxus::prelude::*;
use heilsam_domain::ConsultationState;

use super::desk::{InvitationView, begins_at, use_desk};
use super::routes::Route;
use crate::components::{Badge, Button, ButtonKind, Empty, ErrorState, Kind, Loading, PageTitle, Shape};
use crate::{format, t};

/// The words for a state.
#[must_use]
pub fn state_badge(state: ConsultationState) -> (Kind, String) {
    match state {
        ConsultationState::Planned => (Kind::Info, t!("practice-state-planned")),
        ConsultationState::Opened => (Kind::Success, t!("practice-state-opened")),
        ConsultationState::Ended => (Kind::Info, t!("practice-state-ended")),
        ConsultationState::Cancelled => (Kind::Warning, t!("practice-state-cancelled")),
        ConsultationState::Expired => (Kind::Info, t!("practice-state-expired")),
    }
}

/// The list; its one button makes an invitation.
#[component]
pub fn Invitations() -> Element {
    let desk = use_desk();
    let navigator = use_navigator();
    let mut list = use_resource(move || async move { desk.invitations().await });
    let invite = move |()| {
        navigator.push(Route::Invite {});
    };
    let content = match &*list.read() {
        None => rsx! { Loading {} },
        Some(Err(error)) => rsx! { ErrorState { text: error.text(), onretry: move |()| list.restart() } },
        Some(Ok(list)) if list.is_empty() => rsx! {
            Empty { shape: Shape::Camera, title: t!("practice-empty-title"), text: t!("practice-empty-text"),
                Button { id: "invite", icon: Shape::Add, onpress: invite, {t!("practice-invite")} }
            }
        },
        Some(Ok(list)) => rsx! {
            div { class: "stack",
                div { class: "row", Button { id: "invite", icon: Shape::Add, onpress: invite, {t!("practice-invite")} } }
                ul { class: "card-list", id: "invitations",
                    for invitation in list.iter().cloned() {
                        Row { key: "{invitation.room}", invitation }
                    }
                }
            }
        },
    };
    rsx! {
        PageTitle { title: t!("practice-title"), lead: t!("practice-lead") }
        {content}
    }
}

#[component]
fn Row(invitation: InvitationView) -> Element {
    let navigator = use_navigator();
    let (kind, text) = state_badge(invitation.state);
    let room_id = invitation.room;
    rsx! {
        li { class: "card card-row",
            div { class: "card-row-main",
                p { class: "row",
                    strong { "{invitation.name}" }
                    Badge { kind, "{text}" }
                }
                p { class: "soft", {format::short_moment(begins_at(&invitation))} }
            }
            Button { kind: ButtonKind::Second, onpress: move |()| { navigator.push(Route::InvitationPage { room_id }); },
                {t!("practice-open")}
                span { class: "visually-hidden", ": {invitation.name}" }
            }
        }
    }
}
