//! A plan for care.

use fhir_sdk::r4b::codes::{CarePlanActivityStatus, RequestStatus};
use fhir_sdk::r4b::resources::{
    CarePlan, CarePlanActivity, CarePlanActivityDetail, CarePlanActivityDetailScheduled,
};
use uuid::Uuid;

use super::observation::{Subject, head};
use super::time::date_of;
use super::types::{all, coded, days, note, one, reference};
use super::{Built, Unwritable, profile};
use crate::input::{self, Entry, PlanStatus, PlannedActivity};

/// A `CarePlan`.
pub(crate) fn build(subject: Subject, entry: &Entry, planned: &input::CarePlan, goals: &[Uuid]) -> Built {
    let mut plan = CarePlan::builder()
        .status(status(planned.status))
        .intent("plan".to_owned())
        .subject(reference(subject.patient))
        .build()?;
    head(&mut plan, subject, entry, profile!("CarePlan"))?;
    plan.title = Some(planned.title.clone());
    plan.author = subject.person.map(reference);
    plan.goal = all(goals.iter().copied().map(reference));
    for of in &planned.activities {
        plan.activity.push(Some(CarePlanActivity::builder().detail(activity(subject, of)?).build()?));
    }
    plan.note = note(&entry.note);
    Ok(plan.into())
}

fn activity(subject: Subject, of: &PlannedActivity) -> Result<CarePlanActivityDetail, Unwritable> {
    let mut activity = CarePlanActivityDetail::builder().status(activity_status(of.status)).build()?;
    activity.code = Some(coded(&of.what));
    let period = days(date_of(of.start)?, date_of(of.end)?);
    activity.scheduled = period.map(CarePlanActivityDetailScheduled::Period);
    activity.performer = one(reference(subject.patient));
    activity.description = Some(of.description.clone());
    Ok(activity)
}

/// Source: FHIR R4, code system `request-status`.
pub(crate) fn status(of: PlanStatus) -> RequestStatus {
    match of {
        PlanStatus::Planned => RequestStatus::Draft,
        PlanStatus::Active => RequestStatus::Active,
        PlanStatus::OnHold => RequestStatus::OnHold,
        PlanStatus::Completed => RequestStatus::Completed,
        PlanStatus::Cancelled => RequestStatus::Revoked,
    }
}

/// Source: FHIR R4, code system `care-plan-activity-status`.
pub(crate) fn activity_status(of: PlanStatus) -> CarePlanActivityStatus {
    match of {
        PlanStatus::Planned => CarePlanActivityStatus::NotStarted,
        PlanStatus::Active => CarePlanActivityStatus::InProgress,
        PlanStatus::OnHold => CarePlanActivityStatus::OnHold,
        PlanStatus::Completed => CarePlanActivityStatus::Completed,
        PlanStatus::Cancelled => CarePlanActivityStatus::Cancelled,
    }
}
