//! Where an item stands, and what is missing.

use std::collections::BTreeSet;

use serde::Serialize;

use super::item::{Carried, Review};
use super::{ItemState, PersonId, Workspace};
use crate::answer::{Answer, AnswerRefused, Content, Place};
use crate::catalogue::proof::ProofClass;
use crate::catalogue::{Applies, Catalogue, Group, Item, ItemRef, Kind, Library};
use crate::evidence::{Evidence, EvidenceId, Moment, Standing};
use crate::legal_date::LegalDate;
use crate::message::Message;
use crate::property::Property;
use crate::protection::{ProtectionNeed, ProtectionResult};

/// Where an item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Its condition does not hold.
    NotAsked,
    /// Nothing is answered.
    Open,
    /// Some points are answered.
    Partly,
    /// Answered; nobody else has looked at it yet.
    Answered,
    /// Waits for a second person.
    InReview,
    /// Given back.
    Returned,
    /// Approved, and unchanged since.
    Approved,
}

/// Why an item is not asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotAsked {
    /// The protection need is not very high.
    ProtectionNeed,
    /// The protection need is not known yet: asked or not, nobody can tell.
    AnalysisOpen,
    /// The item it depends on is not met.
    Condition,
    /// The product has nothing that the catalogue speaks of: no video, no mobile application, no web services.
    Product,
}

/// Something missing or wrong about an item, most urgent first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// A check says that the claimed property is broken.
    Red(EvidenceId),
    /// The reason that was given holds no longer.
    ReasonFell(Vec<Message>),
    /// Two texts stand against each other.
    Conflict,
    /// Not answered, or not every point.
    Unanswered {
        /// Points without an answer; `whole` for an item without points.
        places: Vec<Place>,
    },
    /// The legal text changed since it was answered.
    Reworded,
    /// Given back by the reviewer.
    Returned,
    /// Nothing valid proves it.
    EvidenceMissing,
    /// Bound evidence has expired.
    Expired(EvidenceId),
    /// Bound evidence speaks of another release.
    Stale(EvidenceId),
    /// Approved once, changed since.
    ApprovalFell,
    /// Nobody else has looked at it.
    ReviewMissing,
    /// Software could prove it, and no check does. A hint; it blocks nothing.
    CheckMissing,
}

/// Everything about where an item stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Where it stands.
    pub status: Status,
    /// Why it is not asked.
    pub not_asked: Option<NotAsked>,
    /// What is missing, most urgent first.
    pub gaps: Vec<Gap>,
    /// Who has to act: the person answerable, else who wrote it last; `None` if nobody is known.
    pub waits_for: Option<PersonId>,
}

impl Gap {
    /// Whether the dossier can go out with it.
    #[must_use]
    pub const fn blocks(&self) -> bool {
        !matches!(self, Self::CheckMissing)
    }

    /// The sentence for people.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Red(id) => Message::new("compliance-gap-red").with("evidence", &id.0),
            Self::ReasonFell(_) => Message::new("compliance-gap-reason-fell"),
            Self::Conflict => Message::new("compliance-conflict-open"),
            Self::Unanswered { places } if places.len() > 1 => {
                Message::new("compliance-gap-points").with("count", places.len())
            }
            Self::Unanswered { .. } => Message::new("compliance-gap-unanswered"),
            Self::Reworded => Message::new("compliance-reworded"),
            Self::Returned => Message::new("compliance-gap-returned"),
            Self::EvidenceMissing => Message::new("compliance-evidence-missing"),
            Self::Expired(id) => Message::new("compliance-bound-expired").with("evidence", &id.0),
            Self::Stale(id) => Message::new("compliance-bound-stale").with("evidence", &id.0),
            Self::ApprovalFell => Message::new("compliance-gap-approval-fell"),
            Self::ReviewMissing => Message::new("compliance-gap-review-missing"),
            Self::CheckMissing => Message::new("compliance-gap-check-missing"),
        }
    }
}

impl Workspace {
    /// Why an item is not asked; `None` if it is.
    #[must_use]
    pub fn not_asked(
        &self,
        library: &Library,
        group: &Group,
        item: &Item,
        reference: &ItemRef,
    ) -> Option<NotAsked> {
        if let Some(catalogue) = library.catalogue(&reference.catalogue)
            && !self.concerns(library, catalogue)
        {
            return Some(NotAsked::Product);
        }
        if group.applies == Applies::VeryHighProtection {
            match self.protection.result() {
                ProtectionResult::Incomplete { .. } => return Some(NotAsked::AnalysisOpen),
                ProtectionResult::Complete { need, .. } if need < ProtectionNeed::VeryHigh => {
                    return Some(NotAsked::ProtectionNeed);
                }
                ProtectionResult::Complete { .. } => {}
            }
        }
        let on = ItemRef { catalogue: reference.catalogue.clone(), item: item.asked_if.clone()? };
        let met = library.item(&on).is_some() && self.is_met(&on);
        (!met).then_some(NotAsked::Condition)
    }

