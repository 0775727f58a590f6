//! Addresses of the app.

use dioxus::prelude::*;
use heilsam_domain::RecordId;

use super::account_page::AccountPage;
use super::entry::{ChangeEntry, NewEntry};
use super::export::Export;
use super::frame::PatientFrame;
use super::history::History;
use super::home::Home;
use super::login::{Login, Recover};
use super::register::Register;
use crate::account::sheet::SheetPage;

/// Every page of the app.
#[derive(Routable, Clone, PartialEq, Debug)]
#[rustfmt::skip]
pub enum Route {
    #[layout(PatientFrame)]
        #[route("/app/")]
        Home {},
        #[route("/app/register")]
        Register {},
        #[route("/app/login")]
        Login {},
        #[route("/app/recover")]
        Recover {},
        #[route("/app/entry")]
        NewEntry {},
        #[route("/app/entry/:record_id")]
        ChangeEntry { record_id: RecordId },
        #[route("/app/history")]
        History {},
        #[route("/app/export")]
        Export {},
        #[route("/app/sheet")]
        Sheet {},
        #[route("/app/account")]
        AccountPage {},
        #[route("/app/:..rest")]
        Elsewhere { rest: Vec<String> },
}

impl Route {
    /// Whether the page makes sense without being logged in.
    pub fn is_public(&self) -> bool {
        matches!(self, Self::Register {} | Self::Login {} | Self::Recover {})
    }
}

/// The recovery sheet.
#[component]
fn Sheet() -> Element {
    let navigator = use_navigator();
    rsx! {
        SheetPage { page: "/app/", ondone: move |()| { navigator.push(Route::Home {}); } }
    }
}

/// An address nobody made: go home.
#[component]
fn Elsewhere(rest: Vec<String>) -> Element {
    let _ = rest;
    let navigator = use_navigator();
    use_effect(move || {
        navigator.replace(Route::Home {});
    });
    rsx! {}
}
