//! The programme's content, compiled into the app: there without a network, read when it is first needed.

use std::cell::OnceCell;
use std::rc::Rc;

use dioxus::prelude::*;
use heilsam_therapy::content::Package;
use heilsam_therapy::text::{self, Text};

use crate::i18n::{self, Language};

macro_rules! files {
    ($name:expr, $folder:literal, [$($file:literal),* $(,)?]) => {
        match $name {
            $($file => Some(include_str!(concat!("../../../assets/content/", $folder, "/", $file))),)*
            _ => None,
        }
    };
}

/// A file of the programme.
#[must_use]
pub fn file(name: &str) -> Option<&'static str> {
    files!(
        name,
        "hypertonie",
        [
            "package.json",
            "plan.json",
            "advice.json",
            "hints.json",
            "crisis.json",
            "modules/01-messen.json",
            "modules/02-verstehen.json",
            "modules/03-salz.json",
            "modules/04-essen.json",
            "modules/05-bewegung.json",
            "modules/06-medikamente.json",
            "modules/07-gewicht.json",
            "modules/08-alkohol.json",
            "modules/09-stress.json",
            "modules/10-schlaf.json",
            "modules/11-risiken.json",
            "modules/12-dranbleiben.json",
            "pictures/01-messen.svg",
            "pictures/02-verstehen.svg",
            "pictures/03-salz.svg",
            "pictures/04-essen.svg",
            "pictures/05-bewegung.svg",
            "pictures/06-medikamente.svg",
            "pictures/07-gewicht.svg",
            "pictures/08-alkohol.svg",
            "pictures/09-stress.svg",
            "pictures/10-schlaf.svg",
            "pictures/11-risiken.svg",
            "pictures/12-dranbleiben.svg",
        ]
    )
}

/// The content; copies share what was read.
#[derive(Clone, Default)]
pub struct Content(Rc<OnceCell<Option<Rc<Package>>>>);

/// Provides the content to all views below.
pub fn use_content_provider() {
    use_context_provider(Content::default);
}

/// The content of this program.
pub fn use_content() -> Content {
    use_context()
}

impl Content {
    /// The programme. A package that was built into the app is complete: a test loads it.
    #[must_use]
    pub fn package(&self) -> Option<Rc<Package>> {
        self.0.get_or_init(|| Package::load(|name| file(name).map(str::to_owned)).ok().map(Rc::new)).clone()
    }
}

/// A text of the content in the reader's language.
#[must_use]
pub fn say(text: &Text) -> String {
    let language = match i18n::language() {
        Language::De => text::Language::German,
        Language::En => text::Language::English,
    };
    text.get(language).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_programme_is_complete() {
        let package = Package::load(|name| file(name).map(str::to_owned)).unwrap();
        assert_eq!(package.modules.len(), 12);
    }
}
