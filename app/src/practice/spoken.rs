//! Texts that lie with the data they are about, in both languages of the pages.

use std::fmt;

use serde::Deserialize;

use crate::i18n::{self, Language};

/// A text in German and English; shown in the language of the page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Spoken {
    /// German.
    pub de: String,
    /// English.
    pub en: String,
}

impl fmt::Display for Spoken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match i18n::language() {
            Language::De => &self.de,
            Language::En => &self.en,
        })
    }
}

#[cfg(test)]
impl Spoken {
    /// Whether there is a text for each language, and not the same one twice.
    pub fn is_translated(&self) -> bool {
        !self.de.is_empty() && !self.en.is_empty() && self.de != self.en
    }
}
