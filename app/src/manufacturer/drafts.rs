//! What is typed and not saved yet. It is kept on this device, sealed, until it is saved or discarded.

use std::collections::BTreeMap;

use dioxus::prelude::*;
use heilsam_compliance::application::FieldAddress;
use heilsam_compliance::catalogue::ItemRef;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::item::draft::Draft;
use crate::account::access::{Access, Account};
use crate::browser;

/// What is typed in the fields of one statement: the text that was seen, and the new one.
pub type TypedFields = BTreeMap<FieldAddress, (String, String)>;

/// Texts by the names of their places.
type Texts = BTreeMap<String, String>;

/// What is to be kept by the names of places; `None` forgets it.
type Changes = BTreeMap<String, Option<String>>;

/// What is typed; copies share everything.
#[derive(Clone, Copy)]
pub struct Drafts {
    account: Account,
    typed: Signal<Texts>,
    /// What the device holds; `None` until it was asked.
    kept: Signal<Option<Texts>>,
    /// Whether something is on its way to the device.
    writing: Signal<bool>,
}

/// Where something is typed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The answer to an item.
    Answer(ItemRef),
    /// A comment on an item.
    Comment(ItemRef),
    /// Why a reviewer gives an item back.
    Return(ItemRef),
    /// A statement as new evidence of an item.
    Statement(ItemRef),
    /// A field of the application.
    Field(FieldAddress),
    /// The reason of a damage scenario, by its number; 0 is cumulation.
    Scenario(u8),
    /// The assessment of a change.
    Change,
    /// A published text.
    Published,
}

/// Drafts of the account that is logged in.
pub fn use_drafts_provider(account: Account) -> Drafts {
    let typed = use_signal(BTreeMap::new);
    let kept = use_signal(|| None);
    let drafts = Drafts { account, typed, kept, writing: use_signal(|| false) };
    use_effect(move || {
        if account.access() == Access::In {
            spawn(drafts.restore());
        } else {
            drafts.forget();
        }
    });
    let unsaved = use_memo(move || !typed.read().is_empty());
    use_effect(move || browser::ask_before_leaving(unsaved()));
    // At once, both ways: somebody who leaves the page has typed it, and what was saved would look unsaved.
    use_effect(move || {
        let _ = typed.read();
        spawn(drafts.write());
    });
    drafts
}

impl Drafts {
    async fn restore(mut self) {
        let Ok(device) = self.account.device() else { return };
        let Ok(found) = device.drafts().await else { return };
        let mut typed = found.clone();
        typed.extend(self.typed.peek().clone());
        self.kept.set(Some(found));
        if *self.typed.peek() != typed {
            self.typed.set(typed);
        }
        self.write().await;
    }

    fn forget(mut self) {
        if self.kept.peek().is_some() {
            self.kept.set(None);
        }
        if !self.typed.peek().is_empty() {
            self.typed.set(BTreeMap::new());
        }
    }

    /// Brings the device to what is typed, one write after the other: what is typed meanwhile goes with the next.
    async fn write(mut self) {
        if *self.writing.peek() {
            return;
        }
        self.writing.set(true);
        while let Some((typed, changes)) = self.changes() {
            let Ok(device) = self.account.device() else { break };
            // What the device refuses to keep is still in this page, and the browser asks before it is left.
            if device.keep_drafts(changes).await.is_err() {
                break;
            }
            if self.kept.peek().is_none() {
                // Logged out meanwhile: everything is forgotten.
                break;
            }
            self.kept.set(Some(typed));
        }
        self.writing.set(false);
    }

    /// What is typed, and how the device differs from it; `None` if it does not.
    fn changes(self) -> Option<(Texts, Changes)> {
        let (typed, kept) = (self.typed.peek(), self.kept.peek());
        let kept = kept.as_ref()?;
        let gone = kept.keys().filter(|name| !typed.contains_key(*name)).map(|name| (name.clone(), None));
        let newer = typed.iter().filter(|(name, text)| kept.get(*name) != Some(text));
        let changes: Changes =
            newer.map(|(name, text)| (name.clone(), Some(text.clone()))).chain(gone).collect();
        (!changes.is_empty()).then(|| (typed.clone(), changes))
    }

