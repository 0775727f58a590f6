//! The app for practices: invite, open the waiting room, talk.

mod after;
mod agreed;
mod applicant;
mod bell;
mod calendar;
mod calendar_file;
mod check;
mod contract;
mod device_waits;
#[cfg(test)]
mod fixtures;
mod frame;
mod hall;
mod hand_over;
mod help;
mod invitation;
mod later;
mod line;
mod login;
mod meeting;
mod moving;
mod newest;
mod noted;
mod operator;
mod own_name;
mod papers;
mod plan;
mod proof;
mod reminders;
mod room;
mod room_devices;
mod routes;
mod settings;
mod shared;
mod spoken;
mod staff;
mod start;
mod team;
mod team_badge;
mod tries;
mod waiting;

pub mod desk;

use dioxus::prelude::*;
use heilsam_domain::Role;

use self::bell::use_bell_provider;
use self::calendar::use_place_provider;
use self::desk::team::use_team_provider;
use self::desk::use_desk_provider;
use self::later::use_later_provider;
use self::reminders::use_reminders_provider;
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
    (include_str!("../../assets/i18n/de/later.ftl"), include_str!("../../assets/i18n/en/later.ftl")),
    (include_str!("../../assets/i18n/de/call.ftl"), include_str!("../../assets/i18n/en/call.ftl")),
    (include_str!("../../assets/i18n/de/room.ftl"), include_str!("../../assets/i18n/en/room.ftl")),
    (include_str!("../../assets/i18n/de/practice.ftl"), include_str!("../../assets/i18n/en/practice.ftl")),
    (include_str!("../../assets/i18n/de/after.ftl"), include_str!("../../assets/i18n/en/after.ftl")),
    (include_str!("../../assets/i18n/de/group.ftl"), include_str!("../../assets/i18n/en/group.ftl")),
    (include_str!("../../assets/i18n/de/hall.ftl"), include_str!("../../assets/i18n/en/hall.ftl")),
    (include_str!("../../assets/i18n/de/calendar.ftl"), include_str!("../../assets/i18n/en/calendar.ftl")),
    (include_str!("../../assets/i18n/de/papers.ftl"), include_str!("../../assets/i18n/en/papers.ftl")),
    (include_str!("../../assets/i18n/de/report.ftl"), include_str!("../../assets/i18n/en/report.ftl")),
    (include_str!("../../assets/i18n/de/shared.ftl"), include_str!("../../assets/i18n/en/shared.ftl")),
    (include_str!("../../assets/i18n/de/sharing.ftl"), include_str!("../../assets/i18n/en/sharing.ftl")),
    (include_str!("../../assets/i18n/de/diary.ftl"), include_str!("../../assets/i18n/en/diary.ftl")),
    (include_str!("../../assets/i18n/de/contract.ftl"), include_str!("../../assets/i18n/en/contract.ftl")),
    (include_str!("../../assets/i18n/de/help.ftl"), include_str!("../../assets/i18n/en/help.ftl")),
    (include_str!("../../assets/i18n/de/proof.ftl"), include_str!("../../assets/i18n/en/proof.ftl")),
    (include_str!("../../assets/i18n/de/team.ftl"), include_str!("../../assets/i18n/en/team.ftl")),
    (include_str!("../../assets/i18n/de/transfer.ftl"), include_str!("../../assets/i18n/en/transfer.ftl")),
];

/// Starts the app for practices.
pub fn start() {
    program::start(App);
}

#[component]
fn App() -> Element {
    use_texts(SOURCES);
    use_account_provider("heilsam-practice", &[Role::Doctor, Role::Staff, Role::Operator]);
    use_desk_provider();
    use_team_provider();
    use_place_provider();
    use_bell_provider();
    use_reminders_provider();
    use_later_provider();
    rsx! {
        program::Guarded { Router::<Route> {} }
    }
}
