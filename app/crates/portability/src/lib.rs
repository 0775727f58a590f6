//! Taking everything along, and bringing it from elsewhere: between the records of an account and files.
//!
//! A page hands in the opened records of an account as they are stored ([`records`]). They become a MIO DiGA export
//! ([`Gathering`]), or the open format of all records ([`OpenFile`]); a file of either kind becomes records again
//! ([`take`]). Pure: no input, no output, no clock. It runs in a worker and is no part of the first screen.

mod appointment;
mod bring;
mod course;
mod diary;
mod filled;
mod gather;
mod ids;
mod links;
mod open;
mod photo;
mod preview;
pub mod records;
pub mod sample;
pub mod sources;

pub use bring::{Brought, TakeError, Written, take};
pub use gather::Gathering;
pub use open::{OpenFile, OpenProblem};
pub use preview::{KindOf, Preview, PreviewCount};
