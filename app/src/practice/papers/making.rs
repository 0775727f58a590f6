//! Making one paper: the button is busy meanwhile, and a message below it says how it went.

use dioxus::prelude::*;
use heilsam_report::Document;

use crate::components::{Kind, Notice};
use crate::report::worker;
use crate::t;

/// How far a paper is. Copies are the same state.
#[derive(Clone, Copy, PartialEq)]
pub struct Making {
    busy: Signal<bool>,
    made: Signal<Option<bool>>,
}

/// For the place that calls this.
pub fn use_making() -> Making {
    Making { busy: use_signal(|| false), made: use_signal(|| None) }
}

impl Making {
    /// Whether it is being made.
    pub fn is_busy(self) -> bool {
        (self.busy)()
    }

    /// Takes back what was said of the one before: it is another paper now.
    pub fn forget(mut self) {
        self.made.set(None);
    }

    /// Makes the paper and gives it to the browser to save under this name; `None` is a paper that could not be composed.
    pub fn begin(mut self, document: Option<Document>, file: String) {
        // A message that stands there already would not be read aloud again.
        self.made.set(None);
        self.busy.set(true);
        spawn(async move {
            let made = match document {
                Some(document) => worker::save(&document, &file).await.is_ok(),
                None => false,
            };
            self.made.set(Some(made));
            self.busy.set(false);
        });
    }
}

/// Says how it went; nothing before. The id is that of the good news.
#[component]
pub fn Made(making: Making, id: String) -> Element {
    match (making.made)() {
        None => rsx! {},
        Some(true) => {
            rsx! { Notice { kind: Kind::Success, id: "{id}", announce: true, p { {t!("papers-made")} } } }
        }
        Some(false) => rsx! { Notice { kind: Kind::Warning, announce: true, p { {t!("papers-failed")} } } },
    }
}
