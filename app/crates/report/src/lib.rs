//! The report for the practice: what the values come to, how it is said, and where it stands on paper.
//!
//! Pure: no input, no output, no clock, no fonts. [`summary`] counts, a view puts the counts into words as a
//! [`Document`], and [`layout`] turns the document into pages. The screen shows the same document as HTML, the report
//! module writes the pages as PDF: both say the same.

pub mod chart;
pub mod document;
pub mod layout;
pub mod shape;
pub mod summary;

pub use document::Document;
pub use layout::{Layout, lay_out};
pub use shape::Measure;
pub use summary::{Period, Summary};
