//! What people do with Heilsam, without any view: register, log in, keep a diary, follow a programme, consent, invite, export.
//!
//! [`Client`] is the one door. It stands on four things that are handed in: a [`Transport`] to the server, a
//! [`LocalStore`] that only ever gets ciphertext, a [`Vault`] for the account master key, and an [`Environment`] that
//! gives time and randomness. What the server says is checked, never trusted: see [`sync`].

pub mod api;
pub mod appointment;
pub mod assessment;
pub mod brought;
pub mod client;
pub mod diary;
pub mod environment;
pub mod error;
mod merge;
pub mod outcome;
pub mod photo;
pub mod sharing;
pub mod store;
pub mod sync;
pub mod therapy;
pub mod transport;
pub mod vault;

pub use client::{Client, SyncState};
pub use environment::Environment;
pub use error::ClientError;
pub use heilsam_crypto::consent::text_sha384;
pub use store::LocalStore;
pub use transport::Transport;
pub use vault::Vault;
