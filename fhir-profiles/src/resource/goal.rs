//! A goal of the therapy.

use super::observation::{Subject, head, note};
use super::{profile, reference};
use crate::input::{Achievement, Entry, Goal, GoalStatus, GoalTarget};
use crate::terms::{Coding, amount, coded, concept, core};
use crate::writer::Writer;

/// Writes a `Goal`.
pub(crate) fn write<W: Writer>(writer: &mut W, subject: Subject, entry: &Entry, goal: &Goal) {
    head(writer, subject, entry, profile!("Goal"));
    writer.token("lifecycleStatus", status_code(goal.status));
    if let Some(achievement) = goal.achievement {
        concept(writer, "achievementStatus", &[achievement_coding(achievement)]);
    }
    coded(writer, "description", &goal.what);
    reference(writer, "subject", subject.patient);
    if let Some(start) = goal.start {
        writer.token("startDate", &start.to_string());
    }
    if let Some(target) = &goal.target {
        writer.list("target", [target], write_target);
    }
    if let Some(person) = subject.person {
        reference(writer, "expressedBy", person);
    }
    note(writer, &entry.note);
}

fn write_target<W: Writer>(writer: &mut W, target: &GoalTarget) {
    coded(writer, "measure", &target.measure);
    writer.object("detailRange", |writer| {
        amount(writer, "low", &target.low);
        amount(writer, "high", &target.high);
    });
    if let Some(due) = target.due {
        writer.token("dueDate", &due.to_string());
    }
}

/// Source: FHIR R4, code system `goal-status`.
pub(crate) fn status_code(status: GoalStatus) -> &'static str {
    match status {
        GoalStatus::Planned => "planned",
        GoalStatus::Active => "active",
        GoalStatus::OnHold => "on-hold",
        GoalStatus::Completed => "completed",
        GoalStatus::Cancelled => "cancelled",
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
