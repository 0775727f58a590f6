//! Outcome reporting: use is counted on the device, one anonymous contribution leaves it, groups are counted from ten on.
//!
//! Source: DiGAV §§ 23a to 23e, Anlage 4 (as amended on 27 January 2026).

pub mod contribution;
pub mod course;
pub mod report;
pub mod summary;
pub mod usage;

pub use contribution::{Contribution, ContributionError, Quarter, Survey};
pub use course::{Course, Ending};
pub use report::{Cell, Report, Row, Variant};
pub use summary::Summary;
pub use usage::UsageLog;

#[cfg(test)]
mod tests;
