//! The diary: writing entries of every kind, changing them, looking back.

pub mod advice;
pub mod chart;
pub mod doubt;
mod draft;
pub mod entry;
mod form;
mod forms;
pub mod history;
pub mod inputs;
mod kinds;
mod list;
pub mod numbers;
mod photo;
pub mod versions;
