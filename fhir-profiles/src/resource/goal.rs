//! A goal of the therapy.

use fhir_sdk::r4b::codes::GoalLifecycleStatus;
use fhir_sdk::r4b::resources::{Goal, GoalStart, GoalTarget, GoalTargetDetail, GoalTargetDue};
use fhir_sdk::r4b::types::Range;

use super::observation::{Subject, head};
use super::time::date_of;
use super::types::{amount, coded, concept, note, one, reference};
use super::{Built, Unwritable, profile};
use crate::input::{self, Achievement, Entry, GoalStatus};
use crate::terms::{Coding, core};

/// A `Goal`.
pub(crate) fn build(subject: Subject, entry: &Entry, wanted: &input::Goal) -> Built {
    let mut goal = Goal::builder()
        .lifecycle_status(status(wanted.status))
        .description(coded(&wanted.what))
        .subject(reference(subject.patient))
        .build()?;
    head(&mut goal, subject, entry, profile!("Goal"))?;
    goal.achievement_status =
        wanted.achievement.map(|achievement| concept(&[achievement_coding(achievement)]));
    goal.start = date_of(wanted.start)?.map(GoalStart::Date);
    if let Some(of) = &wanted.target {
        goal.target = one(target(of)?);
    }
    goal.expressed_by = subject.person.map(reference);
    goal.note = note(&entry.note);
    Ok(goal.into())
}

fn target(of: &input::GoalTarget) -> Result<GoalTarget, Unwritable> {
    let range = Range::builder().low(amount(&of.low)).high(amount(&of.high)).build()?;
    let mut target =
        GoalTarget::builder().measure(coded(&of.measure)).detail(GoalTargetDetail::Range(range)).build()?;
    target.due = date_of(of.due)?.map(GoalTargetDue::Date);
    Ok(target)
}

/// Source: FHIR R4, code system `goal-status`.
pub(crate) fn status(of: GoalStatus) -> GoalLifecycleStatus {
    match of {
        GoalStatus::Planned => GoalLifecycleStatus::Planned,
        GoalStatus::Active => GoalLifecycleStatus::Active,
        GoalStatus::OnHold => GoalLifecycleStatus::OnHold,
        GoalStatus::Completed => GoalLifecycleStatus::Completed,
        GoalStatus::Cancelled => GoalLifecycleStatus::Cancelled,
    }
}

/// Source: FHIR R4, code system `goal-achievement`.
pub(crate) fn achievement_coding(achievement: Achievement) -> Coding {
    const SYSTEM: &str = "http://terminology.hl7.org/CodeSystem/goal-achievement";
    match achievement {
        Achievement::InProgress => core(SYSTEM, "in-progress", "In Progress"),
        Achievement::Achieved => core(SYSTEM, "achieved", "Achieved"),
        Achievement::NotAchieved => core(SYSTEM, "not-achieved", "Not Achieved"),
    }
}
