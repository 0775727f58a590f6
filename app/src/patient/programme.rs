//! The programme: twelve modules, each with text, picture, exercise and quiz.

mod lesson;
pub mod mistake;
pub mod module_page;
pub mod next;
pub mod overview;
pub mod quiz;
pub mod start;
pub mod stop;

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use heilsam_therapy::advice::{self, Programme, Reason, about_history};
use heilsam_therapy::programme::Course;

use crate::components::use_toasts;
use crate::format;
use crate::record::{Record, use_record};
use crate::today::today;

/// Why the programme or its exercises rest now, the most cautious reason first; nothing before it began.
#[must_use]
pub fn stops(record: Record) -> Vec<Reason> {
    let Some(course) = record.course() else { return Vec::new() };
    let now = format::now();
    let entries: Vec<_> = record.lately(now).into_iter().map(|(entry, _)| entry).collect();
    course.stops(&about_history(&entries, now), today())
}

/// What the stops demand of the programme.
#[must_use]
pub fn demanded(record: Record) -> Programme {
    advice::programme(&stops(record))
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
