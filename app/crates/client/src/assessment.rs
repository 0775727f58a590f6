//! Questionnaires that were begun or finished: what a record holds, and how two edits are merged.

use std::collections::BTreeSet;

use heilsam_domain::RecordId;
use heilsam_therapy::questionnaire::{Repetitions, State, Status};
use heilsam_therapy::scoring::ScoreResult;
use serde::{Deserialize, Serialize};

use crate::diary::pick;
use crate::sync::Merged;

/// A questionnaire as it was filled in, once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Assessment {
    /// Name of the questionnaire, such as `phq-9`.
    pub questionnaire: String,
    /// The answers so far.
    pub state: State,
    /// The result, once it is finished and if it has a scoring.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<ScoreResult>,
}

/// A questionnaire as the app shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct AssessmentView {
    /// Its record.
    pub id: RecordId,
    /// What was answered.
    pub assessment: Assessment,
    /// Whether it still waits to be uploaded.
    pub waits: bool,
}

/// The payload of a record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct AssessmentRecord {
    pub(crate) v: u8,
    /// `None`: taken back.
    pub(crate) assessment: Option<Assessment>,
}

impl Assessment {
    /// Whether it is finished.
    #[must_use]
    pub fn completed(&self) -> bool {
        self.state.status == Status::Completed
    }
}

impl AssessmentRecord {
    pub(crate) const fn new(assessment: Option<Assessment>) -> Self {
        Self { v: 1, assessment }
    }

    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// `None` for a payload of a newer version of the app: it is kept and not shown.
    pub(crate) fn read(payload: &[u8]) -> Option<Self> {
        serde_json::from_slice(payload).ok().filter(|record: &Self| record.v == 1)
    }
}

/// Merges answer by answer; what is finished wins, and two different finished ones are both kept.
pub(crate) fn merge(base: Option<&[u8]>, ours: &[u8], theirs: &[u8]) -> Merged {
    let (Some(mine), Some(other)) = (AssessmentRecord::read(ours), AssessmentRecord::read(theirs)) else {
        return Merged::Both(ours.to_vec());
    };
    let base = base.and_then(AssessmentRecord::read).and_then(|record| record.assessment);
    let (mine, other) = match (mine.assessment, other.assessment) {
        (mine, other) if mine == other => return Merged::One(theirs.to_vec()),
        // Answers win over taking back.
        (None, Some(_)) => return Merged::One(theirs.to_vec()),
        (Some(_) | None, None) => return Merged::One(ours.to_vec()),
        (Some(mine), Some(other)) => (mine, other),
    };
    match (mine.completed(), other.completed()) {
        (true, true) => Merged::Both(ours.to_vec()),
        (true, false) => Merged::One(ours.to_vec()),
        (false, true) => Merged::One(theirs.to_vec()),
        (false, false) => {
            let merged = both(base.as_ref(), mine, other);
            Merged::One(AssessmentRecord::new(Some(merged)).to_bytes())
        }
    }
}

/// All answers of both; where both changed the same one, the later edit counts.
fn both(base: Option<&Assessment>, mine: Assessment, other: Assessment) -> Assessment {
    let (later, earlier) = match mine.state.changed_at >= other.state.changed_at {
        true => (mine, other),
        false => (other, mine),
    };
    let mut merged = later.clone();
    merged.state.v = later.state.v.max(earlier.state.v);
    merged.state.repetitions = repetitions(base.map(|it| &it.state), &later.state, &earlier.state);
    let names = earlier.state.answers.keys().chain(later.state.answers.keys());
    for name in names {
        let get = |it: &Assessment| it.state.answers.get(name).cloned();
        let chosen = pick(base.map(get).as_ref(), get(&later), get(&earlier));
        match chosen.unwrap_or_else(|| get(&later)) {
            Some(answers) => merged.state.answers.insert(name.clone(), answers),
            None => merged.state.answers.remove(name),
        };
    }
    merged
}

/// The repetitions of both, those of the later edit first; what one of them took away is gone.
fn repetitions(base: Option<&State>, later: &State, earlier: &State) -> Repetitions {
    let groups: BTreeSet<&String> = later.repetitions.keys().chain(earlier.repetitions.keys()).collect();
    let merged = groups.into_iter().map(|group| {
        let of = |state: &State| state.repetitions.get(group).cloned().unwrap_or_else(|| vec![0]);
        let (before, mine, other) = (base.map(of).unwrap_or_default(), of(later), of(earlier));
        let is_new = |number: &u64| !before.contains(number);
        let kept = mine.iter().filter(|number| other.contains(number) || is_new(number));
        let added = other.iter().filter(|number| !mine.contains(number) && is_new(number));
        let numbers: Vec<u64> = kept.chain(added).copied().collect();
        (group.clone(), numbers)
    });
    merged.collect()
}

