//! What there is to read: picture, sections, sources.

use dioxus::prelude::*;
use heilsam_therapy::content::{Module, Package, Section};

use crate::components::{Kind, Notice};
use crate::patient::content::{say, use_content};
use crate::t;
use crate::today;

/// Picture and text.
#[component]
pub fn Lesson(module: Module) -> Element {
    let picture = use_content().picture(&module.picture);
    rsx! {
        figure { class: "lesson-picture",
            // Our own drawings, checked when the programme is loaded: no scripts, styles or addresses.
            div { "aria-hidden": "true", dangerous_inner_html: picture }
            figcaption { class: "soft", {say(&module.picture_text)} }
        }
        for (index , section) in module.sections.iter().enumerate() {
            LessonSection { key: "{index}", section: section.clone() }
        }
    }
}

#[component]
fn LessonSection(section: Section) -> Element {
    let body = rsx! {
        for (index , text) in section.paragraphs.iter().enumerate() {
            p { key: "{index}", {say(text)} }
        }
        if !section.points.is_empty() {
            ul {
                for (index , text) in section.points.iter().enumerate() {
                    li { key: "{index}", {say(text)} }
                }
            }
        }
    };
    rsx! {
        section { class: "stack lesson",
            h2 { {say(&section.heading)} }
            if section.caution {
                Notice { kind: Kind::Warning, {body} }
            } else {
                {body}
            }
        }
    }
}

/// Where the statements come from, and when they were last compared with it.
#[component]
pub fn Sources(package: std::rc::Rc<Package>, module: Module) -> Element {
    let review = &module.review;
    rsx! {
        details { id: "sources",
            summary { {t!("module-sources")} }
            ul {
                for source in module.sources.iter().filter_map(|id| package.source(id)) {
                    li { key: "{source.id}",
                        if let Some(url) = &source.url {
                            a { href: "{url}", target: "_blank", rel: "noopener noreferrer", "{source.citation}" }
                        } else {
                            "{source.citation}"
                        }
                    }
                }
            }
            p { class: "soft", {t!("module-reviewed", day = today::day(review.date), by = review.by.clone(), next = today::day(review.next))} }
        }
    }
}
