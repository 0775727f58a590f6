//! Addresses of the practice app.

use dioxus::prelude::*;
use heilsam_domain::RoomId;

use super::frame::PracticeFrame;
use super::invitation::InvitationPage;
use super::invitations::Invitations;
use super::invite::Invite;
use super::login::{Login, Recover};
use super::room::RoomPage;
use super::settings::Settings;
use super::start::Register;

/// Every page of the app.
#[derive(Routable, Clone, PartialEq, Debug)]
#[rustfmt::skip]
pub enum Route {
    #[layout(PracticeFrame)]
        #[route("/practice/")]
        Invitations {},
        #[route("/practice/register")]
        Register {},
        #[route("/practice/login")]
        Login {},
        #[route("/practice/recover")]
        Recover {},
        #[route("/practice/invite")]
        Invite {},
        #[route("/practice/invitation/:room_id")]
        InvitationPage { room_id: RoomId },
        #[route("/practice/room/:room_id")]
        RoomPage { room_id: RoomId },
        #[route("/practice/account")]
        Settings {},
        #[route("/practice/:..rest")]
        Elsewhere { rest: Vec<String> },
}

impl Route {
    /// Whether the page makes sense without being logged in.
    pub fn is_public(&self) -> bool {
        matches!(self, Self::Register {} | Self::Login {} | Self::Recover {})
    }
}

/// An address nobody made: go to the list.
#[component]
fn Elsewhere(rest: Vec<String>) -> Element {
    let _ = rest;
    let navigator = use_navigator();
    use_effect(move || {
        navigator.replace(Route::Invitations {});
    });
    rsx! {}
}
