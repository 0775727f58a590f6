//! An appointment.

use fhir_sdk::r4b::codes::{self, ParticipationStatus};
use fhir_sdk::r4b::resources::{Appointment, AppointmentParticipant};
use uuid::Uuid;

use super::observation::{Subject, head};
use super::time::instant;
use super::types::{one, reference, words};
use super::{Built, Unwritable, profile};
use crate::input::{self, AppointmentStatus, Entry};
use crate::text::is_blank;

/// An `Appointment` of the patient with `doctor`.
pub(crate) fn build(
    subject: Subject,
    entry: &Entry,
    planned: &input::Appointment,
    doctor: Option<Uuid>,
) -> Built {
    let mut appointment = Appointment::builder()
        .status(status(planned.status))
        .participant(participants(subject.patient, doctor, &planned.companion)?)
        .build()?;
    head(&mut appointment, subject, entry, profile!("Appointment"))?;
    if !is_blank(&planned.reason) {
        appointment.reason_code = one(words(&planned.reason));
    }
    appointment.start = Some(instant(entry.measured_at)?);
    appointment.end = Some(instant(planned.end)?);
    appointment.comment = Some(entry.note.clone());
    Ok(appointment.into())
}

fn participants(
    patient: Uuid,
    doctor: Option<Uuid>,
    companion: &str,
) -> Result<Vec<Option<AppointmentParticipant>>, Unwritable> {
    let participant = || AppointmentParticipant::builder().status(ParticipationStatus::Accepted);
    let mut participants = Vec::new();
    for actor in [patient].into_iter().chain(doctor) {
        participants.push(Some(participant().actor(reference(actor)).build()?));
    }
    // Somebody who comes along has no resource of their own: the profile wants a name and a relationship there.
    if !is_blank(companion) {
        participants.push(Some(participant().r#type(one(words(companion))).build()?));
    }
    Ok(participants)
}

/// Source: `KBV_VS_MIO_DIGA_Appointment_Status`.
pub(crate) fn status(of: AppointmentStatus) -> codes::AppointmentStatus {
    match of {
        AppointmentStatus::Proposed => codes::AppointmentStatus::Proposed,
        AppointmentStatus::Booked => codes::AppointmentStatus::Booked,
        AppointmentStatus::Cancelled => codes::AppointmentStatus::Cancelled,
    }
}
