//! The Heilsam server: routes, limits, audit log, static files.
//!
//! It stores what clients seal and never links the code that opens it.

pub mod account;
pub mod admin;
pub mod audit;
pub mod backup;
pub mod caller;
pub mod client_net;
pub mod clock;
pub mod config;
pub mod connections;
pub mod consents;
pub mod consultation;
pub mod contract;
pub mod demo;
pub mod dossier;
pub mod error;
pub mod evidence;
pub mod extract;
pub mod gate;
pub mod gateway;
pub mod headers;
pub mod health;
pub mod jobs;
pub mod keys;
pub mod limiter;
pub mod metrics;
pub mod notify;
mod old_rng;
pub mod open_files;
pub mod openapi;
pub mod outcome;
pub mod practice;
pub mod proof;
pub mod records;
pub mod route;
pub mod router;
pub mod serve;
pub mod sharing;
pub mod site;
pub mod state;
pub mod statics;
pub mod status;
pub mod telemetry;
pub mod tickets;

pub use caller::Caller;
pub use error::ApiError;
pub use route::{Access, RateClass, Route};
pub use state::AppState;