#[cfg(test)]
mod tests {
    use heilsam_therapy::questionnaire::Answer;

    use super::*;

    fn record(changed_at: &str, answers: &[(&str, i32)], status: Status) -> AssessmentRecord {
        let answers =
            answers.iter().map(|(name, value)| ((*name).to_owned(), vec![Answer::Integer(*value)])).collect();
        let state = State {
            v: 1,
            questionnaire: "urn:q".into(),
            version: "1".into(),
            started_at: "2026-03-01T08:00:00Z".parse().unwrap(),
            changed_at: changed_at.parse().unwrap(),
            answers,
            repetitions: Repetitions::new(),
            at: None,
            status,
        };
        AssessmentRecord::new(Some(Assessment { questionnaire: "q".into(), state, result: None }))
    }

    fn merged(
        base: &AssessmentRecord,
        ours: &AssessmentRecord,
        theirs: &AssessmentRecord,
    ) -> AssessmentRecord {
        match merge(Some(&base.to_bytes()), &ours.to_bytes(), &theirs.to_bytes()) {
            Merged::One(bytes) => AssessmentRecord::read(&bytes).unwrap(),
            Merged::Both(_) => panic!("two records"),
        }
    }

    #[test]
    fn answers_given_on_two_devices_are_both_kept() {
        let base = record("2026-03-01T08:00:00Z", &[("1", 1), ("2", 0)], Status::InProgress);
        let phone = record("2026-03-01T09:00:00Z", &[("1", 1), ("2", 0), ("3", 2)], Status::InProgress);
        let tablet = record("2026-03-01T09:05:00Z", &[("1", 3)], Status::InProgress);
        let expected = record("2026-03-01T09:05:00Z", &[("1", 3), ("3", 2)], Status::InProgress);
        assert_eq!(merged(&base, &phone, &tablet), expected);
        assert_eq!(merged(&base, &tablet, &phone), expected);
    }

    #[test]
    fn repetitions_added_on_two_devices_are_both_kept_and_one_that_was_taken_away_stays_away() {
        let with = |changed_at: &str, numbers: &[u64]| {
            let mut record = record(changed_at, &[], Status::InProgress);
            if let Some(assessment) = &mut record.assessment {
                assessment.state.v = 2;
                assessment.state.repetitions.insert("medicine".into(), numbers.to_vec());
            }
            record
        };
        let base = with("2026-03-01T08:00:00Z", &[0, 3]);
        let phone = with("2026-03-01T09:00:00Z", &[0, 3, 5]);
        let tablet = with("2026-03-01T09:05:00Z", &[3, 7]);
        let expected = with("2026-03-01T09:05:00Z", &[3, 7, 5]);
        assert_eq!(merged(&base, &phone, &tablet), expected);
        assert_eq!(merged(&base, &tablet, &phone), expected);
        let never = record("2026-03-01T08:00:00Z", &[], Status::InProgress);
        let late = record("2026-03-01T10:00:00Z", &[("1", 1)], Status::InProgress);
        let found = merged(&never, &with("2026-03-01T09:00:00Z", &[0, 5]), &late).assessment.unwrap().state;
        assert_eq!((found.v, found.repetitions["medicine"].as_slice()), (2, [0, 5].as_slice()));
    }

    #[test]
    fn a_finished_questionnaire_wins_over_one_that_is_open() {
        let base = record("2026-03-01T08:00:00Z", &[("1", 1)], Status::InProgress);
        let open = record("2026-03-01T10:00:00Z", &[("1", 2)], Status::InProgress);
        let done = record("2026-03-01T09:00:00Z", &[("1", 1), ("2", 1)], Status::Completed);
        assert_eq!(merged(&base, &open, &done), done);
        assert_eq!(merged(&base, &done, &open), done);
    }

    #[test]
    fn two_finished_ones_are_two_results() {
        let one = record("2026-03-01T09:00:00Z", &[("1", 1)], Status::Completed);
        let other = record("2026-03-01T10:00:00Z", &[("1", 3)], Status::Completed);
        let ours = one.to_bytes();
        assert_eq!(merge(None, &ours, &other.to_bytes()), Merged::Both(ours.clone()));
    }
}
