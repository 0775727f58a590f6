//! Plans, medicines, people and appointments.

use heilsam_domain::RecordId;

use super::diary;
use super::parts::{amount, coded, coded_at, day, moment, note, reference, text};
use super::values::{Parsed, Scene};
use crate::input::{
    Achievement, Activity, Appointment, AppointmentStatus, CarePlan, Contact, DayTime, Dosage, EntryValue,
    Goal, GoalStatus, GoalTarget, Ingredient, Intake, Medication, MedicationStatus, PersonName, PlanStatus,
    PlannedActivity, Practice, Severity, SideEffect, Strength, Visit,
};
use crate::reader::Node;
use crate::resource::skipped_dose::NOT_TAKEN;
use crate::resource::{appointment, care_plan, goal, medication_statement, side_effect};
use crate::terms;

/// Reads a resource of these profiles.
pub(super) fn parse(profile: &str, node: &Node, scene: &impl Scene) -> Option<Parsed> {
    let noted = |value: EntryValue| Parsed { note: note(node), ..Parsed::bare(value) };
    let at = |path: &str, value: Option<EntryValue>| {
        value.map(|value| Parsed { at: node.value_at(path).and_then(moment), ..noted(value) })
    };
    match profile {
        "Goal" => read_goal(node).map(noted),
        "CarePlan" => read_plan(node, scene).map(noted),
        "Procedure_Activity" if node.child("performedPeriod").is_some() => {
            at("performedPeriod.start", read_activity(node))
        }
        "Procedure_Activity" => at("performedDateTime", read_activity(node)),
        "MedicationStatement_Medication_Information" if node.value_at("status") == Some(NOT_TAKEN) => {
            at("effectiveDateTime", diary::skipped_dose(node, scene))
        }
        "MedicationStatement_Medication_Information" => {
            let id = reference(node, "medicationReference")?;
            let value = read_medication(node, &scene.resource(id)?);
            at("dateAsserted", value).map(|parsed| Parsed { with: vec![id], ..parsed })
        }
        "MedicationAdministration_Medication_Intake" => at("effectiveDateTime", read_intake(node, scene)),
        "Condition_Problem" => at("onsetDateTime", read_side_effect(node)),
        "PractitionerRole" => {
            let ids = [reference(node, "practitioner")?, reference(node, "organization")?];
            let [person, practice] = ids.map(|id| scene.resource(id));
            let value = read_contact(node, &person?, &practice?)?;
            Some(Parsed { with: ids.to_vec(), ..Parsed::bare(value) })
        }
        "Organization" => Some(Parsed::bare(EntryValue::Practice(Box::new(read_practice(node))))),
        "Appointment" => at("start", read_appointment(node, scene))
            .map(|parsed| Parsed { note: text(node, "comment"), ..parsed }),
        "Encounter" => at("period.start", read_visit(node, scene))
            .map(|parsed| Parsed { note: text(node, "extension.valueString"), ..parsed }),
        _ => None,
    }
}

fn read_goal(node: &Node) -> Option<EntryValue> {
    use Achievement::{Achieved, InProgress, NotAchieved};
    use GoalStatus::{Active, Cancelled, Completed, OnHold, Planned};
    let status = node.value_at("lifecycleStatus")?;
    let achievement = node.value_at("achievementStatus.coding.code");
    let of = |wanted: &str| {
        [InProgress, Achieved, NotAchieved].into_iter().find(|a| goal::achievement_coding(*a).code == wanted)
    };
    let target = |target: &Node| {
        Some(GoalTarget {
            measure: coded_at(target, "measure")?,
            low: amount(target, "detailRange.low")?,
            high: amount(target, "detailRange.high")?,
            due: day(target, "dueDate"),
        })
    };
    let known = [Planned, Active, OnHold, Completed, Cancelled];
    Some(EntryValue::Goal(Box::new(Goal {
        what: coded_at(node, "description")?,
        status: known.into_iter().find(|known| goal::status(*known).as_ref() == status)?,
        achievement: achievement.and_then(of),
        start: day(node, "startDate"),
        target: node.child("target").and_then(target),
    })))
}

const PLAN: [PlanStatus; 5] = [
    PlanStatus::Planned,
    PlanStatus::Active,
    PlanStatus::OnHold,
    PlanStatus::Completed,
    PlanStatus::Cancelled,
];

fn read_plan(node: &Node, scene: &impl Scene) -> Option<EntryValue> {
    let status = node.value_at("status")?;
    let goals = node.all("goal").map(|goal| {
        let id = goal.value_at("reference").and_then(super::parts::uuid_of)?;
        scene.record(id)
    });
    let activity = |activity: &Node| {
        let detail = activity.child("detail")?;
        let status = detail.value_at("status")?;
        Some(PlannedActivity {
            what: coded_at(detail, "code")?,
            status: PLAN.into_iter().find(|known| care_plan::activity_status(*known).as_ref() == status)?,
            start: day(detail, "scheduledPeriod.start"),
            end: day(detail, "scheduledPeriod.end"),
            description: text(detail, "description"),
        })
    };
    Some(EntryValue::CarePlan(Box::new(CarePlan {
        title: text(node, "title"),
        status: PLAN.into_iter().find(|known| care_plan::status(*known).as_ref() == status)?,
        goals: goals.collect::<Option<Vec<RecordId>>>()?,
        activities: node.all("activity").map(activity).collect::<Option<_>>()?,
    })))
}

