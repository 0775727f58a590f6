//! The automatic checks: what each looks at, which items it speaks of, how long its result counts.
//!
//! Which check proves which item is data (`assets/evidence/checks.json`); the program `heilsam` runs them.

pub mod overview;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::catalogue::{ItemRef, Kind, Library};
use crate::legal_date::LegalDate;
use crate::message::Language;

const FILE: &str = include_str!("../../../../assets/evidence/checks.json");

/// Id under which runs of checks stand in the history: nobody's account.
pub const RUNNER: &str = "heilsam-evidence";

/// One automatic check.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// Its id.
    pub id: String,
    /// Version of the check; a new one makes earlier approvals fall.
    pub version: String,
    /// Where it looks.
    pub ground: Ground,
    /// Days that a result counts.
    pub days: u16,
    /// Ids of the items of the annexes that it speaks of.
    pub items: BTreeSet<String>,
    /// What it is called.
    pub title: Words,
    /// What to do when it is red.
    pub remedy: Words,
    /// Names of the tests whose results it reads; only for [`Ground::Tests`].
    #[serde(default)]
    pub tests: Vec<String>,
}

/// Where a check looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ground {
    /// At the running deployment, from outside.
    Deployment,
    /// At its configuration, database, logs and files.
    Data,
    /// At the same program with the same configuration on empty data, where clock and faults can be made.
    Trial,
    /// At what the program was built from.
    Build,
    /// At the report of the tests of the same commit.
    Tests,
}

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    de: String,
    en: String,
}

impl Words {
    /// The text in a language.
    #[must_use]
    pub fn text(&self, language: Language) -> &str {
        match language {
            Language::German => &self.de,
            Language::English => &self.en,
        }
    }
}

/// All checks that this release knows.
///
/// # Errors
/// Only if the file that was built in is broken; a test keeps this from happening.
pub fn builtin() -> Result<Vec<Check>, serde_json::Error> {
    serde_json::from_str(FILE)
}

/// All checks that this release knows, read once: for views, which ask again and again.
#[must_use]
pub fn known() -> &'static [Check] {
    static KNOWN: LazyLock<Vec<Check>> = LazyLock::new(|| builtin().unwrap_or_default());
    &KNOWN
}

impl Check {
    /// The items that it speaks of among those that are answered under a legal date.
    #[must_use]
    pub fn items_of(&self, library: &Library, legal: LegalDate) -> Vec<ItemRef> {
        let declared = library.answered(legal).filter(|known| matches!(known.kind, Kind::Declaration(_)));
        declared
            .flat_map(|catalogue| catalogue.items().map(|(_, item)| catalogue.reference(item)))
            .filter(|reference| self.items.contains(reference.item.as_str()))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::builtin as catalogues;
    use crate::catalogue::proof::ProofClass;

    fn both(library: &Library) -> Vec<ItemRef> {
        let of =
            |legal| library.answered(legal).flat_map(|it| it.items().map(|(_, item)| it.reference(item)));
        of(LegalDate::Of2020).chain(of(LegalDate::Of2026)).collect()
    }

    #[test]
    fn every_item_that_software_can_prove_has_a_check() {
        let library = catalogues::library().unwrap();
        let checks = builtin().unwrap();
        let missing: Vec<ItemRef> = both(&library)
            .into_iter()
            .filter(|item| library.proof(item).is_some_and(|proof| proof.class == ProofClass::Software))
            .filter(|item| !checks.iter().any(|check| check.items.contains(item.item.as_str())))
            .collect();
        assert_eq!(missing, []);
    }

    #[test]
    fn every_check_speaks_of_items_that_exist_and_is_named_once() {
        let library = catalogues::library().unwrap();
        let known: BTreeSet<String> = both(&library).iter().map(|it| it.item.to_string()).collect();
        let mut ids = BTreeSet::new();
        for check in builtin().unwrap() {
            assert!(ids.insert(check.id.clone()), "{} stands twice", check.id);
            assert!(!check.items.is_empty() && check.days > 0, "{}", check.id);
            assert!(check.items.is_subset(&known), "{}: {:?}", check.id, check.items);
            assert!(check.tests.is_empty() || check.ground == Ground::Tests, "{}", check.id);
        }
    }

    #[test]
    fn items_are_those_of_the_legal_date() {
        let library = catalogues::library().unwrap();
        let check = builtin().unwrap().into_iter().find(|check| check.id == "tls").unwrap();
        for (legal, annex) in [(LegalDate::Of2020, "digav-2020"), (LegalDate::Of2026, "digav-2026")] {
            let items = check.items_of(&library, legal);
            assert!(!items.is_empty());
            assert!(items.iter().all(|item| item.catalogue.as_str().starts_with(annex)), "{items:?}");
        }
    }
}
