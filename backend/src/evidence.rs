//! Evidence that runs: every automatic check of the product, executed against the running deployment, signed, and handed
//! into the dossier.
//!
//! A check looks at one of five grounds (see [`heilsam_compliance::checks::Ground`]): the deployment from outside, its data,
//! a trial of the same program with the same configuration on empty data, what the program was built from, and the report of
//! the tests of the same commit. What cannot be looked at is "not checked": never green.

pub mod build;
pub mod checks;
pub mod content;
pub mod door;
pub mod live;
pub mod page;
pub mod record;
pub mod report;
pub mod result;
pub mod run;
pub mod sign;
pub mod subject;
pub mod table;
pub mod tls;
pub mod trial;
pub mod verdict;

pub use build::Build;
pub use subject::Subject;
pub use verdict::{Findings, Obstacle, Outcome, Verdict};
