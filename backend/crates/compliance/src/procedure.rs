//! The procedure at BfArM: what has to happen until when, and what it costs, each with the words of the ordinance.

pub mod calendar;
pub mod deadlines;
pub mod fees;

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use crate::catalogue::Source;
use crate::catalogue::read::{self, CatalogueErrors, Faults, Node};
use crate::message::Message;

/// Facts of the procedure under one legal date.
#[derive(Debug, Clone)]
pub struct Procedure {
    /// Where the text comes from.
    pub source: Source,
    facts: BTreeMap<String, Fact>,
}

/// One fact of the procedure.
#[derive(Debug, Clone)]
pub struct Fact {
    /// Id.
    pub id: String,
    /// Provision.
    pub provision: String,
    /// The words of the ordinance; empty where the fact is a list.
    pub quote: String,
    members: BTreeMap<String, Value>,
}

/// Where a rule comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Ground {
    /// Provision.
    pub provision: String,
    /// The words of the ordinance.
    pub quote: String,
}

/// The ordinance of this legal date holds no such fact.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the ordinance of this legal date knows no \"{0}\"")]
pub struct NoSuchFact(pub String);

impl Procedure {
    /// Reads the facts.
    ///
    /// # Errors
    /// All faults of the file.
    pub fn read(file: &str, text: &str) -> Result<Self, CatalogueErrors> {
        let value = read::json(file, text)?;
        let mut faults = Faults::default();
        let procedure = Node::root(&value, &mut faults).map(|root| {
            root.only(&["id", "verbatim_fields", "title", "source", "notes", "facts"], &mut faults);
            let source = source(&root, &mut faults);
            let mut facts = BTreeMap::new();
            for (node, raw) in root.some_objects("facts", &mut faults).iter().zip(members(&value)) {
                let fact = Fact {
                    id: node.text("id", &mut faults),
                    provision: node.text("provision", &mut faults),
                    quote: node.optional("quote", &mut faults).unwrap_or_default(),
                    members: raw,
                };
                if facts.insert(fact.id.clone(), fact).is_some() {
                    faults.add(node.path("id"), Message::new("compliance-file-twice"));
                }
            }
            Self { source, facts }
        });
        faults.finish(file, procedure)
    }

    /// A fact by its id.
    ///
    /// # Errors
    /// [`NoSuchFact`] if this legal date has none of that id.
    pub fn fact(&self, id: &str) -> Result<&Fact, NoSuchFact> {
        self.facts.get(id).ok_or_else(|| NoSuchFact(id.to_owned()))
    }

    /// All facts by id.
    pub fn facts(&self) -> impl Iterator<Item = &Fact> {
        self.facts.values()
    }
}

impl Fact {
    /// A whole number that belongs to the fact.
    #[must_use]
    pub fn number(&self, name: &str) -> Option<i64> {
        self.members.get(name)?.as_i64()
    }

    /// A text that belongs to the fact.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.members.get(name)?.as_str()
    }

    /// Texts that belong to the fact.
    pub fn texts(&self, name: &str) -> impl Iterator<Item = &str> {
        self.members.get(name).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
    }

    /// Numbered parts of the fact: number and provision with the words, lead before text.
    #[must_use]
    pub fn parts(&self) -> Vec<(String, Ground)> {
        let items = self.members.get("items").and_then(Value::as_array).into_iter().flatten();
        items
            .filter_map(|item| {
                let text = |name: &str| item.get(name).and_then(Value::as_str);
                let words: Vec<&str> = [text("lead"), text("text")].into_iter().flatten().collect();
                let provision = text("provision").unwrap_or(&self.provision).to_owned();
                Some((text("number")?.to_owned(), Ground { provision, quote: words.join(" ") }))
            })
            .collect()
    }

    /// Where it comes from.
    #[must_use]
    pub fn ground(&self) -> Ground {
        Ground { provision: self.provision.clone(), quote: self.quote.clone() }
    }
}

fn members(value: &Value) -> impl Iterator<Item = BTreeMap<String, Value>> {
    let facts = value.get("facts").and_then(Value::as_array).into_iter().flatten();
    facts.filter_map(Value::as_object).map(|fact| fact.iter().map(|(k, v)| (k.clone(), v.clone())).collect())
}

fn source(root: &Node<'_>, faults: &mut Faults) -> Source {
    let Some(node) = root.object("source", faults) else {
        return Source { citation: String::new(), version: String::new(), url: None };
    };
    Source {
        citation: node.text("citation", faults),
        version: node.text("version", faults),
        url: node.optional("url", faults),
    }
}
