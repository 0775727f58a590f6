//! Which items software can prove, and which aspects of TR-03161 speak of the same thing.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::ItemId;
use super::read::{CatalogueErrors, Fault, Faults, Node, WHOLE};
use crate::message::Message;

/// How far a running check can prove an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProofClass {
    /// Wholly.
    Software,
    /// In part; the rest is a document or a person's statement.
    Partly,
    /// Not at all.
    Organisational,
}

/// What proves one item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// How far software can prove it.
    pub class: ProofClass,
    /// What such a proof looks like, English.
    pub how: String,
    /// Related aspects of TR-03161: `W O.Purp_3` (M mobile, W web, B backend).
    pub related: Vec<String>,
}

/// Reads the list of proofs by item id; ids are unique over both annexes and both legal dates.
pub fn read(file: &str, text: &str) -> Result<BTreeMap<ItemId, Proof>, CatalogueErrors> {
    let value = super::read::json(file, text)?;
    let mut faults = Faults::default();
    let Some(entries) = value.as_array() else {
        let faults = vec![Fault::at(WHOLE, Message::new("compliance-file-list"))];
        return Err(CatalogueErrors { file: file.to_owned(), faults });
    };
    let classes = [
        ("software", ProofClass::Software),
        ("partly", ProofClass::Partly),
        ("organisational", ProofClass::Organisational),
    ];
    let mut proofs = BTreeMap::new();
    for entry in entries {
        let Some(node) = Node::root(entry, &mut faults) else { continue };
        node.only(&["id", "class", "software_evidence", "tr03161"], &mut faults);
        let item = node.text("id", &mut faults);
        let class = node.choice("class", &classes, &mut faults);
        let proof = Proof {
            class: class.unwrap_or(ProofClass::Organisational),
            how: node.text("software_evidence", &mut faults),
            related: node.texts("tr03161", &mut faults),
        };
        if proofs.insert(ItemId::new(&item), proof).is_some() {
            faults.add(item, Message::new("compliance-file-twice"));
        }
    }
    faults.finish(file, Some(proofs))
}
