//! The therapy itself: diary values, what they mean, questionnaires, the programme, and what is counted of its use.
//!
//! Pure: no input, no output, no clock, no randomness. Texts for people live in `assets/content`, by language; this crate
//! names things by codes and says what to do with numbers.

pub mod advice;
pub mod content;
pub mod csv;
pub mod device;
pub mod diary;
pub mod expression;
pub mod hint;
pub mod number;
pub mod outcome;
pub mod plausibility;
pub mod programme;
pub mod questionnaire;
pub mod schedule;
pub mod scoring;
pub mod statistics;
pub mod survey;
pub mod text;

pub use diary::{DiaryEntry, Measurement};
