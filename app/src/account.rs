//! Logging in, registering, recovering and sessions: the same in every program.

pub mod about;
pub mod access;
mod changing;
pub mod credentials;
pub mod device;
pub mod devices;
pub mod digits;
pub mod enrol;
pub mod entrance;
pub mod erase;
pub mod fresh;
mod given_name;
pub mod login;
pub mod passkey;
pub mod protect;
pub mod recover;
pub mod renew;
pub mod sessions;
pub mod sheet;
pub mod trouble;
mod unsent;
#[cfg(feature = "patient")]
pub mod ways;

use crate::i18n::Sources;

/// Texts of these views.
pub const SOURCES: Sources = &[
    (include_str!("../../assets/i18n/de/common.ftl"), include_str!("../../assets/i18n/en/common.ftl")),
    (include_str!("../../assets/i18n/de/account.ftl"), include_str!("../../assets/i18n/en/account.ftl")),
];
