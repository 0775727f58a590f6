//! Regulatory rules as pure functions.

pub mod hosting;

pub use hosting::{HostingCountry, HostingRefused};