fn read_activity(node: &Node) -> Option<EntryValue> {
    let end = node.value_at("performedPeriod.end").and_then(moment);
    let activity = Activity { what: coded_at(node, "code")?, ended_at: end.map(|(end, _)| end) };
    Some(EntryValue::Activity(Box::new(activity)))
}

fn read_medication(statement: &Node, medicine: &Node) -> Option<EntryValue> {
    use MedicationStatus::{Active, Completed, Intended, OnHold, Stopped};
    let status = statement.value_at("status")?;
    let known = [Intended, Active, OnHold, Completed, Stopped];
    let ingredient = |ingredient: &Node| {
        let strength = |strength: &Node| {
            Some(Strength { amount: amount(strength, "numerator")?, per: amount(strength, "denominator")? })
        };
        Some(Ingredient {
            name: coded_at(ingredient, "itemCodeableConcept")?,
            strength: ingredient.child("strength").and_then(strength),
        })
    };
    Some(EntryValue::Medication(Box::new(Medication {
        name: coded_at(medicine, "code")?,
        form: coded_at(medicine, "form"),
        ingredients: medicine.all("ingredient").map(ingredient).collect::<Option<_>>()?,
        status: known.into_iter().find(|known| medication_statement::status_code(*known) == status)?,
        start: day(statement, "effectivePeriod.start"),
        end: day(statement, "effectivePeriod.end"),
        reason: statement.child("reasonCode").map(coded),
        dosages: statement.all("dosage").map(read_dosage).collect(),
    })))
}

fn read_dosage(node: &Node) -> Dosage {
    let when = node.value_at("timing.repeat.when");
    let known = [DayTime::Morning, DayTime::Noon, DayTime::Evening, DayTime::Night];
    Dosage {
        text: text(node, "text"),
        when: known.into_iter().find(|time| Some(medication_statement::day_time(*time).as_ref()) == when),
        as_needed: node.value_at("asNeededBoolean") == Some("true"),
        dose: amount(node, "doseAndRate.doseQuantity"),
    }
}

fn read_intake(node: &Node, scene: &impl Scene) -> Option<EntryValue> {
    let medication = reference(node, "medicationReference").and_then(|id| scene.record(id))?;
    let intake = Intake { medication, dose: amount(node, "dosage.dose")? };
    Some(EntryValue::Intake(Box::new(intake)))
}

fn read_side_effect(node: &Node) -> Option<EntryValue> {
    if node.value_at("category.coding.code") != Some(terms::COMPLAINT.code) {
        return None;
    }
    let severity = node.value_at("severity.coding.code");
    let known = [Severity::Mild, Severity::Moderate, Severity::Severe];
    let end = node.value_at("abatementDateTime").and_then(moment);
    Some(EntryValue::SideEffect(Box::new(SideEffect {
        what: coded_at(node, "code")?,
        severity: known.into_iter().find(|known| Some(side_effect::severity_coding(*known).code) == severity),
        ended_at: end.map(|(end, _)| end),
    })))
}

fn read_contact(role: &Node, person: &Node, practice: &Node) -> Option<EntryValue> {
    let name = person.child("name")?;
    Some(EntryValue::Contact(Box::new(Contact {
        title: text(name, "prefix"),
        name: PersonName { given: text(name, "given"), family: text(name, "family") },
        physician_number: number(person, terms::PHYSICIAN_NUMBER),
        specialty: text(role, "specialty.text"),
        practice: read_practice(practice),
    })))
}

fn read_practice(node: &Node) -> Practice {
    Practice {
        name: text(node, "name"),
        site_number: number(node, terms::SITE_NUMBER),
        phone: text(node, "telecom.value"),
    }
}

/// The identifier of this system.
fn number(node: &Node, system: &str) -> Option<String> {
    let wanted = node.all("identifier").find(|identifier| identifier.value_at("system") == Some(system));
    wanted.and_then(|identifier| identifier.value_at("value")).map(str::to_owned)
}

fn read_appointment(node: &Node, scene: &impl Scene) -> Option<EntryValue> {
    use AppointmentStatus::{Booked, Cancelled, Proposed};
    let status = node.value_at("status")?;
    let actors = node.all("participant").filter_map(|participant| reference(participant, "actor"));
    Some(EntryValue::Appointment(Box::new(Appointment {
        status: [Proposed, Booked, Cancelled]
            .into_iter()
            .find(|s| appointment::status(*s).as_ref() == status)?,
        end: node.value_at("end").and_then(moment)?.0,
        with: actors.filter_map(|id| scene.record(id)).next(),
        reason: text(node, "reasonCode.text"),
        companion: node
            .all("participant")
            .find(|participant| participant.child("actor").is_none())
            .map(|participant| text(participant, "type.text"))
            .unwrap_or_default(),
    })))
}

fn read_visit(node: &Node, scene: &impl Scene) -> Option<EntryValue> {
    let practice = || reference(node, "serviceProvider").and_then(|id| scene.record(id));
    Some(EntryValue::Visit(Box::new(Visit {
        end: node.value_at("period.end").and_then(moment)?.0,
        video: node.value_at("class.code")? == "VR",
        with: reference(node, "participant.individual").and_then(|id| scene.record(id)).or_else(practice),
    })))
}
