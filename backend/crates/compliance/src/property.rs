//! What the product is and has, and which reasons for "not applicable" that makes untrue.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::catalogue::ItemId;
use crate::catalogue::read::{self, CatalogueErrors, Faults, Node};
use crate::message::Message;

/// A property of the product, such as `video` or `file-upload`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Property(String);

/// Which property brings which others along, and which reasons it removes.
#[derive(Debug, Clone)]
pub struct PropertyRules {
    rules: BTreeMap<Property, Rule>,
}

#[derive(Debug, Clone)]
struct Rule {
    implies: Vec<Property>,
    removes: BTreeSet<ItemId>,
}

/// Why a fixed reason does not hold: from the property that was chosen to the one that contradicts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Contradiction {
    /// The chosen property first, the contradicting one last; at least one.
    pub chain: Vec<Property>,
}

impl Property {
    /// A property by its id.
    #[must_use]
    pub fn new(id: &str) -> Self {
        Self(id.to_owned())
    }

    /// What it is called.
    #[must_use]
    pub fn name(&self) -> Message {
        Message::new(&format!("compliance-property-{self}"))
    }
}

impl fmt::Display for Property {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl PropertyRules {
    /// Reads the rules.
    ///
    /// # Errors
    /// All faults of the file, also properties that are named and not defined.
    pub fn read(file: &str, text: &str) -> Result<Self, CatalogueErrors> {
        let value = read::json(file, text)?;
        let mut faults = Faults::default();
        let rules = Node::root(&value, &mut faults).map(|root| Self::rules(&root, &mut faults));
        faults.finish(file, rules)
    }

    fn rules(root: &Node<'_>, faults: &mut Faults) -> Self {
        root.only(&["id", "note", "properties"], faults);
        let mut rules = BTreeMap::new();
        for node in root.some_objects("properties", faults) {
            node.only(&["id", "implies", "removes"], faults);
            let id = Property(node.text("id", faults));
            let rule = Rule {
                implies: node.texts("implies", faults).into_iter().map(Property).collect(),
                removes: node.texts("removes", faults).into_iter().map(ItemId::new).collect(),
            };
            if rules.insert(id, rule).is_some() {
                faults.add(node.path("id"), Message::new("compliance-file-twice"));
            }
        }
        for rule in rules.values() {
            for named in rule.implies.iter().filter(|named| !rules.contains_key(*named)) {
                faults.add("properties", Message::new("compliance-file-undefined").with("name", &named.0));
            }
        }
        Self { rules }
    }

    /// All properties that can be chosen, by id.
    pub fn all(&self) -> impl Iterator<Item = &Property> {
        self.rules.keys()
    }

    /// Whether a property exists.
    #[must_use]
    pub fn knows(&self, property: &Property) -> bool {
        self.rules.contains_key(property)
    }

    /// Every property that follows from the chosen ones, with the shortest chain from a chosen one to it.
    #[must_use]
    pub fn follow(&self, chosen: &BTreeSet<Property>) -> BTreeMap<Property, Vec<Property>> {
        let mut chains: BTreeMap<Property, Vec<Property>> =
            chosen.iter().map(|property| (property.clone(), vec![property.clone()])).collect();
        let mut front: Vec<Property> = chosen.iter().cloned().collect();
        while !front.is_empty() {
            let mut next = Vec::new();
            for property in front {
                let Some(rule) = self.rules.get(&property) else { continue };
                let chain = chains.get(&property).cloned().unwrap_or_default();
                for implied in &rule.implies {
                    if !chains.contains_key(implied) {
                        let longer = chain.iter().chain([implied]).cloned().collect();
                        chains.insert(implied.clone(), longer);
                        next.push(implied.clone());
                    }
                }
            }
            front = next;
        }
        chains
    }

    /// Every way in which the chosen properties contradict the fixed reason of an item; empty if it holds.
    #[must_use]
    pub fn contradictions(&self, chosen: &BTreeSet<Property>, item: &ItemId) -> Vec<Contradiction> {
        self.follow(chosen)
            .into_iter()
            .filter(|(property, _)| self.rules.get(property).is_some_and(|rule| rule.removes.contains(item)))
            .map(|(_, chain)| Contradiction { chain })
            .collect()
    }

    /// Items whose fixed reason some property removes.
    #[must_use]
    pub fn removable(&self) -> BTreeSet<&ItemId> {
        self.rules.values().flat_map(|rule| &rule.removes).collect()
    }
}

impl Contradiction {
    /// Sentences that lead from the chosen property to the contradiction.
    #[must_use]
    pub fn explain(&self) -> Vec<Message> {
        let steps = self.chain.iter().zip(self.chain.iter().skip(1));
        let mut sentences: Vec<Message> =
            steps.map(|(from, to)| Message::new(&format!("compliance-implies-{from}-{to}"))).collect();
        if let Some(last) = self.chain.last() {
            sentences.push(Message::new("compliance-reason-removed").with("property", last.name().id));
        }
        sentences
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::builtin;
    use crate::catalogue::{Form, Kind, PermittedReason};

    fn chosen(ids: &[&str]) -> BTreeSet<Property> {
        ids.iter().map(|id| Property::new(id)).collect()
    }

    #[test]
    fn video_makes_camera_and_doctors_undeniable_and_says_why() {
        let library = builtin::library().unwrap();
        let rules = library.properties();
        let found = rules.contradictions(&chosen(&["video"]), &ItemId::new("si-33"));
        assert_eq!(found.len(), 1);
        let why: Vec<String> = found[0].explain().iter().map(Message::german).collect();
        assert_eq!(
            why,
            [
                "Die Videosprechstunde nutzt Kamera und Mikrofon. Beide sind Sensoren des Geräts.",
                "Die Begründung gilt nicht mehr, denn das Produkt hat die Eigenschaft „Sensoren des Geräts“."
            ]
        );
        for item in ["le-01", "le-02", "le-03", "si-18", "sx-07", "ro-04", "si-28", "si-05"] {
            assert!(!rules.contradictions(&chosen(&["video"]), &ItemId::new(item)).is_empty(), "{item}");
        }
        assert!(rules.contradictions(&chosen(&["video"]), &ItemId::new("si-13")).is_empty());
    }

    #[test]
    fn every_fixed_reason_can_be_contradicted() {
        let library = builtin::library().unwrap();
        let removable = library.properties().removable();
        let mut fixed = BTreeSet::new();
        for catalogue in
            library.catalogues().filter(|catalogue| matches!(catalogue.kind, Kind::Declaration(_)))
        {
            for (_, item) in catalogue.items() {
                if matches!(&item.form, Form::Declaration { reason: PermittedReason::Fixed(_), .. }) {
                    fixed.insert(&item.id);
                }
            }
        }
        // si-01 of 2020 depends on the day of filing, not on the product.
        let date = ItemId::new("si-01");
        fixed.remove(&date);
        assert_eq!(fixed, removable);
    }

    #[test]
    fn every_property_and_every_step_has_its_sentence() {
        let library = builtin::library().unwrap();
        for (property, rule) in &library.properties().rules {
            let name = property.name();
            assert_ne!(name.german(), name.id);
            for implied in &rule.implies {
                let step = Message::new(&format!("compliance-implies-{property}-{implied}"));
                assert_ne!(step.german(), step.id);
            }
        }
    }

    #[test]
    fn an_undefined_property_is_told() {
        let text = r#"{"id": "p", "properties": [{"id": "a", "implies": ["b"], "removes": []}]}"#;
        assert!(
            PropertyRules::read("p.json", text)
                .unwrap_err()
                .to_string()
                .contains("\"b\" is implied and not defined")
        );
    }
}
