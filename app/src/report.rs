//! The report on paper: what it says, the module that writes it as PDF, and what became of the file. For a patient, and for
//! a practice that takes along what a patient showed to it.

pub mod compose;
pub mod saving;
pub mod worker;

use dioxus::prelude::*;
use jiff::civil::Date;
use rust_decimal::Decimal;

use self::worker::NotMade;
use crate::components::{Icon, Kind, Notice, Shape};
use crate::t;

/// What came of the goal in the days of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Planned {
    /// Days on which all medicines were taken.
    pub done: u32,
    /// Days that the goal asks for.
    pub planned: u32,
    /// Days a week, as the goal says.
    pub target: u32,
}

/// A scale of a questionnaire with its results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreLine {
    /// Title of the questionnaire; empty where only the scale is known.
    pub questionnaire: String,
    /// Name of the scale.
    pub name: String,
    /// Whether it is the scale of the whole questionnaire: others have no chart and are not on the first page.
    pub is_main: bool,
    /// The results of the period, the newest first; at least one.
    pub results: Vec<ScoreValue>,
    /// The newest value from before the period.
    pub before: Option<Decimal>,
}

/// A result on a scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreValue {
    /// When the questionnaire was finished.
    pub day: Date,
    /// The value.
    pub value: Decimal,
    /// Smallest and greatest value there can be, where it is known.
    pub range: Option<(Decimal, Decimal)>,
    /// What the value means, where the scale says it.
    pub band: Option<String>,
}

/// What became of the PDF.
#[derive(Clone, Default, PartialEq, Eq)]
pub enum Saved {
    /// There is nothing to say: it was not asked for, or is being made.
    #[default]
    Asking,
    /// There is none.
    Failed,
    /// The browser saved it.
    Done {
        /// Its address within this page.
        address: String,
        /// Its name.
        file: String,
    },
}

impl Saved {
    /// What became of a PDF with this name; see [`worker::save`].
    #[must_use]
    pub fn of(saved: Result<String, NotMade>, file: String) -> Self {
        saved.map_or(Self::Failed, |address| Self::Done { address, file })
    }
}

/// What became of a PDF, below the button; `failed` says what there is instead of it.
#[component]
pub fn SavedView(stage: Saved, failed: String) -> Element {
    match stage {
        Saved::Asking => rsx! {},
        Saved::Failed => {
            rsx! { Notice { kind: Kind::Warning, id: "report-problem", announce: true, p { "{failed}" } } }
        }
        Saved::Done { address, file } => rsx! {
            Notice { kind: Kind::Success, id: "report-done", title: t!("report-done-title"), announce: true,
                p { {t!("report-done-text")} }
                div { class: "row",
                    a { class: "button button-second", id: "report-again", href: "{address}", download: "{file}",
                        Icon { shape: Shape::Download }
                        span { {t!("report-again")} }
                    }
                }
            }
        },
    }
}
