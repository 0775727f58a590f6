//! The app for manufacturers: for now the account; the workspace for the dossier follows.

mod account_page;
mod frame;
mod home;
mod login;
mod routes;

use dioxus::prelude::*;
use heilsam_domain::Role;

use self::routes::Route;
use crate::account::access::use_account_provider;
use crate::i18n::{Sources, use_texts};
use crate::program;

const SOURCES: Sources = &[
    (include_str!("../../assets/i18n/de/common.ftl"), include_str!("../../assets/i18n/en/common.ftl")),
    (include_str!("../../assets/i18n/de/account.ftl"), include_str!("../../assets/i18n/en/account.ftl")),
    (
        include_str!("../../assets/i18n/de/manufacturer.ftl"),
        include_str!("../../assets/i18n/en/manufacturer.ftl"),
    ),
];

/// Starts the app for manufacturers.
pub fn start() {
    program::start(App);
}

#[component]
fn App() -> Element {
    use_texts(SOURCES);
    use_account_provider("heilsam-manufacturer", &[Role::ManufacturerAuthor, Role::ManufacturerReviewer]);
    rsx! {
        program::Guarded { Router::<Route> {} }
    }
}
