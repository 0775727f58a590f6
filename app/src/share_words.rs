//! What a share shows, in words: for the patient who chose it and for the practice that reads it.

use heilsam_client::sharing::ShareChoice;

use crate::{entry_words, t, today};

/// Kinds and days.
#[must_use]
pub fn choice(choice: &ShareChoice) -> String {
    let mut parts: Vec<String> = choice.kinds.iter().map(|kind| entry_words::kind(*kind)).collect();
    if choice.results {
        parts.push(t!("sharing-results"));
    }
    if choice.notes {
        parts.push(t!("sharing-with-notes"));
    }
    let first = today::day(choice.first);
    parts.push(match choice.last {
        None => t!("sharing-from-on", first = first),
        Some(last) => t!("sharing-from-until", first = first, last = today::day(last)),
    });
    parts.join(", ")
}
