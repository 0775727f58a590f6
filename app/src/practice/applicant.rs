//! What somebody sees who registered as a doctor without a code and was not found to be one yet: the proof, whom to ask, and the
//! ways out. Nothing else is open to such an account. See decision 0043.

use dioxus::prelude::*;
use heilsam_protocol::proof::DoctorProof;
use jiff::Timestamp;

use super::desk::team::use_team;
use super::desk::use_desk;
use super::proof::{Standing, Ways};
use super::routes::Route;
use crate::account::about::About;
use crate::account::devices::LogOut;
use crate::account::erase::EraseAccount;
use crate::components::{Button, ButtonKind, ErrorState, Kind, Loading, Notice, PageTitle, use_toasts};
use crate::{format, t};

/// In place of every page but the help.
#[component]
pub fn Applicant() -> Element {
    let (desk, team, navigator) = (use_desk(), use_team(), use_navigator());
    let mut own = use_resource(move || async move {
        let own = desk.own_proof().await;
        // Found right meanwhile: the pages of the practice open.
        if own.as_ref().is_ok_and(DoctorProof::admits) {
            team.reload();
        }
        own
    });
    let content = match &*own.read() {
        None => rsx! { Loading {} },
        Some(Err(error)) => rsx! {
            ErrorState { text: error.text(), onretry: move |()| own.restart() }
        },
        Some(Ok(own_now)) => rsx! {
            Standing { proof: own_now.proof.clone(), applies: true }
            if let Some(erased_at) = own_now.erased_at {
                Deadline { erased_at }
            }
            if own_now.proof.takes_a_proof() {
                Ways { cards: own_now.cards, onsent: move |()| own.restart() }
            }
            div { class: "row",
                Button { id: "applicant-again", kind: ButtonKind::Second, onpress: move |()| own.restart(), {t!("applicant-again")} }
            }
        },
    };
    rsx! {
        PageTitle { title: t!("applicant-title"), lead: t!("applicant-lead") }
        div { class: "stack-wide", id: "applicant",
            {content}
            section { class: "stack",
                h2 { {t!("applicant-ask")} }
                p { {t!("applicant-ask-text")} }
                p { a { id: "applicant-contact", href: "/imprint", {t!("applicant-contact")} } }
            }
            About {}
            Erasing {}
            LogOut { text: t!("applicant-logout-text"), onout: move |()| { navigator.replace(Route::Invitations {}); } }
        }
    }
}

/// Until when something has to be handed in.
#[component]
fn Deadline(erased_at: Timestamp) -> Element {
    let day = format::day(erased_at);
    rsx! {
        Notice { id: "applicant-erased", kind: Kind::Warning, title: t!("applicant-erased-title", day = day),
            p { {t!("applicant-erased-text")} }
        }
    }
}

/// The account and all of it goes at once, and nothing was in it that somebody else needs.
#[component]
fn Erasing() -> Element {
    let navigator = use_navigator();
    let mut toasts = use_toasts();
    rsx! {
        section { class: "stack", id: "applicant-erase",
            h2 { {t!("applicant-erase-title")} }
            p { {t!("applicant-erase-text")} }
            EraseAccount {
                sure: t!("applicant-erase-sure"),
                onerased: move |()| {
                    navigator.replace(Route::Invitations {});
                    toasts.say(|| t!("applicant-erase-done"));
                },
                p { {t!("erase-audit")} }
            }
        }
    }
}
