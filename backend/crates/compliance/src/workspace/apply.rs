//! What an entry of the history does. Every entry was permitted when it was made; nothing is decided here again.

use std::collections::BTreeSet;

use super::item::{Comment, Review, Revision};
use super::merge::{Conflict, Field, Other};
use super::{Action, Entry, ItemState, Workspace};
use crate::answer::Content;
use crate::catalogue::{ItemRef, Library};
use crate::evidence::{CheckRun, Evidence, EvidenceId};

impl Workspace {
    pub(super) fn apply(&mut self, library: &Library, entry: &Entry) {
        match &entry.action {
            Action::EditItem { item, edit } => {
                if let Some(merged) = self.merged(item, edit) {
                    let state = self.items.entry(item.clone()).or_default();
                    state.carried = None;
                    state.write(entry, merged.content, merged.changed);
                    state.set_aside(entry, merged.set_aside);
                }
            }
            Action::ResolveConflict { item, conflict, take_other } => {
                self.items.entry(item.clone()).or_default().resolve(entry, *conflict, *take_other);
            }
            Action::AddEvidence { id, evidence } => {
                self.evidence.insert(id.clone(), evidence.clone());
            }
            Action::RecordRun { id, run, items } => self.record(entry, id, run, items),
            Action::BindEvidence { item, evidence } => {
                let state = self.items.entry(item.clone()).or_default();
                state.evidence.insert(evidence.clone(), entry.by.clone());
            }
            Action::UnbindEvidence { item, evidence } => {
                self.items.entry(item.clone()).or_default().evidence.remove(evidence);
            }
            Action::RequestReview { item } => {
                let review = Review::Requested { by: entry.by.clone(), at: entry.at };
                self.items.entry(item.clone()).or_default().review = review;
            }
            Action::Approve { item, seen } => {
                let review = Review::Approved { by: entry.by.clone(), at: entry.at, seen: *seen };
                self.items.entry(item.clone()).or_default().review = review;
            }
            Action::Return { item, reason } => {
                let review = Review::Returned { by: entry.by.clone(), at: entry.at, reason: reason.clone() };
                self.items.entry(item.clone()).or_default().review = review;
            }
            Action::Comment { item, text } => {
                let comment = Comment { by: entry.by.clone(), at: entry.at, text: text.clone() };
                self.items.entry(item.clone()).or_default().comments.push(comment);
            }
            Action::Assign { item, to } => {
                self.items.entry(item.clone()).or_default().assigned.clone_from(to);
            }
            Action::SetDue { item, on } => self.items.entry(item.clone()).or_default().due = *on,
            Action::SetProperties { properties } => self.properties.clone_from(properties),
            Action::RateScenario { scenario, rating } => {
                self.protection.ratings.insert(*scenario, rating.clone());
            }
            Action::SetCumulation { cumulation } => self.protection.cumulation.clone_from(cumulation),
            Action::SetRelease { release } => self.release = Some(release.clone()),
            Action::SetFiling { on } => self.filing = *on,
            Action::SwitchLegalDate { to } => self.migrate(library, entry, *to),
            Action::SetField { field, base, text } => {
                self.application.write(field, base, text, &entry.by, entry.at);
            }
            Action::ResolveField { field, take_other } => {
                self.application.resolve(field, *take_other, &entry.by);
            }
            Action::SetMarks { field, marks } => self.application.mark(field, marks),
            Action::SetNotApplicable { entry: number, not_applicable } => {
                self.application.set_not_applicable(number, *not_applicable);
            }
            Action::SetListing { listing } => self.application.set_listing(*listing),
            Action::SetPublished { .. }
            | Action::AddCatalogue { .. }
            | Action::RemoveCatalogue { .. }
            | Action::AssessChange { .. }
            | Action::GiveNotice { .. } => self.apply_record(library, entry),
        }
    }

    /// A new run takes the place of earlier runs of the same check; these stay among the evidence.
    fn record(&mut self, entry: &Entry, id: &EvidenceId, run: &CheckRun, items: &[ItemRef]) {
        let evidence = &self.evidence;
        let same = |id: &EvidenceId| matches!(evidence.get(id), Some(Evidence::Check(earlier)) if earlier.check == run.check);
        for item in items {
            let state = self.items.entry(item.clone()).or_default();
            state.evidence.retain(|id, _| !same(id));
            state.evidence.insert(id.clone(), entry.by.clone());
        }
        self.evidence.insert(id.clone(), Evidence::Check(run.clone()));
    }
}

impl ItemState {
    pub(super) fn write(&mut self, entry: &Entry, content: Content, changed: BTreeSet<Field>) {
        if changed.is_empty() {
            return;
        }
        for field in changed {
            self.authors.insert(field, entry.by.clone());
        }
        self.last_author = Some(entry.by.clone());
        self.revisions.push(Revision { number: entry.number, content });
        // What was asked to be looked at is not there any more; an approval falls by its hash.
        if matches!(self.review, Review::Requested { .. }) {
            self.review = Review::Draft;
        }
    }

    fn set_aside(&mut self, entry: &Entry, others: Vec<Other>) {
        for other in others {
            let number = self.conflicts.iter().map(|conflict| conflict.number).max().unwrap_or(0) + 1;
            self.conflicts.push(Conflict { number, by: entry.by.clone(), at: entry.at, other });
        }
    }

    fn resolve(&mut self, entry: &Entry, number: u64, take_other: bool) {
        let Some(at) = self.conflicts.iter().position(|conflict| conflict.number == number) else { return };
        let conflict = self.conflicts.remove(at);
        if take_other {
            let (content, changed) = conflict.other.taken(&self.content());
            self.write(entry, content, changed.clone());
            // The text is its writer's, whoever chose it: neither of the two can approve it.
            for field in changed {
                self.authors.insert(field, conflict.by.clone());
            }
        }
    }
}
