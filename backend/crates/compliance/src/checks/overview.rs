//! Where every check stands now: the newest run of each, what it is worth, and what to do first.

use super::Check;
use crate::catalogue::{ItemRef, Library};
use crate::evidence::{CheckRun, Evidence, EvidenceId, Moment, Standing};
use crate::workspace::Workspace;

/// A check and its newest run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The check.
    pub check: Check,
    /// Its newest run and what it is worth.
    pub latest: Option<(EvidenceId, CheckRun, Standing)>,
    /// The items that it speaks of under the present legal date.
    pub items: Vec<ItemRef>,
}

/// How urgent a line is, most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// The property is broken.
    Red,
    /// The newest run is too old, or of another release.
    Old,
    /// The newest run could not look.
    NotChecked,
    /// It never ran.
    Never,
    /// It proves.
    Green,
}

impl Line {
    /// How urgent it is.
    #[must_use]
    pub fn urgency(&self) -> Urgency {
        match self.latest.as_ref().map(|(_, _, standing)| standing) {
            None => Urgency::Never,
            Some(Standing::Red) => Urgency::Red,
            Some(Standing::Expired | Standing::Stale) => Urgency::Old,
            Some(Standing::NotChecked) => Urgency::NotChecked,
            Some(Standing::Valid { .. }) => Urgency::Green,
        }
    }
}

/// Every check of this release with its newest run, most urgent first.
#[must_use]
pub fn overview(checks: &[Check], library: &Library, workspace: &Workspace, now: Moment) -> Vec<Line> {
    let mut lines: Vec<Line> = checks
        .iter()
        .map(|check| Line {
            check: check.clone(),
            latest: latest(workspace, &check.id).map(|(id, run)| {
                let standing = Evidence::Check(run.clone()).standing(now, workspace.release());
                (id.clone(), run.clone(), standing)
            }),
            items: check.items_of(library, workspace.legal()),
        })
        .collect();
    lines.sort_by_key(Line::urgency);
    lines
}

/// The newest run of a check.
#[must_use]
pub fn latest<'a>(workspace: &'a Workspace, check: &str) -> Option<(&'a EvidenceId, &'a CheckRun)> {
    workspace
        .all_evidence()
        .filter_map(|(id, evidence)| match evidence {
            Evidence::Check(run) if run.check == check => Some((id, run)),
            Evidence::Check(_) | Evidence::Document(_) | Evidence::Statement(_) => None,
        })
        .max_by_key(|(_, run)| run.at)
}
