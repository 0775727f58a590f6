//! An appointment.

use uuid::Uuid;

use super::observation::{Subject, head};
use super::{instant, profile, reference};
use crate::input::{Appointment, AppointmentStatus, Entry};
use crate::text;
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
    if !text::is_blank(&appointment.reason) {
        writer.list("reasonCode", [&appointment.reason], |writer, reason| writer.text("text", reason));
    }
    writer.token("start", &instant(entry.measured_at));
    writer.token("end", &instant(appointment.end));
    writer.text("comment", &entry.note);
    writer.begin_list("participant");
    for actor in [subject.patient].into_iter().chain(doctor) {
        writer.item("participant", |writer| {
            reference(writer, "actor", actor);
            writer.token("status", "accepted");
        });
    }
    // Somebody who comes along has no resource of their own: the profile wants a name and a relationship there.
    if !text::is_blank(&appointment.companion) {
        writer.item("participant", |writer| {
            writer.list("type", [&appointment.companion], |writer, who| writer.text("text", who));
            writer.token("status", "accepted");
        });
    }
    writer.end_list("participant");
}

/// Source: `KBV_VS_MIO_DIGA_Appointment_Status`.
pub(crate) fn status_code(status: AppointmentStatus) -> &'static str {
    match status {
        AppointmentStatus::Proposed => "proposed",
        AppointmentStatus::Booked => "booked",
        AppointmentStatus::Cancelled => "cancelled",
    }
}