    /// What is typed at a place; empty if nothing is. Subscribes the caller.
    #[must_use]
    pub fn text(self, place: &Place) -> String {
        self.typed.read().get(&place.name()).cloned().unwrap_or_default()
    }

    /// Keeps what is typed at a place; an empty text forgets it.
    pub fn keep(mut self, place: &Place, text: String) {
        let mut typed = self.typed.write();
        if text.is_empty() {
            typed.remove(&place.name());
        } else {
            typed.insert(place.name(), text);
        }
    }

    /// What is typed at a place, if it is more than one text.
    #[must_use]
    pub fn value<T: DeserializeOwned>(self, place: &Place) -> Option<T> {
        serde_json::from_str(self.typed.read().get(&place.name())?).ok()
    }

    /// Keeps more than one text of a place, or forgets them.
    pub fn keep_value<T: Serialize>(self, place: &Place, value: Option<&T>) {
        let text = value.and_then(|value| serde_json::to_string(value).ok());
        self.keep(place, text.unwrap_or_default());
    }

    /// What is typed about an item.
    #[must_use]
    pub fn answer(self, item: &ItemRef) -> Option<Draft> {
        self.value(&Place::Answer(item.clone()))
    }

    /// Everything that is typed in the fields of a statement.
    #[must_use]
    pub fn fields(self, statement: &str) -> TypedFields {
        let typed = self.typed.read();
        let fields = typed.iter().filter_map(|(name, text)| match Place::read(name)? {
            Place::Field(address) if address.entry == statement => {
                Some((address, serde_json::from_str(text).ok()?))
            }
            _ => None,
        });
        fields.collect()
    }

    /// All places where something is typed.
    #[must_use]
    pub fn places(self) -> Vec<Place> {
        let mut places: Vec<Place> = self.typed.read().keys().filter_map(|name| Place::read(name)).collect();
        places.sort();
        places
    }
}

impl Place {
    fn name(&self) -> String {
        match self {
            Self::Answer(item) => format!("answer {item}"),
            Self::Comment(item) => format!("comment {item}"),
            Self::Return(item) => format!("return {item}"),
            Self::Statement(item) => format!("statement {item}"),
            Self::Field(address) => format!("field {}", String::from(address.clone())),
            Self::Scenario(number) => format!("scenario {number}"),
            Self::Change => "change -".to_owned(),
            Self::Published => "published -".to_owned(),
        }
    }

    fn read(name: &str) -> Option<Self> {
        let (kind, rest) = name.split_once(' ')?;
        let item = || ItemRef::try_from(rest.to_owned()).ok();
        Some(match kind {
            "answer" => Self::Answer(item()?),
            "comment" => Self::Comment(item()?),
            "return" => Self::Return(item()?),
            "statement" => Self::Statement(item()?),
            "field" => Self::Field(FieldAddress::try_from(rest.to_owned()).ok()?),
            "scenario" => Self::Scenario(rest.parse().ok()?),
            "change" => Self::Change,
            "published" => Self::Published,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_found_again_by_its_name() {
        let item = ItemRef::new("digav-2026-anlage-1", "ds-01");
        let places = [
            Place::Answer(item.clone()),
            Place::Comment(item.clone()),
            Place::Return(item.clone()),
            Place::Statement(item),
            Place::Field(FieldAddress::new("12", "studies", 2, "title")),
            Place::Scenario(3),
            Place::Change,
            Place::Published,
        ];
        for place in places {
            assert_eq!(Place::read(&place.name()), Some(place));
        }
        assert_eq!(Place::read("elsewhere x"), None);
        assert_eq!(Place::read("answer"), None);
    }
}
