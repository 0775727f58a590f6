//! Progress at a glance: per catalogue and group, gaps first, what expires soon, and who is waited for.

use std::collections::BTreeMap;

use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::answer::{Answer, Content};
use crate::application::check::{self, Finding};
use crate::catalogue::{CatalogueId, Item, ItemRef, Library};
use crate::evidence::{EvidenceId, Moment, Standing};
use crate::protection::{ProtectionResult, Scenario};
use crate::workspace::status::{Gap, NotAsked, Report, Status};
use crate::workspace::{ItemState, PersonId, Workspace};

/// How many items stand where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// All items that are asked.
    pub asked: usize,
    /// Not or only partly answered.
    pub open: usize,
    /// Answered, not yet shown to a second person, or given back.
    pub answered: usize,
    /// Waiting for a second person.
    pub in_review: usize,
    /// Approved and unchanged.
    pub approved: usize,
    /// Not asked of this product.
    pub not_asked: usize,
    /// Asked, with at least one gap that blocks.
    pub with_gaps: usize,
    /// Wholly answered with "met".
    pub met: usize,
    /// Wholly answered, at least one point with a deviation.
    pub deviating: usize,
    /// Declared not applicable.
    pub not_applicable: usize,
}

/// A group of a catalogue with its counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupProgress {
    /// The catalogue.
    pub catalogue: CatalogueId,
    /// The group.
    pub group: String,
    /// Its title.
    pub title: String,
    /// Its counts.
    pub counts: Counts,
}

/// An item with something missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// The item.
    pub item: ItemRef,
    /// What is missing, most urgent first; at least one.
    pub gaps: Vec<Gap>,
    /// Until when it must be done.
    pub due: Option<Date>,
    /// Who has to act.
    pub waits_for: Option<PersonId>,
}

/// Evidence that is bound somewhere and ends soon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expiring {
    /// Last day.
    pub on: Date,
    /// The evidence.
    pub evidence: EvidenceId,
    /// Items that lose their proof.
    pub items: Vec<ItemRef>,
}

/// The whole overview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// Progress of every group, in the order of the catalogues.
    pub groups: Vec<GroupProgress>,
    /// Items with gaps: the most urgent gap first, then the earliest due day, then the order of the catalogue.
    pub open: Vec<Open>,
    /// Evidence that ends within the horizon, earliest first.
    pub expiring: Vec<Expiring>,
    /// How many items wait for whom; `None` counts those that wait for nobody known.
    pub waiting: BTreeMap<Option<PersonId>, usize>,
    /// No property of the product was chosen yet: which catalogues concern it is not known.
    pub properties_missing: bool,
    /// Scenarios of the analysis of protection need that are missing.
    pub missing_scenarios: Vec<Scenario>,
    /// What is missing or inconsistent in the application.
    pub application: Vec<Finding>,
}

/// How far ahead the overview looks, days.
pub const HORIZON: i64 = 60;

/// Computes the overview for a moment.
#[must_use]
pub fn overview(library: &Library, workspace: &Workspace, now: Moment) -> Overview {
    let mut groups = Vec::new();
    let mut open = Vec::new();
    for catalogue in library.answered(workspace.legal()) {
        for group in &catalogue.groups {
            let mut counts = Counts::default();
            for item in &group.items {
                let report = workspace.report(library, catalogue, group, item, now);
                let reference = catalogue.reference(item);
                counts.add(&report);
                if report.status != Status::NotAsked {
                    counts.add_answer(
                        item,
                        &workspace.item(&reference).map(ItemState::content).unwrap_or_default(),
                    );
                }
                if !report.gaps.is_empty() {
                    let due = workspace.item(&reference).and_then(|state| state.due);
                    open.push(Open { item: reference, gaps: report.gaps, due, waits_for: report.waits_for });
                }
            }
            let title = group.title.clone();
            groups.push(GroupProgress {
                catalogue: catalogue.id.clone(),
                group: group.id.clone(),
                title,
                counts,
            });
        }
    }
    // Stable: equal items keep the order of the catalogue.
    open.sort_by_key(|open| (urgency(&open.gaps), open.due.unwrap_or(Date::MAX)));
    let mut waiting = BTreeMap::new();
    for item in open.iter().filter(|open| open.gaps.iter().any(Gap::blocks)) {
        *waiting.entry(item.waits_for.clone()).or_insert(0) += 1;
    }
    let missing_scenarios = match workspace.protection().result() {
        ProtectionResult::Incomplete { missing } => missing,
        ProtectionResult::Complete { .. } => Vec::new(),
    };
    let application = check::check(library, workspace, now);
    let properties_missing = workspace.properties().is_empty();
    let expiring = expiring(workspace, now);
    Overview { groups, open, expiring, waiting, properties_missing, missing_scenarios, application }
}

