//! Questionnaires: when they are due, one question per screen, results in plain words.

mod ask;
mod blocks;
mod fault;
mod files;
mod filling;
mod help;
mod item;
pub mod list;
pub mod page;
mod result;
mod slider;
mod survey;
mod written;

pub use files::{
    Loaded, Questionnaires, QuestionnairesWait, use_questionnaires, use_questionnaires_provider,
};
pub use survey::SurveyAsks;
