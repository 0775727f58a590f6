//! The manufacturer's workspace as a fold over a tamper-evident history: what was done, by whom, when, and what stands now.
//!
//! [`Workspace::act`] decides about an action and appends it; [`Workspace::open`] verifies a stored history and folds it
//! again. Nothing is ever overwritten: what a later entry replaces stays in the history.

pub mod action;
mod apply;
mod decide;
pub mod history;
pub mod item;
pub mod merge;
mod migrate;
pub mod part;
pub mod records;
pub mod refused;
pub mod status;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use action::Action;
pub use history::{Entry, HistoryBroken};
pub use item::ItemState;
pub use part::Part;
pub use records::Records;
pub use refused::Refused;

use crate::answer::Circumstances;
use crate::application::Application;
use crate::catalogue::{ItemRef, Library};
use crate::digest::Digest;
use crate::evidence::{Evidence, EvidenceId, Moment, Release};
use crate::legal_date::LegalDate;
use crate::property::Property;
use crate::protection::ProtectionAnalysis;

/// Somebody who works here, or the server itself: an opaque id of 1 to 64 characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PersonId(String);

/// The text is no id of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a person's id has 1 to 64 printable characters without blanks")]
pub struct NotAPerson;

/// Everything that stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workspace {
    /// The state of the law it was begun with.
    pub(crate) begun: LegalDate,
    pub(crate) legal: LegalDate,
    pub(crate) release: Option<Release>,
    pub(crate) filing: Option<Date>,
    pub(crate) properties: BTreeSet<Property>,
    pub(crate) protection: ProtectionAnalysis,
    pub(crate) items: BTreeMap<ItemRef, ItemState>,
    pub(crate) evidence: BTreeMap<EvidenceId, Evidence>,
    pub(crate) application: Application,
    pub(crate) records: Records,
    pub(crate) history: Vec<Entry>,
}

impl Workspace {
    /// An empty workspace for a legal date.
    #[must_use]
    pub fn new(legal: LegalDate) -> Self {
        Self {
            begun: legal,
            legal,
            release: None,
            filing: None,
            properties: BTreeSet::new(),
            protection: ProtectionAnalysis::default(),
            items: BTreeMap::new(),
            evidence: BTreeMap::new(),
            application: Application::default(),
            records: Records::default(),
            history: Vec::new(),
        }
    }

    /// Opens a stored workspace: verifies the chain of its history and folds it.
    ///
    /// `legal` is the legal date it was made with; switches since then are part of the history.
    ///
    /// # Errors
    /// [`HistoryBroken`] names the first entry that was changed, moved, or is missing.
    pub fn open(library: &Library, legal: LegalDate, entries: Vec<Entry>) -> Result<Self, HistoryBroken> {
        let mut workspace = Self::new(legal);
        workspace.follow(library, entries)?;
        Ok(workspace)
    }

    /// Takes entries that were appended after the ones that are here.
    ///
    /// # Errors
    /// [`HistoryBroken`] names the first entry that does not continue the history; nothing has changed then.
    pub fn follow(&mut self, library: &Library, entries: Vec<Entry>) -> Result<(), HistoryBroken> {
        history::verify_after(self.history.last(), &entries)?;
        for entry in entries {
            self.apply(library, &entry);
            self.history.push(entry);
        }
        Ok(())
    }

    /// Whether an action would be refused now.
    ///
    /// # Errors
    /// [`Refused`], as [`Self::act`] would.
    pub fn check(
        &self,
        library: &Library,
        by: &PersonId,
        now: Moment,
        action: &Action,
    ) -> Result<(), Refused> {
        self.decide(library, by, now, action)
    }

