//! The Heilsam front ends: one small program per audience, views only.
//!
//! Text comes from [`i18n`], building blocks from [`components`], everything that decides, stores or
//! encrypts from `heilsam-client` and `heilsam-call`.

pub mod browser;
pub mod components;
pub mod i18n;
pub mod program;

#[cfg(feature = "gallery")]
pub mod gallery;
