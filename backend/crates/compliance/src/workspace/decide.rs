//! Whether an action is permitted now.

use super::action::ItemEdit;
use super::item::Review;
use super::merge::{Merged, merge};
use super::{Action, PersonId, Refused, Workspace};
use crate::answer::{Answer, Content, Place, not_too_long, own_words};
use crate::catalogue::{Form, Item, ItemRef, Library};
use crate::digest::Digest;
use crate::evidence::{Evidence, EvidenceId, Moment, Outcome, Standing};
use crate::protection::Rating;

impl Workspace {
    pub(super) fn decide(
        &self,
        library: &Library,
        by: &PersonId,
        now: Moment,
        action: &Action,
    ) -> Result<(), Refused> {
        if let Some(item) = action.item() {
            self.answered_item(library, item)?;
        }
        match action {
            Action::EditItem { item, edit } => self.decide_edit(library, item, edit),
            Action::ResolveConflict { item, conflict, take_other } => {
                self.decide_resolution(library, item, *conflict, *take_other)
            }
            Action::AddEvidence { evidence: Evidence::Check(_), .. } => Err(Refused::RunByHand),
            Action::AddEvidence { id, evidence } => self.decide_evidence(id, evidence, now),
            Action::RecordRun { id, run, items } => {
                for item in items {
                    self.answered_item(library, item)?;
                }
                self.decide_evidence(id, &Evidence::Check(run.clone()), now)
            }
            Action::BindEvidence { evidence, .. } if !self.evidence.contains_key(evidence) => {
                Err(Refused::UnknownEvidence)
            }
            Action::BindEvidence { item, evidence } if self.bound(item, evidence) => {
                Err(Refused::NothingToDo)
            }
            Action::UnbindEvidence { item, evidence } if !self.bound(item, evidence) => {
                Err(Refused::UnknownEvidence)
            }
            Action::UnbindEvidence { evidence, .. } => self.not_hidden(evidence),
            Action::RequestReview { item } => self.decide_ready(library, item, now),
            Action::Approve { item, seen } => self.decide_approval(library, by, item, *seen, now),
            Action::Return { item, reason } => {
                self.requested(item)?;
                own_words(reason).map_err(Refused::Text)
            }
            Action::Comment { text, .. } if text.trim().is_empty() => Err(Refused::NothingToDo),
            Action::Comment { text, .. } => not_too_long(text).map_err(Refused::Text),
            Action::SetProperties { properties } => {
                let rules = library.properties();
                let unknown = properties.iter().find(|property| !rules.knows(property));
                unknown.map_or(Ok(()), |property| Err(Refused::UnknownProperty(property.to_string())))
            }
            Action::RateScenario { rating, .. } => decide_rating(rating),
            Action::SetCumulation { cumulation: Some(cumulation) } => {
                self.protection.check_cumulation(cumulation).map_err(Refused::Rating)
            }
            Action::SwitchLegalDate { to } if *to == self.legal => Err(Refused::NothingToDo),
            Action::SetField { field, text, .. } => {
                self.application.check_write(library.forms(), self.legal, field, text).map_err(Refused::Field)
            }
            Action::ResolveField { field, .. } => {
                self.application.check_conflict(field).map_err(Refused::Field)
            }
            Action::SetMarks { field, .. } => self
                .application
                .check_field(library.forms(), self.legal, field)
                .map(|_| ())
                .map_err(Refused::Field),
            Action::SetNotApplicable { entry, .. } => {
                self.application.check_not_applicable(library, self.legal, entry).map_err(Refused::Field)
            }
            Action::SetPublished { title, text } => self.decide_published(title, text.as_ref()),
            Action::AddCatalogue { file, text } => self.decide_catalogue(library, file, text),
            Action::RemoveCatalogue { catalogue } => self.decide_catalogue_removal(catalogue),
            Action::AssessChange { change } => self.decide_change(library, change),
            Action::GiveNotice { assessment, on } => self.decide_notice(library, now, *assessment, *on),
            Action::BindEvidence { .. }
            | Action::Assign { .. }
            | Action::SetDue { .. }
            | Action::SetCumulation { cumulation: None }
            | Action::SetRelease { .. }
            | Action::SetFiling { .. }
            | Action::SwitchLegalDate { .. }
            | Action::SetListing { .. } => Ok(()),
        }
    }

