//! The Heilsam front ends: one small program per audience, views only.
//!
//! Text comes from [`i18n`], building blocks from [`components`], everything that decides, stores or
//! encrypts from `heilsam-client` and `heilsam-call`.

#[cfg(any(feature = "patient", feature = "practice", feature = "manufacturer"))]
pub mod account;
pub mod browser;
#[cfg(feature = "call-group")]
pub mod call_group;
#[cfg(any(feature = "practice", feature = "call-group"))]
pub mod call_people;
#[cfg(feature = "call-tools")]
pub mod call_tools;
#[cfg(any(feature = "practice", feature = "visit", feature = "call-group"))]
pub mod call_view;
pub mod components;
#[cfg(any(feature = "patient", feature = "visit"))]
pub mod door;
#[cfg(test)]
mod drawn;
#[cfg(any(feature = "patient", feature = "practice"))]
pub mod entry_words;
pub mod format;
pub mod i18n;
#[cfg(any(feature = "patient", feature = "practice"))]
pub mod later;
#[cfg(test)]
mod leaving;
#[cfg(feature = "manufacturer")]
pub mod manufacturer;
#[cfg(any(feature = "practice", feature = "visit"))]
pub mod opening;
#[cfg(feature = "patient")]
pub mod patient;
#[cfg(feature = "practice")]
pub mod practice;
pub mod program;
#[cfg(feature = "patient")]
pub mod record;
#[cfg(any(feature = "patient", feature = "practice"))]
pub mod report;
#[cfg(any(feature = "patient", feature = "practice"))]
pub mod share_words;
pub mod still_there;
#[cfg(any(feature = "patient", feature = "practice"))]
pub mod to_the_end;
#[cfg(any(feature = "patient", feature = "practice"))]
pub mod today;
#[cfg(any(feature = "patient", feature = "practice"))]
pub mod transfer;
#[cfg(feature = "visit")]
pub mod visit;

#[cfg(feature = "gallery")]
pub mod gallery;
