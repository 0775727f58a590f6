//! Handing the record over to the electronic patient record (ePA): what is sent, what must stand on it, and when.
//!
//! Pure: no input, no output, no clock. The way into the telematics infrastructure is the trait [`TelematicsClient`],
//! whose requirements stand there; [`frame`] is the form in which a device speaks with such a client. The same
//! [`check`] runs on the device before sending and in the stand-in of tests and demonstration.
//!
//! Source: § 6a DiGAV, § 351 SGB V; MIO DiGA 1.1.0.

pub mod check;
pub mod document;
pub mod frame;
pub mod insurant;
pub mod plan;
pub mod telematics;

pub use check::{Finding, check};
pub use document::{Author, Document, Metadata, Submission};
pub use insurant::Insurant;
pub use plan::{Every, Notice, Settings};
pub use telematics::{EpaError, Receipt, TelematicsClient};
