//! The programme: twelve modules, each with text, picture, exercise and quiz.

mod lesson;
pub mod module_page;
pub mod next;
pub mod overview;
pub mod quiz;
pub mod start;

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use heilsam_therapy::advice::{self, Programme, about_history};
use heilsam_therapy::programme::Course;

use crate::components::use_toasts;
use crate::format;
use crate::record::{Record, use_record};

/// What current advice demands of the programme.
#[must_use]
pub fn demanded(record: Record) -> Programme {
    let now = format::now();
    let entries: Vec<_> = record.lately(now).into_iter().map(|(entry, _)| entry).collect();
    advice::programme(&about_history(&entries, now))
}

/// Saves a changed course, also when the page is left at once; what cannot be saved is said.
pub fn use_change() -> Callback<Course> {
    let record = use_record();
    let mut toasts = use_toasts();
    use_callback(move |course: Course| {
        spawn_forever(async move {
            if let Err(error) = record.save_course(&course).await {
                toasts.say(move || error.text());
            }
        });
    })
}
