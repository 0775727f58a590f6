//! Small parts of the dossier's pages.

use dioxus::prelude::*;
use heilsam_compliance::workspace::status::Status;

use crate::components::{Badge, Kind, Shape};
use crate::t;

/// Where an item stands, in words.
#[must_use]
pub fn status_text(status: Status) -> String {
    match status {
        Status::NotAsked => t!("dossier-status-not-asked"),
        Status::Open => t!("dossier-status-open"),
        Status::Partly => t!("dossier-status-partly"),
        Status::Answered => t!("dossier-status-answered"),
        Status::InReview => t!("dossier-status-in-review"),
        Status::Returned => t!("dossier-status-returned"),
        Status::Approved => t!("dossier-status-approved"),
    }
}

/// Where an item stands.
#[component]
pub fn StatusBadge(status: ReadSignal<Status>) -> Element {
    let status = status();
    let (kind, icon) = match status {
        Status::Approved => (Kind::Success, Some(Shape::Check)),
        Status::Returned => (Kind::Warning, Some(Shape::Warning)),
        Status::InReview => (Kind::Info, Some(Shape::Clock)),
        Status::NotAsked | Status::Open | Status::Partly | Status::Answered => (Kind::Info, None),
    };
    rsx! {
        Badge { kind, icon, {status_text(status)} }
    }
}

/// Words of the law: always German, with the place they come from.
#[component]
pub fn Statute(text: String, source: String) -> Element {
    rsx! {
        figure { class: "statute",
            blockquote { lang: "de", "{text}" }
            figcaption { class: "soft", lang: "de", "{source}" }
        }
    }
}

/// The first words of a text, at most `most` characters.
#[must_use]
pub fn beginning(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most).collect();
    let words = cut.rsplit_once(' ').map_or(cut.as_str(), |(before, _)| before);
    format!("{words} …")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_ends_with_a_whole_word() {
        assert_eq!(beginning("eins zwei drei", 40), "eins zwei drei");
        assert_eq!(beginning("eins zwei drei", 11), "eins zwei …");
    }
}
