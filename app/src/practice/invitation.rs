//! One invitation: hand it over, open the room, cancel it.

use dioxus::prelude::*;
use heilsam_domain::RoomId;

use super::desk::{InvitationView, begins_at, use_desk};
use super::hand_over::HandOver;
use super::invitations::state_badge;
use super::routes::Route;
use crate::components::{
    Badge, Button, ButtonKind, Dialog, ErrorState, Kind, Loading, Notice, PageTitle, QrCode, Shape,
    use_toasts,
};
use crate::{browser, format, t};

/// Everything about one invitation.
#[component]
pub fn InvitationPage(room_id: RoomId) -> Element {
    let desk = use_desk();
    let mut found = use_resource(move || async move { desk.invitation(room_id).await });
    match &*found.read() {
        None => rsx! { Loading {} },
        Some(Err(error)) => rsx! {
            PageTitle { title: t!("invitation-title") }
            ErrorState { text: error.text(), onretry: move |()| found.restart() }
        },
        Some(Ok(None)) => rsx! {
            PageTitle { title: t!("invitation-title") }
            Notice { kind: Kind::Warning, p { {t!("invitation-gone")} } }
        },
        Some(Ok(Some(invitation))) => {
            rsx! { Sheet { invitation: invitation.clone(), onchange: move |()| found.restart() } }
        }
    }
}

#[component]
fn Sheet(invitation: InvitationView, onchange: EventHandler<()>) -> Element {
    let (kind, state) = state_badge(invitation.state);
    let navigator = use_navigator();
    let room_id = invitation.room;
    let address = browser::window().and_then(|window| window.location().origin().ok()).unwrap_or_default();
    let link = format!("{address}{}", invitation.link.clone().unwrap_or_default());
    let shown = link.clone();
    let text = use_memo(move || shown.clone());
    let code = invitation.join_code.clone().unwrap_or_default();
    rsx! {
        PageTitle { title: invitation.name.clone(), lead: format::moment(begins_at(&invitation)) }
        div { class: "stack-wide",
            p { class: "no-print", Badge { kind, "{state}" } }
            if invitation.state.is_open() {
                div { class: "no-print",
                    Button { id: "open-room", wide: true, icon: Shape::Camera, onpress: move |()| { navigator.push(Route::RoomPage { room_id }); },
                        {t!("practice-room")}
                    }
                }
            }
            if invitation.state.is_open() {
                section { class: "stack",
                    h2 { class: "no-print", {t!("invitation-hand-over")} }
                    p { class: "no-print", {t!("invitation-hand-over-text")} }
                    p { class: "print-only", {t!("invitation-print-text")} }
                    p { class: "field-label", {t!("invitation-code", address = format!("{address}/v"))} }
                    code { class: "code-block", id: "join-code", "{code}" }
                    QrCode { text, label: t!("invitation-qr") }
                    HandOver { room_id, link, deliveries: invitation.deliveries.clone() }
                }
                Cancel { room_id: invitation.room, onchange }
            }
        }
    }
}

#[component]
fn Cancel(room_id: RoomId, onchange: EventHandler<()>) -> Element {
    let desk = use_desk();
    let navigator = use_navigator();
    let mut toasts = use_toasts();
    let mut asking = use_signal(|| false);
    let cancel = move |()| {
        asking.set(false);
        spawn(async move {
            match desk.cancel(room_id).await {
                Ok(()) => {
                    onchange.call(());
                    toasts.show(t!("invitation-cancelled"));
                    navigator.push(Route::Invitations {});
                }
                Err(error) => toasts.show(error.text()),
            }
        });
    };
    rsx! {
        div { class: "actions",
            Button { id: "cancel", kind: ButtonKind::Quiet, onpress: move |()| asking.set(true), {t!("invitation-cancel")} }
        }
        if asking() {
            Dialog { id: "cancel-dialog", title: t!("invitation-cancel-title"), onclose: move |()| asking.set(false),
                p { {t!("invitation-cancel-text")} }
                Button { id: "cancel-yes", wide: true, kind: ButtonKind::Danger, onpress: cancel, {t!("invitation-cancel")} }
                Button { wide: true, kind: ButtonKind::Second, onpress: move |()| asking.set(false), {t!("action-back")} }
            }
        }
    }
}