    /// The item, if it belongs to a catalogue that is answered under the present legal date.
    fn answered_item<'a>(&self, library: &'a Library, item: &ItemRef) -> Result<&'a Item, Refused> {
        let (catalogue, _, found) = library.item(item).ok_or(Refused::UnknownItem)?;
        let answered = library.answered(self.legal).any(|known| known.id == catalogue.id);
        if !answered || found.form == Form::Reference {
            return Err(Refused::UnknownItem);
        }
        Ok(found)
    }

    /// What an edit makes of the content that stands; `None` if it is based on a state that never was.
    pub(super) fn merged(&self, item: &ItemRef, edit: &ItemEdit) -> Option<Merged> {
        let Some(state) = self.items.get(item) else {
            return (edit.base == 0).then(|| merge(&Content::default(), &Content::default(), edit));
        };
        let known = edit.base == 0 || state.revisions.iter().any(|revision| revision.number == edit.base);
        known.then(|| merge(&state.content_at(edit.base), &state.content(), edit))
    }

    /// Whether an edit would be refused now.
    pub(crate) fn decide_edit(
        &self,
        library: &Library,
        reference: &ItemRef,
        edit: &ItemEdit,
    ) -> Result<(), Refused> {
        let item = self.answered_item(library, reference)?;
        let around = self.circumstances(library);
        for (place, answer) in &edit.answers {
            if let Some(answer) = answer {
                answer.check(item, *place, &around).map_err(|refused| Refused::Answer(*place, refused))?;
            }
        }
        edit.explanation.as_deref().map_or(Ok(()), not_too_long).map_err(Refused::Text)?;
        if edit.answers.values().any(|answer| *answer == Some(Answer::Met)) {
            self.not_red(reference)?;
        }
        let merged = self.merged(reference, edit).ok_or(Refused::UnknownBase)?;
        let confirms = self.items.get(reference).is_some_and(|state| state.carried.is_some());
        if merged.changed.is_empty() && merged.set_aside.is_empty() && !confirms {
            return Err(Refused::NothingToDo);
        }
        Ok(())
    }

    fn decide_resolution(
        &self,
        library: &Library,
        reference: &ItemRef,
        number: u64,
        take_other: bool,
    ) -> Result<(), Refused> {
        let item = self.answered_item(library, reference)?;
        let state = self.items.get(reference).ok_or(Refused::NoSuchConflict)?;
        let conflict = state
            .conflicts
            .iter()
            .find(|conflict| conflict.number == number)
            .ok_or(Refused::NoSuchConflict)?;
        if !take_other {
            return Ok(());
        }
        let (content, _) = conflict.other.taken(&state.content());
        self.permitted(library, item, &content)?;
        if content.claims_met() { self.not_red(reference) } else { Ok(()) }
    }

    /// Whether all answers of a content are permitted under the present circumstances.
    fn permitted(&self, library: &Library, item: &Item, content: &Content) -> Result<(), Refused> {
        let around = self.circumstances(library);
        for (place, answer) in &content.answers {
            answer.check(item, *place, &around).map_err(|refused| Refused::Answer(*place, refused))?;
        }
        Ok(())
    }

    fn not_red(&self, item: &ItemRef) -> Result<(), Refused> {
        let state = self.items.get(item);
        let bound = state.into_iter().flat_map(|state| state.evidence.keys());
        for evidence in bound.filter_map(|id| self.evidence.get(id)) {
            if let Evidence::Check(run) = evidence
                && let Outcome::Failed { finding } = &run.outcome
            {
                return Err(Refused::Red { check: run.check.clone(), finding: finding.clone() });
            }
        }
        Ok(())
    }

    /// A red check stays where it stands until a later run is green: taking it off would hide what it found.
    fn not_hidden(&self, evidence: &EvidenceId) -> Result<(), Refused> {
        match self.evidence.get(evidence) {
            Some(Evidence::Check(run)) => match &run.outcome {
                Outcome::Failed { finding } => {
                    Err(Refused::Red { check: run.check.clone(), finding: finding.clone() })
                }
                Outcome::Passed | Outcome::NotChecked { .. } => Ok(()),
            },
            Some(Evidence::Document(_) | Evidence::Statement(_)) | None => Ok(()),
        }
    }

    fn decide_evidence(&self, id: &EvidenceId, evidence: &Evidence, now: Moment) -> Result<(), Refused> {
        if PersonId::new(&id.0).is_err() || self.evidence.contains_key(id) {
            return Err(Refused::EvidenceIdTaken);
        }
        evidence.check(now).map_err(Refused::Evidence)
    }

    fn bound(&self, item: &ItemRef, evidence: &EvidenceId) -> bool {
        self.items.get(item).is_some_and(|state| state.evidence.contains_key(evidence))
    }

    /// Whether an item can be shown to a second person: complete, undisputed, proven, and still permitted.
    fn decide_ready(&self, library: &Library, reference: &ItemRef, now: Moment) -> Result<(), Refused> {
        let item = self.answered_item(library, reference)?;
        let (_, group, _) = library.item(reference).ok_or(Refused::UnknownItem)?;
        if self.not_asked(library, group, item, reference).is_some() {
            return Err(Refused::NotAsked);
        }
        let state = self.items.get(reference).ok_or(Refused::Incomplete)?;
        let content = state.content();
        if !content.is_complete(item) {
            return Err(Refused::Incomplete);
        }
        if !state.conflicts.is_empty() {
            return Err(Refused::ConflictOpen);
        }
        if state.carried.is_some() {
            return Err(Refused::Reworded);
        }
        self.permitted(library, item, &content)?;
        if content.claims_met() {
            self.not_red(reference)?;
        }
        self.proven(reference, &content, now)
    }

    fn proven(&self, item: &ItemRef, content: &Content, now: Moment) -> Result<(), Refused> {
        let mut valid = false;
        let bound = self.items.get(item).into_iter().flat_map(|state| state.evidence.keys());
        for (id, evidence) in bound.filter_map(|id| self.evidence.get_key_value(id)) {
            match evidence.standing(now, self.release.as_ref()) {
                Standing::Valid { .. } => valid = true,
                Standing::Red | Standing::NotChecked => {}
                Standing::Expired => return Err(Refused::EvidenceExpired(id.clone())),
                Standing::Stale => return Err(Refused::EvidenceStale(id.clone())),
            }
        }
        // A printed reason or a plain "no" is itself the statement; everything claimed needs proof.
        let claims = content.answers.values().any(|answer| !matches!(answer, Answer::NotApplicable { .. }));
        if claims && !valid { Err(Refused::EvidenceMissing) } else { Ok(()) }
    }

    fn requested(&self, item: &ItemRef) -> Result<(), Refused> {
        match self.items.get(item).map(|state| &state.review) {
            Some(Review::Requested { .. }) => Ok(()),
            Some(Review::Draft | Review::Returned { .. } | Review::Approved { .. }) | None => {
                Err(Refused::NotRequested)
            }
        }
    }

    fn decide_approval(
        &self,
        library: &Library,
        by: &PersonId,
        reference: &ItemRef,
        seen: Digest,
        now: Moment,
    ) -> Result<(), Refused> {
        self.requested(reference)?;
        let item = self.answered_item(library, reference)?;
        if self.items.get(reference).is_some_and(|state| state.contributors().contains(by)) {
            return Err(Refused::OwnWork);
        }
        if self.item_digest(item, reference) != seen {
            return Err(Refused::ChangedSince);
        }
        self.decide_ready(library, reference, now)
    }

    /// Whether the answer at the whole item is "met": what conditional statements look at.
    pub(super) fn is_met(&self, item: &ItemRef) -> bool {
        self.items
            .get(item)
            .and_then(|state| state.revisions.last())
            .is_some_and(|revision| revision.content.answers.get(&Place::WHOLE) == Some(&Answer::Met))
    }
}

fn decide_rating(rating: &Rating) -> Result<(), Refused> {
    not_too_long(&rating.reason).map_err(Refused::Text)?;
    rating.check().map_err(Refused::Rating)
}