impl Overview {
    /// Counts of one catalogue.
    #[must_use]
    pub fn of(&self, catalogue: &CatalogueId) -> Counts {
        self.groups
            .iter()
            .filter(|group| group.catalogue == *catalogue)
            .fold(Counts::default(), |sum, group| sum + group.counts)
    }

    /// Whether the dossier can go out: nothing blocks anywhere.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        !self.properties_missing
            && self.missing_scenarios.is_empty()
            && self.open.iter().all(|open| !open.gaps.iter().any(Gap::blocks))
            && self.application.iter().all(|finding| finding.weight != check::Weight::Blocks)
    }
}

impl Counts {
    fn add_answer(&mut self, item: &Item, content: &Content) {
        let deviates = || content.answers.values().any(|answer| matches!(answer, Answer::Deviation { .. }));
        match content.not_applicable() {
            Some(_) => self.not_applicable += 1,
            None if !content.is_complete(item) => {}
            None if deviates() => self.deviating += 1,
            None => self.met += 1,
        }
    }

    fn add(&mut self, report: &Report) {
        if report.status == Status::NotAsked {
            // While the protection need is open, nobody knows whether the extra requirements are asked.
            let unknown = report.not_asked == Some(NotAsked::AnalysisOpen);
            let to = if unknown { &mut self.open } else { &mut self.not_asked };
            *to += 1;
            self.asked += usize::from(unknown);
            return;
        }
        self.asked += 1;
        self.with_gaps += usize::from(report.gaps.iter().any(Gap::blocks));
        let to = match report.status {
            Status::Open | Status::Partly | Status::NotAsked => &mut self.open,
            Status::Answered | Status::Returned => &mut self.answered,
            Status::InReview => &mut self.in_review,
            Status::Approved => &mut self.approved,
        };
        *to += 1;
    }
}

impl std::ops::Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            asked: self.asked + other.asked,
            open: self.open + other.open,
            answered: self.answered + other.answered,
            in_review: self.in_review + other.in_review,
            approved: self.approved + other.approved,
            not_asked: self.not_asked + other.not_asked,
            with_gaps: self.with_gaps + other.with_gaps,
            met: self.met + other.met,
            deviating: self.deviating + other.deviating,
            not_applicable: self.not_applicable + other.not_applicable,
        }
    }
}

fn urgency(gaps: &[Gap]) -> u8 {
    gaps.iter()
        .map(|gap| match gap {
            Gap::Red(_) => 0,
            Gap::ReasonFell(_) => 1,
            Gap::Conflict => 2,
            Gap::Returned => 3,
            Gap::Unanswered { .. } => 4,
            Gap::Reworded => 5,
            Gap::Expired(_) => 6,
            Gap::Stale(_) => 7,
            Gap::EvidenceMissing => 8,
            Gap::ApprovalFell => 9,
            Gap::ReviewMissing => 10,
            Gap::CheckMissing => 11,
        })
        .min()
        .unwrap_or(u8::MAX)
}

fn expiring(workspace: &Workspace, now: Moment) -> Vec<Expiring> {
    let last = now.today.checked_add(HORIZON.days()).unwrap_or(Date::MAX);
    let mut found: Vec<Expiring> = workspace
        .all_evidence()
        .filter_map(|(id, evidence)| {
            let Standing::Valid { until: Some(on) } = evidence.standing(now, workspace.release()) else {
                return None;
            };
            let items = workspace.items_with(id);
            (on <= last && !items.is_empty()).then(|| Expiring { on, evidence: id.clone(), items })
        })
        .collect();
    found.sort_by(|a, b| (a.on, &a.evidence).cmp(&(b.on, &b.evidence)));
    found
}

impl Workspace {
    /// Items that a piece of evidence is bound to.
    #[must_use]
    pub fn items_with(&self, evidence: &EvidenceId) -> Vec<ItemRef> {
        self.items
            .iter()
            .filter(|(_, state)| state.evidence.contains_key(evidence))
            .map(|(item, _)| item.clone())
            .collect()
    }
}
