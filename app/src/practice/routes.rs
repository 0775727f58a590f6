//! Addresses of the practice app.

use dioxus::prelude::*;
use heilsam_domain::{RecordId, RoomId};

use super::calendar::Calendar;
use super::frame::PracticeFrame;
use super::help::Topic;
use super::later::{
    Apply, CheckPage, ContractPage, Hall, Help, InvitationPage, Invite, Join, MovePage, Papers, ProofPage,
    Recover, Register, RoomPage, Settings, Shared, SharedPage, Sheet, TeamPage,
};
use super::login::Login;
use crate::account::sheet::SheetPage;

/// Every page of the app.
#[derive(Routable, Clone, PartialEq, Debug)]
#[rustfmt::skip]
pub enum Route {
    #[layout(PracticeFrame)]
        #[route("/practice/", Calendar)]
        Invitations {},
        #[route("/practice/register")]
        Register {},
        #[route("/practice/apply")]
        Apply {},
        #[route("/practice/join")]
        Join {},
        #[route("/practice/login")]
        Login {},
        #[route("/practice/recover")]
        Recover {},
        #[route("/practice/invite?:at")]
        Invite { at: String },
        #[route("/practice/invitation/:room_id")]
        InvitationPage { room_id: RoomId },
        #[route("/practice/move/:room_id?:at")]
        MovePage { room_id: RoomId, at: String },
        #[route("/practice/waiting")]
        Hall {},
        #[route("/practice/room/:room_id")]
        RoomPage { room_id: RoomId },
        #[route("/practice/papers")]
        Papers {},
        #[route("/practice/shared")]
        Shared {},
        #[route("/practice/shared/:share_id")]
        SharedPage { share_id: RecordId },
        #[route("/practice/proof")]
        ProofPage {},
        #[route("/practice/contract")]
        ContractPage {},
        #[route("/practice/team")]
        TeamPage {},
        #[route("/practice/account")]
        Settings {},
        #[route("/practice/check")]
        CheckPage {},
        #[route("/practice/help?:topic")]
        Help { topic: String },
        #[route("/practice/sheet")]
        Sheet {},
        #[route("/practice/:..rest")]
        Elsewhere { rest: Vec<String> },
}

impl Route {
    /// Whether the page makes sense without being logged in.
    pub fn is_public(&self) -> bool {
        matches!(self, Self::Register {} | Self::Apply {} | Self::Join {} | Self::Login {} | Self::Recover {})
    }

    /// Whether the page is about the own account and this device, not about the practice.
    pub fn needs_no_release(&self) -> bool {
        let own = matches!(self, Self::Settings {} | Self::Sheet {} | Self::CheckPage {} | Self::Help { .. });
        own || self.is_public()
    }

    /// Whether only a doctor's account can do anything there.
    pub fn is_for_doctors(&self) -> bool {
        matches!(
            self,
            Self::Invitations {}
                | Self::Invite { .. }
                | Self::Papers {}
                | Self::Shared {}
                | Self::SharedPage { .. }
                | Self::ProofPage {}
                | Self::ContractPage {}
        ) || self.is_one_consultation()
    }

    /// Whether everybody of a practice organises there.
    pub fn is_for_the_practice(&self) -> bool {
        matches!(
            self,
            Self::Invitations {}
                | Self::Invite { .. }
                | Self::InvitationPage { .. }
                | Self::MovePage { .. }
                | Self::Hall {}
        )
    }

    /// Whether a consultation is held there: only by doctors who were proven to be one.
    pub fn is_for_proven_doctors(&self) -> bool {
        matches!(self, Self::RoomPage { .. } | Self::Hall {})
    }

    /// What the help begins with when it is opened from this page.
    pub fn topic(&self) -> Topic {
        match self {
            Self::Invite { .. } | Self::MovePage { .. } => Topic::Plan,
            Self::InvitationPage { .. } => Topic::HandOver,
            Self::Hall {} => Topic::Waiting,
            Self::RoomPage { .. } | Self::CheckPage {} => Topic::Call,
            Self::Papers {} => Topic::Papers,
            Self::ProofPage {} | Self::Apply {} => Topic::Proof,
            Self::ContractPage {} => Topic::Contract,
            Self::TeamPage {} | Self::Join {} => Topic::Team,
            Self::Settings {} | Self::Sheet {} | Self::Register {} | Self::Login {} | Self::Recover {} => {
                Topic::Account
            }
            Self::Invitations {}
            | Self::Shared {}
            | Self::SharedPage { .. }
            | Self::Help { .. }
            | Self::Elsewhere { .. } => Topic::Calendar,
        }
    }

    /// Whether the page belongs to consultations that are being held or organised.
    fn is_one_consultation(&self) -> bool {
        matches!(
            self,
            Self::InvitationPage { .. } | Self::MovePage { .. } | Self::RoomPage { .. } | Self::Hall {}
        )
    }
}

/// The recovery sheet.
#[component]
pub fn SheetScreen() -> Element {
    let navigator = use_navigator();
    rsx! {
        SheetPage { page: "/practice/", ondone: move |()| { navigator.push(Route::Settings {}); } }
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
