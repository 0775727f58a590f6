//! What of the practice app comes with its second module: all pages but those of the login and the calendar.

use dioxus::prelude::*;
use heilsam_domain::{RecordId, RoomId};

use super::{
    applicant, check, contract, hall, help, invitation, login, moving, operator, papers, plan, proof, room,
    routes, settings, shared, start, team,
};
use crate::account::renew;
use crate::later::later;

later! {
    module practice_rest;
    failed "practice-later-failed";
    pages {
        Applicant {} => applicant::Applicant;
        Apply {} => start::Apply;
        CheckPage {} => check::CheckPage;
        ContractPage {} => contract::ContractPage;
        Hall {} => hall::Hall;
        Help { topic: String } => help::Help;
        InvitationPage { room_id: RoomId } => invitation::InvitationPage;
        Invite { at: String } => plan::Invite;
        Join {} => start::Join;
        Joining { inside: bool } => team::Joining;
        MovePage { room_id: RoomId, at: String } => moving::MovePage;
        OperatorPlace {} => operator::OperatorPlace;
        Papers {} => papers::Papers;
        ProofPage {} => proof::ProofPage;
        Recover {} => login::Recover;
        Register {} => start::Register;
        Renew {} => renew::Renew;
        RoomPage { room_id: RoomId } => room::RoomPage;
        Settings {} => settings::Settings;
        Shared {} => shared::Shared;
        SharedPage { share_id: RecordId } => shared::content::SharedPage;
        Sheet {} => routes::SheetScreen;
        TeamPage {} => team::TeamPage;
    }
    parts {
        ContractBanner {} => contract::ContractBanner;
    }
}
