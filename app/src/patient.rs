//! The app for patients: from the activation code to the first entry, and everything after it.

mod account_page;
mod alone;
mod appointments;
mod arrival;
mod assessments;
mod consents;
mod contact;
mod content;
mod crisis;
mod devices;
mod diary;
mod epa;
mod export;
mod frame;
mod hint;
mod home;
mod import;
mod later;
mod more;
mod my_data;
mod notifications;
mod offered;
mod outcome;
mod period;
mod plan;
mod programme;
mod report;
mod routes;
mod scan;
mod sharing;
mod sheet_again;
mod sync_badge;
mod transfer;
mod trusted;

use dioxus::prelude::*;
use heilsam_domain::Role;

use self::routes::Route;
use crate::account::access::use_account_provider;
use crate::i18n::{Sources, use_texts};
use crate::program;
use crate::record::use_record_provider;

const SOURCES: Sources = &[
    (include_str!("../../assets/i18n/de/common.ftl"), include_str!("../../assets/i18n/en/common.ftl")),
    (include_str!("../../assets/i18n/de/chart.ftl"), include_str!("../../assets/i18n/en/chart.ftl")),
    (include_str!("../../assets/i18n/de/dates.ftl"), include_str!("../../assets/i18n/en/dates.ftl")),
    (include_str!("../../assets/i18n/de/files.ftl"), include_str!("../../assets/i18n/en/files.ftl")),
    (include_str!("../../assets/i18n/de/account.ftl"), include_str!("../../assets/i18n/en/account.ftl")),
    (include_str!("../../assets/i18n/de/later.ftl"), include_str!("../../assets/i18n/en/later.ftl")),
    (include_str!("../../assets/i18n/de/patient.ftl"), include_str!("../../assets/i18n/en/patient.ftl")),
    (include_str!("../../assets/i18n/de/diary.ftl"), include_str!("../../assets/i18n/en/diary.ftl")),
    (include_str!("../../assets/i18n/de/report.ftl"), include_str!("../../assets/i18n/en/report.ftl")),
    (include_str!("../../assets/i18n/de/devices.ftl"), include_str!("../../assets/i18n/en/devices.ftl")),
    (include_str!("../../assets/i18n/de/epa.ftl"), include_str!("../../assets/i18n/en/epa.ftl")),
    (include_str!("../../assets/i18n/de/transfer.ftl"), include_str!("../../assets/i18n/en/transfer.ftl")),
    (include_str!("../../assets/i18n/de/therapy.ftl"), include_str!("../../assets/i18n/en/therapy.ftl")),
    (include_str!("../../assets/i18n/de/sharing.ftl"), include_str!("../../assets/i18n/en/sharing.ftl")),
    (include_str!("../../assets/i18n/de/outcome.ftl"), include_str!("../../assets/i18n/en/outcome.ftl")),
    (
        include_str!("../../assets/i18n/de/appointments.ftl"),
        include_str!("../../assets/i18n/en/appointments.ftl"),
    ),
    (
        include_str!("../../assets/i18n/de/notifications.ftl"),
        include_str!("../../assets/i18n/en/notifications.ftl"),
    ),
    (include_str!("../../assets/i18n/de/trusted.ftl"), include_str!("../../assets/i18n/en/trusted.ftl")),
];

/// Starts the app for patients.
pub fn start() {
    program::start(App);
}

#[component]
fn App() -> Element {
    use_texts(SOURCES);
    appointments::use_opened_provider();
    use_account_provider("heilsam-patient", &[Role::Patient]);
    use_record_provider();
    later::use_later_provider();
    notifications::use_messages_provider();
    trusted::use_trusted_provider();
    content::use_content_provider();
    assessments::use_questionnaires_provider();
    rsx! {
        program::Guarded { Router::<Route> {} }
    }
}
