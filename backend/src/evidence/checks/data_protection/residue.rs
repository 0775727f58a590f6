//! Nothing lies in the database past the time for which it may be kept.

use jiff::SignedDuration;

use crate::config::LONGEST_RETENTION_DAYS;
use crate::evidence::{Findings, Outcome, Subject};

/// The deletion job runs every minute; so much later everything must be gone.
const GRACE: SignedDuration = SignedDuration::from_hours(1);

/// Counts what is overdue.
pub(in super::super) async fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    let days = subject.config.video.retention_days;
    findings.demand(days <= LONGEST_RETENTION_DAYS, || {
        format!(
            "Metadaten von Videosprechstunden bleiben {days} Tage; erlaubt sind {LONGEST_RETENTION_DAYS}."
        )
    });
    let before = subject.now.saturating_sub(GRACE)?;
    let closed = before.saturating_sub(SignedDuration::from_hours(24 * i64::from(days)))?;
    let overdue = subject.store.overdue(before, closed).await?;
    for (count, what) in [
        (overdue.sessions, "abgelaufene Sitzungen"),
        (overdue.registrations, "abgebrochene Registrierungen"),
        (overdue.consultations, "beendete Videosprechstunden"),
        (overdue.shares, "abgelaufene Freigaben"),
    ] {
        findings.demand(count == 0, || format!("{count} {what} liegen noch in der Datenbank."));
    }
    findings.saw("Sitzungen, Registrierungen, Videosprechstunden und Freigaben gezählt.");
    findings.verdict()
}
