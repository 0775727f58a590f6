//! An appointment.

use uuid::Uuid;

use super::observation::{Subject, head};
use super::{instant, profile, reference};
use crate::input::{Appointment, AppointmentStatus, Entry};
use crate::writer::Writer;

/// Writes an `Appointment` of the patient with `doctor`.
pub(crate) fn write<W: Writer>(
    writer: &mut W,
    subject: Subject,
    entry: &Entry,
    appointment: &Appointment,
    doctor: Option<Uuid>,
) {
    head(writer, subject, entry, profile!("Appointment"));
    writer.token("status", status_code(appointment.status));
    writer.token("start", &instant(entry.measured_at));
    writer.token("end", &instant(appointment.end));
    writer.text("comment", &entry.note);
    writer.list("participant", [subject.patient].into_iter().chain(doctor), |writer, actor| {
        reference(writer, "actor", actor);
        writer.token("status", "accepted");
    });
}

/// Source: `KBV_VS_MIO_DIGA_Appointment_Status`.
pub(crate) fn status_code(status: AppointmentStatus) -> &'static str {
    match status {
        AppointmentStatus::Proposed => "proposed",
        AppointmentStatus::Booked => "booked",
        AppointmentStatus::Cancelled => "cancelled",
    }
}