    /// Does something, or says why not. The new entry is what a store appends.
    ///
    /// # Errors
    /// [`Refused`]; nothing has changed then.
    pub fn act(
        &mut self,
        library: &Library,
        by: &PersonId,
        now: Moment,
        action: Action,
    ) -> Result<&Entry, Refused> {
        self.decide(library, by, now, &action)?;
        let entry = Entry::after(self.history.last(), by.clone(), now.at, action)?;
        self.apply(library, &entry);
        self.history.push(entry);
        self.history.last().ok_or(Refused::NothingToDo)
    }

    /// State of the law that is worked towards.
    #[must_use]
    pub const fn legal(&self) -> LegalDate {
        self.legal
    }

    /// The release that the dossier speaks of.
    #[must_use]
    pub const fn release(&self) -> Option<&Release> {
        self.release.as_ref()
    }

    /// Day on which the application is to be filed.
    #[must_use]
    pub const fn filing(&self) -> Option<Date> {
        self.filing
    }

    /// Properties that were chosen.
    #[must_use]
    pub const fn properties(&self) -> &BTreeSet<Property> {
        &self.properties
    }

    /// The analysis of protection need.
    #[must_use]
    pub const fn protection(&self) -> &ProtectionAnalysis {
        &self.protection
    }

    /// What stands about an item; `None` if nothing was ever done with it.
    #[must_use]
    pub fn item(&self, item: &ItemRef) -> Option<&ItemState> {
        self.items.get(item)
    }

    /// A piece of evidence.
    #[must_use]
    pub fn evidence(&self, id: &EvidenceId) -> Option<&Evidence> {
        self.evidence.get(id)
    }

    /// All evidence by id.
    pub fn all_evidence(&self) -> impl Iterator<Item = (&EvidenceId, &Evidence)> {
        self.evidence.iter()
    }

    /// The application by § 2.
    #[must_use]
    pub const fn application(&self) -> &Application {
        &self.application
    }

    /// Everything that was done, oldest first.
    #[must_use]
    pub fn history(&self) -> &[Entry] {
        &self.history
    }

    /// Everything that was done about an item, oldest first; runs of checks and changes of the legal date among it.
    pub fn history_of<'a>(&'a self, item: &'a ItemRef) -> impl Iterator<Item = &'a Entry> {
        self.history.iter().filter(move |entry| match &entry.action {
            Action::RecordRun { items, .. } => items.contains(item),
            Action::SwitchLegalDate { .. } => true,
            action => action.item() == Some(item),
        })
    }

    /// Everything that was done about a statement of the application, oldest first.
    pub fn history_of_statement<'a>(&'a self, number: &'a str) -> impl Iterator<Item = &'a Entry> {
        self.history.iter().filter(move |entry| match &entry.action {
            Action::SetField { field, .. }
            | Action::ResolveField { field, .. }
            | Action::SetMarks { field, .. } => field.entry == number,
            Action::SetNotApplicable { entry, .. } => entry == number,
            _ => false,
        })
    }

    /// Hash of the last entry: who keeps it notices a history that was cut off or rewritten.
    #[must_use]
    pub fn head(&self) -> Digest {
        self.history.last().map_or(Digest::ZERO, |entry| entry.digest)
    }

    /// What decides about reasons, besides the items.
    #[must_use]
    pub fn circumstances<'a>(&'a self, library: &'a Library) -> Circumstances<'a> {
        Circumstances { properties: &self.properties, rules: library.properties(), filing: self.filing }
    }
}

impl PersonId {
    /// An id from text.
    ///
    /// # Errors
    /// [`NotAPerson`] if it is empty, too long, or holds blanks or control characters.
    pub fn new(text: &str) -> Result<Self, NotAPerson> {
        let fine = |c: char| !c.is_whitespace() && !c.is_control();
        if text.is_empty() || text.chars().count() > 64 || !text.chars().all(fine) {
            return Err(NotAPerson);
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Display for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for PersonId {
    type Error = NotAPerson;

    fn try_from(text: String) -> Result<Self, NotAPerson> {
        Self::new(&text)
    }
}

impl From<PersonId> for String {
    fn from(person: PersonId) -> Self {
        person.0
    }
}
