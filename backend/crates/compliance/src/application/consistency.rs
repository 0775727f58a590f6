//! Whether purpose, functions, contents and published texts say the same (§ 9(2) DiGAV).
//!
//! Words can be compared by a program, meaning cannot: every finding is a hint for a person, with the place it comes from.

use serde::Serialize;

use super::icd::Icd;
use super::state::Application;
use crate::message::Message;

/// A text that the manufacturer publishes: imprint, website, store description, instructions for use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Published<'a> {
    /// What it is.
    pub title: &'a str,
    /// Its text.
    pub text: &'a str,
    /// Whether it must carry the intended purpose word for word (imprint, instructions).
    pub carries_purpose: bool,
}

/// Something that does not fit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Mismatch {
    /// Title of the published text, or number of the statement.
    pub place: String,
    /// What does not fit.
    pub message: Message,
}

/// Words by which texts claim an effect of § 8, beside the choice they belong to.
const EFFECT_WORDS: [(&str, &[&str]); 7] = [
    ("quality-of-life", &["lebensqualität"]),
    ("survival", &["überleben", "lebensverlänger"]),
    ("duration", &["krankheitsdauer", "schneller gesund"]),
    ("adherence", &["adhärenz", "therapietreue"]),
    ("literacy", &["gesundheitskompetenz"]),
    ("sovereignty", &["patientensouveränität"]),
    ("coordination", &["behandlungsabläufe", "koordination der behandlung"]),
];

/// Promises that advertising for medical products must not make.
const PROMISES: [&str; 6] =
    ["garantiert", "nebenwirkungsfrei", "ohne nebenwirkungen", "heilt ", "100 % wirksam", "wirkt immer"];

/// Compares the application with the published texts.
#[must_use]
pub fn compare(application: &Application, published: &[Published<'_>]) -> Vec<Mismatch> {
    let mut found = Vec::new();
    let purpose = squeeze(application.text("2", "purpose", 1, "text"));
    for text in published {
        let words = squeeze(text.text);
        let mut add = |message| found.push(Mismatch { place: text.title.to_owned(), message });
        if text.carries_purpose && !purpose.is_empty() && !words.contains(&purpose) {
            add(Message::new("compliance-consistency-purpose"));
        }
        for promise in PROMISES.iter().filter(|promise| words.contains(**promise)) {
            add(Message::new("compliance-consistency-promise").with("promise", promise.trim()));
        }
        for (effect, _) in unclaimed(application, &words) {
            let name = format!("compliance-choice-{effect}");
            add(Message::new("compliance-consistency-effect").with("effect", name));
        }
        for icd in foreign_codes(application, text.text) {
            add(Message::new("compliance-consistency-icd").with("icd", icd));
        }
    }
    functions(application, published, &mut found);
    effects(application, &purpose, &mut found);
    found.sort();
    found.dedup();
    found
}

/// Every stated function is spoken of somewhere.
fn functions(application: &Application, published: &[Published<'_>], found: &mut Vec<Mismatch>) {
    if published.is_empty() {
        return;
    }
    let all: Vec<String> = published.iter().map(|text| squeeze(text.text)).collect();
    for row in application.rows("6", "functions") {
        let name = application.text("6", "functions", row, "name");
        if !all.iter().any(|text| text.contains(&squeeze(name))) {
            let message = Message::new("compliance-consistency-function").with("function", name);
            found.push(Mismatch { place: "6".to_owned(), message });
        }
    }
}

/// Every patient group is spoken of in the purpose.
fn effects(application: &Application, purpose: &str, found: &mut Vec<Mismatch>) {
    if purpose.is_empty() {
        return;
    }
    for row in application.rows("10", "groups") {
        let name = application.text("10", "groups", row, "name");
        let code = application.text("10", "groups", row, "icd");
        let named = [name, code].iter().any(|text| !text.is_empty() && purpose.contains(&squeeze(text)));
        if !named {
            let message = Message::new("compliance-consistency-group").with("group", name);
            found.push(Mismatch { place: "2".to_owned(), message });
        }
    }
}

fn unclaimed<'a>(
    application: &'a Application,
    words: &'a str,
) -> impl Iterator<Item = (&'static str, &'static [&'static str])> + 'a {
    EFFECT_WORDS.into_iter().filter(move |(effect, markers)| {
        let claimed = [("benefits", "effect"), ("improvements", "area")].into_iter().any(|(part, field)| {
            application
                .rows("11", part)
                .into_iter()
                .any(|row| application.text("11", part, row, field) == *effect)
        });
        !claimed && markers.iter().any(|marker| words.contains(marker))
    })
}

fn foreign_codes(application: &Application, text: &str) -> Vec<Icd> {
    let own: Vec<Icd> = application
        .rows("10", "groups")
        .into_iter()
        .filter_map(|row| Icd::parse(application.text("10", "groups", row, "icd")).ok())
        .collect();
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '.').map(|word| word.trim_matches('.'));
    let mut codes: Vec<Icd> = words
        .filter(|word| word.starts_with(|c: char| c.is_ascii_uppercase()))
        .filter_map(|word| Icd::parse(word).ok())
        .filter(|icd| !own.contains(icd))
        .collect();
    codes.sort();
    codes.dedup();
    codes
}

/// Small letters, single blanks: how texts are compared.
fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
