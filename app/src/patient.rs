//! The app for patients: from the activation code to the first reading, and everything after it.

mod account_page;
mod code_step;
mod consent_step;
mod consents;
mod critical;
mod entry;
mod entry_form;
mod export;
mod frame;
mod history;
mod home;
mod login;
mod register;
mod routes;
mod scan;
mod sync_badge;
mod welcome;

use dioxus::prelude::*;
use heilsam_domain::Role;

use self::routes::Route;
use crate::account::access::use_account_provider;
use crate::i18n::{Sources, use_texts};
use crate::program;
use crate::record::use_record_provider;

const SOURCES: Sources = &[
    (include_str!("../../assets/i18n/de/common.ftl"), include_str!("../../assets/i18n/en/common.ftl")),
    (include_str!("../../assets/i18n/de/account.ftl"), include_str!("../../assets/i18n/en/account.ftl")),
    (include_str!("../../assets/i18n/de/patient.ftl"), include_str!("../../assets/i18n/en/patient.ftl")),
];

/// Starts the app for patients.
pub fn start() {
    program::start(App);
}

#[component]
fn App() -> Element {
    use_texts(SOURCES);
    use_account_provider("heilsam-patient", &[Role::Patient]);
    use_record_provider();
    rsx! {
        program::Guarded { Router::<Route> {} }
    }
}
