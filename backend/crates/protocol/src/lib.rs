//! Wire types, paths and problem codes: the contract between the server and its clients.
//!
//! No logic beyond reading and writing what travels. Bytes travel as base64url without padding ([`Bytes`]), times as RFC 3339
//! in UTC, ids as hyphenated UUIDs.

pub mod account;
pub mod consent;
pub mod consultation;
pub mod contact;
pub mod contract;
pub mod credential;
pub mod demo;
pub mod dossier;
pub mod envelope;
pub mod gateway;
pub mod invoice;
pub mod limit;
pub mod login;
pub mod notification;
pub mod outcome;
pub mod path;
pub mod practice;
pub mod problem;
pub mod proof;
pub mod registration;
pub mod session;
pub mod sharing;
pub mod signal;
pub mod site;
pub mod status;
pub mod sync;
pub mod ticket;

pub use envelope::{ContentHeader, SealedRecord, WrapHeader};
pub use heilsam_domain::bytes::Bytes;
pub use problem::{Problem, ProblemCode};
