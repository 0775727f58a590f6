//! Outcome reporting: the quarter, and the coarse numbers of one course that leave a device.
//!
//! Source: DiGAV §§ 23a to 23e, Anlage 4 (as amended on 27 January 2026).

mod contribution;
mod measure;
mod quarter;

pub use contribution::{Contribution, Ending, Impossible, Survey};
pub use measure::Measure;
pub use quarter::{InvalidQuarter, Quarter};
