//! A plan for care.

use uuid::Uuid;

use super::observation::{Subject, head, note};
use super::{profile, reference, reference_list};
use crate::input::{CarePlan, Entry, PlanStatus, PlannedActivity};
use crate::terms::coded;
use crate::writer::Writer;

/// Writes a `CarePlan`.
pub(crate) fn write<W: Writer>(
    writer: &mut W,
    subject: Subject,
    entry: &Entry,
    plan: &CarePlan,
    goals: &[Uuid],
) {
    head(writer, subject, entry, profile!("CarePlan"));
    writer.token("status", status_code(plan.status));
    writer.token("intent", "plan");
    writer.text("title", &plan.title);
    reference(writer, "subject", subject.patient);
    if let Some(person) = subject.person {
        reference(writer, "author", person);
    }
    if !goals.is_empty() {
        reference_list(writer, "goal", goals.iter().copied());
    }
    if !plan.activities.is_empty() {
        writer.list("activity", &plan.activities, |writer, activity| {
            writer.object("detail", |writer| write_activity(writer, subject, activity));
        });
    }
    note(writer, &entry.note);
}

fn write_activity<W: Writer>(writer: &mut W, subject: Subject, activity: &PlannedActivity) {
    coded(writer, "code", &activity.what);
    writer.token("status", activity_code(activity.status));
    if activity.start.is_some() || activity.end.is_some() {
        writer.object("scheduledPeriod", |writer| {
            if let Some(start) = activity.start {
                writer.token("start", &start.to_string());
            }
            if let Some(end) = activity.end {
                writer.token("end", &end.to_string());
            }
        });
    }
    reference_list(writer, "performer", [subject.patient]);
    writer.text("description", &activity.description);
}

/// Source: FHIR R4, code system `request-status`.
pub(crate) fn status_code(status: PlanStatus) -> &'static str {
    match status {
        PlanStatus::Planned => "draft",
        PlanStatus::Active => "active",
        PlanStatus::OnHold => "on-hold",
        PlanStatus::Completed => "completed",
        PlanStatus::Cancelled => "revoked",
    }
}

/// Source: FHIR R4, code system `care-plan-activity-status`.
pub(crate) fn activity_code(status: PlanStatus) -> &'static str {
    match status {
        PlanStatus::Planned => "not-started",
        PlanStatus::Active => "in-progress",
        PlanStatus::OnHold => "on-hold",
        PlanStatus::Completed => "completed",
        PlanStatus::Cancelled => "cancelled",
    }
}
