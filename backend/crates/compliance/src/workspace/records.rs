//! What a workspace keeps beside answers and the application: published texts, own catalogues, assessed changes.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Action, Entry, PersonId, Refused, Workspace};
use crate::answer::not_too_long;
use crate::application::consistency::Published;
use crate::catalogue::{CatalogueErrors, CatalogueId, Library};
use crate::change::sbom::ComponentChange;
use crate::change::{ChangeAnswers, Outcome, assess, notices_left};
use crate::evidence::{Moment, Release};

/// Most published texts.
const TEXTS: usize = 50;
/// Most characters of a title or of a file's name.
const TITLE: usize = 200;
/// Most characters of a published text, and of the file of a catalogue.
pub const MAX_FILE: usize = 500_000;
/// Most own catalogues.
const CATALOGUES: usize = 20;
/// Most changes of components in one assessment.
const COMPONENTS: usize = 5_000;

/// A text that the manufacturer publishes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublishedText {
    /// Its words.
    pub text: String,
    /// Whether it must carry the intended purpose word for word (imprint, instructions).
    pub carries_purpose: bool,
}

/// A change and its assessment: the outcome follows from the answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssessedChange {
    /// The release that brings the change.
    pub release: Release,
    /// Entry of the history up to which the dossier was what is published; the change is everything after it.
    pub since: u64,
    /// Answers to the questions of the assessment.
    pub answers: ChangeAnswers,
    /// How the bill of materials changes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub components: Vec<ComponentChange>,
}

/// An assessment as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeState {
    /// What was assessed.
    pub change: AssessedChange,
    /// What has to be done.
    pub outcome: Outcome,
    /// Who assessed it.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// The day on which BfArM was told.
    pub told: Option<Date>,
}

/// Everything of this kind.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Records {
    published: BTreeMap<String, PublishedText>,
    own: BTreeMap<CatalogueId, (String, String)>,
    changes: BTreeMap<u64, ChangeState>,
}

impl Records {
    /// Published texts by title.
    pub fn published(&self) -> impl Iterator<Item = (&str, &PublishedText)> {
        self.published.iter().map(|(title, text)| (title.as_str(), text))
    }

    /// Published texts as the comparison reads them.
    #[must_use]
    pub fn to_compare(&self) -> Vec<Published<'_>> {
        self.published()
            .map(|(title, it)| Published { title, text: &it.text, carries_purpose: it.carries_purpose })
            .collect()
    }

    /// Ids of own catalogues.
    pub fn own(&self) -> impl Iterator<Item = &CatalogueId> {
        self.own.keys()
    }

    /// Assessments by the number of their entry, oldest first.
    pub fn changes(&self) -> impl Iterator<Item = (u64, &ChangeState)> {
        self.changes.iter().map(|(number, change)| (*number, change))
    }

    /// Days on which simple notices were given.
    #[must_use]
    pub fn notices(&self) -> Vec<Date> {
        let simple = self.changes.values().filter(|it| it.outcome == Outcome::SimpleNotice);
        simple.filter_map(|it| it.told).collect()
    }

    /// A library with the own catalogues in it; the same as `base` if there are none.
    ///
    /// # Errors
    /// [`CatalogueErrors`] if a catalogue was valid once and is not any more.
    pub fn library(&self, base: &Library) -> Result<Library, CatalogueErrors> {
        let mut library = base.clone();
        for (file, text) in self.own.values() {
            library.add_own(file, text)?;
        }
        Ok(library)
    }
}

impl Workspace {
    /// Published texts, own catalogues, assessed changes.
    #[must_use]
    pub const fn records(&self) -> &Records {
        &self.records
    }

    /// The workspace as it was after an entry of its history.
    #[must_use]
    pub fn as_of(&self, library: &Library, number: u64) -> Self {
        let mut then = Self::new(self.begun);
        for entry in self.history.iter().take_while(|entry| entry.number <= number) {
            then.apply(library, entry);
            then.history.push(entry.clone());
        }
        then
    }

