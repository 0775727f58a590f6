//! Small parts of the dossier's pages.

use dioxus::prelude::*;
use heilsam_compliance::workspace::status::Status;

use crate::components::{Badge, Icon, Kind, Shape};
use crate::t;

/// Several lines of text with label, hint and error, tied together.
#[component]
pub fn TextArea(
    id: String,
    label: String,
    value: String,
    oninput: EventHandler<String>,
    hint: Option<String>,
    error: Option<String>,
    #[props(default = 4)] rows: u8,
) -> Element {
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let ids = [hint.is_some().then_some(&hint_id), error.is_some().then_some(&error_id)];
    let described: Vec<&str> = ids.into_iter().flatten().map(String::as_str).collect();
    let described = described.join(" ");
    rsx! {
        div { class: "field",
            label { class: "field-label", r#for: "{id}", "{label}" }
            if let Some(hint) = &hint {
                p { class: "field-hint", id: "{hint_id}", "{hint}" }
            }
            textarea {
                id: "{id}",
                class: "input",
                rows: "{rows}",
                "aria-invalid": if error.is_some() { "true" },
                "aria-describedby": if !described.is_empty() { described },
                value: "{value}",
                oninput: move |event| oninput.call(event.value()),
            }
            if let Some(error) = &error {
                p { class: "field-error", id: "{error_id}",
                    Icon { shape: Shape::Warning }
                    span { "{error}" }
                }
            }
        }
    }
}

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
