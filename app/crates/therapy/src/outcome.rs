//! Outcome reporting: use is counted on the device, one anonymous contribution leaves it. The server counts groups.
//!
//! Source: DiGAV §§ 23a to 23e, Anlage 4 (as amended on 27 January 2026).

pub mod contribution;
pub mod course;
pub mod usage;

pub use contribution::{ContributionError, contribution, survey};
pub use course::{Course, courses, current, shares_quarter, to_report};
pub use usage::UsageLog;

#[cfg(test)]
mod tests;