    /// Where an item stands and what is missing at a moment.
    #[must_use]
    pub fn report(
        &self,
        library: &Library,
        catalogue: &Catalogue,
        group: &Group,
        item: &Item,
        now: Moment,
    ) -> Report {
        let reference = catalogue.reference(item);
        let not_asked = self.not_asked(library, group, item, &reference);
        if not_asked.is_some() {
            return Report { status: Status::NotAsked, not_asked, gaps: Vec::new(), waits_for: None };
        }
        let empty = ItemState::default();
        let state = self.items.get(&reference).unwrap_or(&empty);
        let content = state.content();
        let approved = matches!(&state.review, Review::Approved { seen, .. } if *seen == self.item_digest(item, &reference));
        let mut gaps = self.content_gaps(library, item, state, &content);
        gaps.extend(self.evidence_gaps(library, &reference, state, &content, now));
        let blocked = gaps.iter().any(Gap::blocks);
        match &state.review {
            Review::Approved { .. } if !approved => gaps.push(Gap::ApprovalFell),
            Review::Draft | Review::Requested { .. } if !blocked => gaps.push(Gap::ReviewMissing),
            Review::Returned { .. } => gaps.push(Gap::Returned),
            Review::Draft | Review::Requested { .. } | Review::Approved { .. } => {}
        }
        gaps.sort();
        let status = status(state, &content, item, approved && !blocked);
        let waits_for = match status {
            Status::Approved | Status::NotAsked => None,
            // Anybody but the authors can act; the assigned person only if they wrote nothing.
            Status::InReview => {
                state.assigned.clone().filter(|person| !state.contributors().contains(person))
            }
            Status::Open | Status::Partly | Status::Answered | Status::Returned => {
                state.assigned.clone().or_else(|| state.last_author.clone())
            }
        };
        Report { status, not_asked: None, gaps, waits_for }
    }

    /// Whether the product has what a catalogue speaks of. TR-03161 became binding after 2020 (§ 4(7) DiGAV).
    #[must_use]
    pub fn concerns(&self, library: &Library, catalogue: &Catalogue) -> bool {
        let needed = match (catalogue.kind, catalogue.id.as_str()) {
            (Kind::VideoService, _) => "video",
            (Kind::SecurityGuideline, _) if self.legal == LegalDate::Of2020 => return false,
            (Kind::SecurityGuideline, "tr-03161-1-mobile") => "mobile-platform",
            (Kind::SecurityGuideline, "tr-03161-2-web") => "web-services",
            (Kind::SecurityGuideline, "tr-03161-3-backend") => "internet-functions",
            (Kind::Declaration(_) | Kind::SecurityGuideline | Kind::Reference(_) | Kind::Own, _) => {
                return true;
            }
        };
        library.properties().follow(&self.properties).contains_key(&Property::new(needed))
    }

    fn content_gaps(&self, library: &Library, item: &Item, state: &ItemState, content: &Content) -> Vec<Gap> {
        let mut gaps = Vec::new();
        if !content.is_complete(item) {
            let places = Place::of(item).filter(|place| !content.answers.contains_key(place)).collect();
            gaps.push(Gap::Unanswered { places });
        }
        if !state.conflicts.is_empty() {
            gaps.push(Gap::Conflict);
        }
        if matches!(state.carried, Some(Carried::Reworded { .. })) {
            gaps.push(Gap::Reworded);
        }
        let around = self.circumstances(library);
        let fell: Vec<Message> = content
            .answers
            .iter()
            .filter_map(|(place, answer)| answer.check(item, *place, &around).err())
            .flat_map(|refused: AnswerRefused| refused.messages())
            .collect();
        if !fell.is_empty() {
            gaps.push(Gap::ReasonFell(fell));
        }
        gaps
    }

    fn evidence_gaps(
        &self,
        library: &Library,
        reference: &ItemRef,
        state: &ItemState,
        content: &Content,
        now: Moment,
    ) -> Vec<Gap> {
        let mut gaps = Vec::new();
        let mut valid = false;
        let mut check = false;
        for (id, evidence) in state.evidence.keys().filter_map(|id| self.evidence.get_key_value(id)) {
            let standing = evidence.standing(now, self.release.as_ref());
            check |= matches!(evidence, Evidence::Check(_)) && standing != Standing::NotChecked;
            match standing {
                Standing::Valid { .. } => valid = true,
                Standing::Red if content.claims_met() => gaps.push(Gap::Red(id.clone())),
                Standing::Red | Standing::NotChecked => {}
                Standing::Expired => gaps.push(Gap::Expired(id.clone())),
                Standing::Stale => gaps.push(Gap::Stale(id.clone())),
            }
        }
        let claims = content.answers.values().any(|answer| !matches!(answer, Answer::NotApplicable { .. }));
        if claims && !valid && gaps.is_empty() {
            gaps.push(Gap::EvidenceMissing);
        }
        let software = library.proof(reference).is_some_and(|proof| proof.class == ProofClass::Software);
        if claims && software && !check {
            gaps.push(Gap::CheckMissing);
        }
        gaps
    }

    /// Everybody who can be waited for: persons that acted or are answerable.
    #[must_use]
    pub fn people(&self) -> BTreeSet<&PersonId> {
        let acted = self.history.iter().map(|entry| &entry.by);
        acted.chain(self.items.values().filter_map(|state| state.assigned.as_ref())).collect()
    }
}

fn status(state: &ItemState, content: &Content, item: &Item, approved: bool) -> Status {
    if approved {
        return Status::Approved;
    }
    if !content.is_complete(item) {
        return if content.answers.is_empty() { Status::Open } else { Status::Partly };
    }
    match state.review {
        Review::Requested { .. } => Status::InReview,
        Review::Returned { .. } => Status::Returned,
        Review::Draft | Review::Approved { .. } => Status::Answered,
    }
}
