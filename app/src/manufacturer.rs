//! The app for manufacturers: the dossier for BfArM, from the first answer to the second pair of eyes.

mod account_page;
mod acting;
mod application;
mod catalogue_page;
mod catalogues;
mod certificate;
mod change_page;
mod checks_page;
mod desk;
mod drafts;
mod frame;
mod home;
mod import;
mod item;
mod journal;
mod law;
mod login;
mod members;
mod outcome;
mod output;
mod parts;
mod procedure;
mod product;
mod protection;
mod routes;
mod tasks;
mod texts;

use dioxus::prelude::*;
use heilsam_domain::Role;

use self::desk::use_desk_provider;
use self::routes::Route;
use crate::account::access::use_account_provider;
use crate::i18n::{Sources, use_texts};
use crate::program;

const SOURCES: Sources = &[
    (include_str!("../../assets/i18n/de/common.ftl"), include_str!("../../assets/i18n/en/common.ftl")),
    (include_str!("../../assets/i18n/de/chart.ftl"), include_str!("../../assets/i18n/en/chart.ftl")),
    (include_str!("../../assets/i18n/de/dates.ftl"), include_str!("../../assets/i18n/en/dates.ftl")),
    (include_str!("../../assets/i18n/de/files.ftl"), include_str!("../../assets/i18n/en/files.ftl")),
    (include_str!("../../assets/i18n/de/account.ftl"), include_str!("../../assets/i18n/en/account.ftl")),
    (
        include_str!("../../assets/i18n/de/manufacturer.ftl"),
        include_str!("../../assets/i18n/en/manufacturer.ftl"),
    ),
    (
        include_str!("../../assets/i18n/de/manufacturer-item.ftl"),
        include_str!("../../assets/i18n/en/manufacturer-item.ftl"),
    ),
    (
        include_str!("../../assets/i18n/de/manufacturer-checks.ftl"),
        include_str!("../../assets/i18n/en/manufacturer-checks.ftl"),
    ),
    (
        include_str!("../../assets/i18n/de/manufacturer-product.ftl"),
        include_str!("../../assets/i18n/en/manufacturer-product.ftl"),
    ),
    (
        include_str!("../../assets/i18n/de/manufacturer-certificate.ftl"),
        include_str!("../../assets/i18n/en/manufacturer-certificate.ftl"),
    ),
    (
        include_str!("../../assets/i18n/de/manufacturer-work.ftl"),
        include_str!("../../assets/i18n/en/manufacturer-work.ftl"),
    ),
    (
        include_str!("../../assets/i18n/de/manufacturer-application.ftl"),
        include_str!("../../assets/i18n/en/manufacturer-application.ftl"),
    ),
    (
        include_str!("../../assets/i18n/de/manufacturer-outcome.ftl"),
        include_str!("../../assets/i18n/en/manufacturer-outcome.ftl"),
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
    use_desk_provider();
    rsx! {
        program::Guarded { Router::<Route> {} }
    }
}
