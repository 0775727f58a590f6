//! What the rules say to people: an id and its data; the sentences stand in `assets/catalogues/messages.<language>.ftl`.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Sentences by their ids.
type Sentences = HashMap<&'static str, &'static str>;

const GERMAN: &str = include_str!("../../../../assets/catalogues/messages.de.ftl");
const ENGLISH: &str = include_str!("../../../../assets/catalogues/messages.en.ftl");

static IN_GERMAN: LazyLock<Sentences> = LazyLock::new(|| sentences(GERMAN).collect());
static IN_ENGLISH: LazyLock<Sentences> = LazyLock::new(|| sentences(ENGLISH).collect());

/// A sentence for people, not yet in a language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Message {
    /// Key of the sentence.
    pub id: String,
    /// Values of its placeholders.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub data: BTreeMap<String, String>,
}

/// A language that sentences exist in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// German, with "Sie".
    German,
    /// English.
    English,
}

impl Message {
    /// A sentence without data.
    #[must_use]
    pub fn new(id: &str) -> Self {
        Self { id: id.to_owned(), data: BTreeMap::new() }
    }

    /// The same sentence with one more value.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "callers pass numbers and texts alike")]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.data.insert(name.to_owned(), value.to_string());
        self
    }

    /// The sentence in a language; the id itself where a sentence is missing, so that nothing is ever silent.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let known = match language {
            Language::German => &*IN_GERMAN,
            Language::English => &*IN_ENGLISH,
        };
        let Some(pattern) = known.get(self.id.as_str()) else { return self.id.clone() };
        self.data.iter().fold((*pattern).to_owned(), |text, (name, value)| {
            // A value that is itself a key stands for its sentence, so that names follow the language.
            let value = known.get(value.as_str()).copied().unwrap_or(value);
            text.replace(&format!("{{ ${name} }}"), value)
        })
    }

    /// The sentence in German.
    #[must_use]
    pub fn german(&self) -> String {
        self.text(Language::German)
    }
}

/// A day as German documents write it: `12.05.2026`.
pub(crate) fn german_day(day: Date) -> String {
    format!("{:02}.{:02}.{}", day.day(), day.month(), day.year())
}

/// All sentences of a message file: one per line, `id = text`, placeholders as `{ $name }`.
pub(crate) fn sentences(source: &str) -> impl Iterator<Item = (&str, &str)> {
    source
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('='))
        .map(|(id, text)| (id.trim(), text.trim()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn placeholders(text: &str) -> BTreeSet<&str> {
        text.split("{ $").skip(1).filter_map(|rest| rest.split_once(" }")).map(|(name, _)| name).collect()
    }

    /// Ids written in the sources of this crate: `Message::new("...")` and the like.
    fn used() -> BTreeSet<String> {
        let mut ids = BTreeSet::new();
        let mut folders =
            vec![std::path::PathBuf::from(std::env::var("CARGO_MANIFEST_DIR").unwrap()).join("src")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let text = std::fs::read_to_string(&path).unwrap();
                let ahead = text.split("#[cfg(test)]").next().unwrap_or_default();
                for quoted in ahead.split('"').skip(1).step_by(2) {
                    if quoted.starts_with("compliance-") && !quoted.contains('{') {
                        ids.insert(quoted.to_owned());
                    }
                }
            }
        }
        ids
    }

    #[test]
    fn both_languages_say_the_same_things_with_the_same_data() {
        let german: BTreeMap<&str, &str> = sentences(GERMAN).collect();
        let english: BTreeMap<&str, &str> = sentences(ENGLISH).collect();
        assert_eq!(german.keys().collect::<Vec<_>>(), english.keys().collect::<Vec<_>>());
        for (id, text) in &german {
            assert_eq!(placeholders(text), placeholders(english[id]), "{id}");
            assert!(!text.is_empty(), "{id}");
        }
        assert_eq!(sentences(GERMAN).count(), german.len(), "an id stands twice");
    }

    #[test]
    fn every_id_in_the_code_has_a_sentence() {
        let german: BTreeMap<&str, &str> = sentences(GERMAN).collect();
        let missing: Vec<String> =
            used().into_iter().filter(|id| !german.contains_key(id.as_str())).collect();
        assert_eq!(missing, Vec::<String>::new());
        assert!(!used().is_empty());
    }

    #[test]
    fn data_is_filled_in() {
        let message = Message::new("compliance-too-long").with("max", 40);
        assert_eq!(
            message.german(),
            "Der Text ist zu lang. Erlaubt sind { $max } Zeichen.".replace("{ $max }", "40")
        );
        assert_eq!(Message::new("no-such-sentence").german(), "no-such-sentence");
        let nested =
            Message::new("compliance-reason-removed").with("property", "compliance-property-sessions");
        assert!(nested.german().contains("„Sitzungen“"));
        assert!(nested.text(Language::English).contains("“sessions”"));
    }
}
