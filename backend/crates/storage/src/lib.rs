//! Repositories on SQLite and PostgreSQL.
//!
//! Every statement is written once and runs on both engines; the engine is chosen by the scheme of the URL. What lies in the
//! content columns is sealed by clients. Ids are 16 bytes, times are milliseconds since 1970.

pub mod accounts;
pub mod also_kept;
pub mod applications;
pub mod audit;
pub mod backup;
pub mod collections;
pub mod consents;
pub mod consultations;
pub mod contacts;
pub mod contracts;
pub mod credentials;
pub mod documents;
pub mod dossiers;
mod engine;
pub mod entitlements;
mod erase;
mod error;
pub mod inspect;
pub mod invoices;
mod migrations;
pub mod notifications;
pub mod outcome;
pub mod practices;
pub mod proofs;
pub mod records;
pub mod registrations;
mod row;
pub mod sessions;
pub mod shares;
pub mod signals;
pub mod slots;
pub mod tickets;

pub use engine::Store;
pub use error::{OpenError, StoreError};