    /// Whether a text may be published like this.
    pub(super) fn decide_published(&self, title: &str, text: Option<&PublishedText>) -> Result<(), Refused> {
        let known = self.records.published.get(title);
        if title.trim().is_empty() || title.chars().count() > TITLE || known == text {
            return Err(Refused::NothingToDo);
        }
        let Some(text) = text else { return Ok(()) };
        if known.is_none() && self.records.published.len() >= TEXTS {
            return Err(Refused::TooMany { most: TEXTS });
        }
        if text.text.chars().count() > MAX_FILE {
            return Err(Refused::FileTooLong);
        }
        Ok(())
    }

    pub(super) fn decide_catalogue(&self, library: &Library, file: &str, text: &str) -> Result<(), Refused> {
        if text.chars().count() > MAX_FILE || file.chars().count() > TITLE {
            return Err(Refused::FileTooLong);
        }
        if self.records.own.len() >= CATALOGUES {
            return Err(Refused::TooMany { most: CATALOGUES });
        }
        // A clone with everything in it: an id may be taken by another own catalogue, too.
        let mut with = library.clone();
        with.add_own(file, text).map(|_| ()).map_err(Refused::Catalogue)
    }

    pub(super) fn decide_catalogue_removal(&self, id: &CatalogueId) -> Result<(), Refused> {
        if !self.records.own.contains_key(id) {
            return Err(Refused::UnknownItem);
        }
        let used = self.items.keys().any(|item| item.catalogue == *id);
        if used { Err(Refused::CatalogueUsed) } else { Ok(()) }
    }

    pub(super) fn decide_change(&self, library: &Library, change: &AssessedChange) -> Result<(), Refused> {
        let Release { version, commit } = &change.release;
        if version.trim().is_empty() || commit.trim().is_empty() {
            return Err(Refused::ReleaseMissing);
        }
        for text in [version, commit] {
            not_too_long(text).map_err(Refused::Text)?;
        }
        if change.components.len() > COMPONENTS {
            return Err(Refused::TooMany { most: COMPONENTS });
        }
        let last = self.history.last().map_or(0, |entry| entry.number);
        if change.since > last {
            return Err(Refused::UnknownBase);
        }
        assess(library, self.legal, &change.answers).map(|_| ()).map_err(Refused::Assessment)
    }

    pub(super) fn decide_notice(
        &self,
        library: &Library,
        now: Moment,
        number: u64,
        on: Date,
    ) -> Result<(), Refused> {
        let change = self.records.changes.get(&number).ok_or(Refused::UnknownChange)?;
        if change.outcome == Outcome::None || change.told.is_some() {
            return Err(Refused::NothingToDo);
        }
        if on > now.today {
            return Err(Refused::NoticeInTheFuture);
        }
        let rules = library.procedure(self.legal);
        let left = rules.and_then(|rules| notices_left(rules, &self.records.notices(), on).ok());
        if change.outcome == Outcome::SimpleNotice && left == Some(0) {
            return Err(Refused::NoticesUsedUp);
        }
        Ok(())
    }

    pub(super) fn apply_record(&mut self, library: &Library, entry: &Entry) {
        let records = &mut self.records;
        match &entry.action {
            Action::SetPublished { title, text: Some(text) } => {
                records.published.insert(title.clone(), text.clone());
            }
            Action::SetPublished { title, text: None } => {
                records.published.remove(title);
            }
            Action::AddCatalogue { file, text } => {
                if let Ok(catalogue) = crate::catalogue::own(file, text) {
                    records.own.insert(catalogue.id, (file.clone(), text.clone()));
                }
            }
            Action::RemoveCatalogue { catalogue } => {
                records.own.remove(catalogue);
            }
            Action::AssessChange { change } => {
                if let Ok(found) = assess(library, self.legal, &change.answers) {
                    let (by, at) = (entry.by.clone(), entry.at);
                    let state =
                        ChangeState { change: change.clone(), outcome: found.outcome, by, at, told: None };
                    records.changes.insert(entry.number, state);
                }
            }
            Action::GiveNotice { assessment, on } => {
                if let Some(change) = records.changes.get_mut(assessment) {
                    change.told = Some(*on);
                }
            }
            _ => {}
        }
    }
}
