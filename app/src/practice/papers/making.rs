//! Making one paper: the button is busy meanwhile, and a message below it says how it went.

use dioxus::prelude::*;
use heilsam_report::Document;

use crate::components::{Kind, Notice};
use crate::report::Saved;
use crate::report::saving::{Saving, use_saving};
use crate::t;

/// How far a paper is. Copies are the same state.
#[derive(Clone, Copy, PartialEq)]
pub struct Making(Saving);

/// For the place that calls this.
pub fn use_making() -> Making {
    Making(use_saving())
}

impl Making {
    /// Whether it is being made.
    pub fn is_busy(self) -> bool {
        self.0.is_busy()
    }

    /// Takes back what was said of the one before, or would be said of one that is being made: it is another paper now.
    pub fn forget(self) {
        self.0.change();
    }

    /// Makes the paper and gives it to the browser to save under this name; `None` is a paper that could not be composed.
    pub fn begin(self, document: Option<Document>, file: String) {
        self.0.begin(document, file);
    }
}

/// Says how it went; nothing before. The id is that of the good news.
#[component]
pub fn Made(making: Making, id: String) -> Element {
    match making.0.said() {
        Saved::Asking => rsx! {},
        Saved::Done { .. } => {
            rsx! { Notice { kind: Kind::Success, id: "{id}", announce: true, p { {t!("papers-made")} } } }
        }
        Saved::Failed => rsx! { Notice { kind: Kind::Warning, announce: true, p { {t!("papers-failed")} } } },
    }
}
