//! Reading catalogue files with errors that name the file, the place in it, and what to do.

use std::fmt;

use serde_json::{Map, Value};

use crate::message::{Language, Message};

/// Everything wrong with one file, in its order.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct CatalogueErrors {
    /// Name of the file.
    pub file: String,
    /// What is wrong where.
    pub faults: Vec<Fault>,
}

/// One thing wrong in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Place in the file, such as `groups[2].items[3].text`.
    pub path: String,
    /// What is wrong and what to do, with the place.
    pub advice: Message,
}

impl fmt::Display for CatalogueErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} cannot be used as a catalogue:", self.file)?;
        for fault in &self.faults {
            write!(f, "\n  {}", fault.advice.text(Language::English))?;
        }
        Ok(())
    }
}

/// Largest file that is read, bytes.
pub const MAX_FILE: usize = 2 * 1024 * 1024;
/// Longest text in a file, characters.
const MAX_TEXT: usize = 20_000;
/// Most faults that are told at once.
const MAX_FAULTS: usize = 50;

impl Fault {
    pub(crate) fn at(path: impl Into<String>, advice: Message) -> Self {
        let path = path.into();
        Self { advice: advice.with("path", &path), path }
    }
}

/// The file as a whole, in the reader's language.
pub(crate) const WHOLE: &str = "compliance-file-whole";

/// Collects faults while a file is read.
#[derive(Debug, Default)]
pub(crate) struct Faults(Vec<Fault>);

/// One object in a file, with its place.
pub(crate) struct Node<'a> {
    members: &'a Map<String, Value>,
    path: String,
}

impl Faults {
    pub(crate) fn add(&mut self, path: impl Into<String>, advice: Message) {
        if self.0.len() < MAX_FAULTS {
            self.0.push(Fault::at(path, advice));
        }
    }

    /// `value` if nothing was wrong.
    pub(crate) fn finish<T>(self, file: &str, value: Option<T>) -> Result<T, CatalogueErrors> {
        match value {
            Some(value) if self.0.is_empty() => Ok(value),
            _ => Err(CatalogueErrors { file: file.to_owned(), faults: self.0 }),
        }
    }
}

/// The file as JSON, if it is not too large.
pub(crate) fn json(file: &str, text: &str) -> Result<Value, CatalogueErrors> {
    let refuse = |path: &str, advice| {
        let faults = vec![Fault::at(path, advice)];
        CatalogueErrors { file: file.to_owned(), faults }
    };
    if text.len() > MAX_FILE {
        let advice = Message::new("compliance-file-large").with("bytes", text.len()).with("most", MAX_FILE);
        return Err(refuse(WHOLE, advice));
    }
    serde_json::from_str(text).map_err(|error| {
        let advice = Message::new("compliance-file-json");
        refuse(WHOLE, advice.with("line", error.line()).with("column", error.column()))
    })
}

impl<'a> Node<'a> {
    pub(crate) fn root(value: &'a Value, faults: &mut Faults) -> Option<Self> {
        Self::at(value, String::new(), faults)
    }

    fn at(value: &'a Value, path: String, faults: &mut Faults) -> Option<Self> {
        if let Value::Object(members) = value {
            return Some(Self { members, path });
        }
        let place = if path.is_empty() { WHOLE } else { &path };
        faults.add(place, Message::new("compliance-file-object"));
        None
    }

    /// Place of a member, for faults.
    pub(crate) fn path(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }

    /// Refuses members that no reader knows: they would be lost silently.
    pub(crate) fn only(&self, known: &[&str], faults: &mut Faults) {
        for name in self.members.keys().filter(|name| !known.contains(&name.as_str())) {
            let advice = Message::new("compliance-file-unknown").with("among", known.join(", "));
            faults.add(self.path(name), advice);
        }
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.members.get(name).is_some_and(|value| !value.is_null())
    }

    /// A text that must be there and say something.
    pub(crate) fn text(&self, name: &str, faults: &mut Faults) -> String {
        let found = self.optional(name, faults);
        if found.is_none() && !self.has(name) {
            faults.add(self.path(name), Message::new("compliance-file-text-missing"));
        }
        found.unwrap_or_default()
    }

    /// A text that may be absent or null.
    pub(crate) fn optional(&self, name: &str, faults: &mut Faults) -> Option<String> {
        match self.members.get(name)? {
            Value::Null => None,
            Value::String(text) if text.trim().is_empty() => {
                faults.add(self.path(name), Message::new("compliance-file-empty"));
                None
            }
            Value::String(text) if text.chars().count() > MAX_TEXT => {
                let advice = Message::new("compliance-file-long").with("most", MAX_TEXT);
                faults.add(self.path(name), advice);
                None
            }
            Value::String(text) => Some(text.clone()),
            _ => {
                faults.add(self.path(name), Message::new("compliance-file-quotes"));
                None
            }
        }
    }

    pub(crate) fn flag(&self, name: &str, faults: &mut Faults) -> bool {
        match self.members.get(name) {
            Some(Value::Bool(flag)) => *flag,
            None | Some(Value::Null) => false,
            Some(_) => {
                faults.add(self.path(name), Message::new("compliance-file-flag"));
                false
            }
        }
    }

    pub(crate) fn number(&self, name: &str, faults: &mut Faults) -> Option<i64> {
        match self.members.get(name)? {
            Value::Null => None,
            value => {
                let number = value.as_i64();
                if number.is_none() {
                    faults.add(self.path(name), Message::new("compliance-file-number"));
                }
                number
            }
        }
    }

    /// A text out of a few.
    pub(crate) fn choice<T: Copy>(&self, name: &str, among: &[(&str, T)], faults: &mut Faults) -> Option<T> {
        let text = self.text(name, faults);
        if text.is_empty() {
            return None;
        }
        let found = among.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
        if found.is_none() {
            let words: Vec<&str> = among.iter().map(|(word, _)| *word).collect();
            let advice =
                Message::new("compliance-file-choice").with("found", &text).with("among", words.join(", "));
            faults.add(self.path(name), advice);
        }
        found
    }

    pub(crate) fn object(&self, name: &str, faults: &mut Faults) -> Option<Node<'a>> {
        match self.members.get(name) {
            None | Some(Value::Null) => {
                faults.add(self.path(name), Message::new("compliance-file-object-missing"));
                None
            }
            Some(value) => Node::at(value, self.path(name), faults),
        }
    }

    /// Texts of a list that may be absent.
    pub(crate) fn texts(&self, name: &str, faults: &mut Faults) -> Vec<String> {
        let mut texts = Vec::new();
        for (index, value) in self.list(name, faults).iter().enumerate() {
            match value {
                Value::String(text) if !text.trim().is_empty() && text.chars().count() <= MAX_TEXT => {
                    texts.push(text.clone());
                }
                _ => {
                    let advice = Message::new("compliance-file-says-nothing");
                    faults.add(format!("{}[{index}]", self.path(name)), advice);
                }
            }
        }
        texts
    }

    /// Objects of a list that may be absent.
    pub(crate) fn objects(&self, name: &str, faults: &mut Faults) -> Vec<Node<'a>> {
        let path = self.path(name);
        self.list(name, faults)
            .iter()
            .enumerate()
            .filter_map(|(index, value)| Node::at(value, format!("{path}[{index}]"), faults))
            .collect()
    }

    /// Objects of a list that must have at least one.
    pub(crate) fn some_objects(&self, name: &str, faults: &mut Faults) -> Vec<Node<'a>> {
        let objects = self.objects(name, faults);
        if objects.is_empty() {
            faults.add(self.path(name), Message::new("compliance-file-none"));
        }
        objects
    }

    fn list(&self, name: &str, faults: &mut Faults) -> &'a [Value] {
        match self.members.get(name) {
            None | Some(Value::Null) => &[],
            Some(Value::Array(items)) => items,
            Some(_) => {
                faults.add(self.path(name), Message::new("compliance-file-list"));
                &[]
            }
        }
    }
}
