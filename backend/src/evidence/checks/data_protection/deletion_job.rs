//! The deletion job removes on the due day and not before, shown with a moved clock.

use heilsam_domain::{ConsultationState, Nameplate, Role, RoomId};
use heilsam_storage::consultations::ConsultationRow;
use jiff::SignedDuration;

use crate::clock::Clock;
use crate::evidence::{Findings, Outcome, Subject};
use crate::serve::sweep;

/// Puts a session and a consultation into a trial and lets time pass.
pub(in super::super) async fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    let trial = subject.trials.start().await?;
    let doctor = trial.person(Role::Doctor, false).await?;
    let (hour, day) = (SignedDuration::from_hours(1), SignedDuration::from_hours(24));
    let now = trial.clock.now();
    let row = ConsultationRow {
        room_id: RoomId::from_random(subject.entropy.bytes()),
        account_id: doctor.account,
        practice_id: None,
        nameplate: Nameplate::new(1234),
        state: ConsultationState::Planned,
        opens_at: now,
        closes_at: now.saturating_add(hour)?,
        sealed: vec![7; 64].into(),
        cancel_hash: None,
    };
    trial.state.store.add_consultation(&row).await?;
    let days = i64::from(subject.config.video.retention_days);
    let there = async || {
        let rows = trial.state.store.consultations(doctor.account, None, None).await?;
        Ok::<bool, heilsam_storage::StoreError>(!rows.is_empty())
    };
    trial.advance(hour + hour);
    sweep(&trial.state).await?;
    findings.demand(days == 0 || there().await?, || "Der Löschlauf löscht vor dem fälligen Tag.".to_owned());
    trial.advance(day * i32::try_from(days).unwrap_or(i32::MAX));
    let swept = sweep(&trial.state).await?;
    findings.demand(!there().await?, || {
        format!("Eine Videosprechstunde liegt nach {days} Tagen noch in der Datenbank.")
    });
    let overdue = trial.state.store.overdue(trial.clock.now(), now).await?;
    findings.demand(overdue.sessions == 0, || "Abgelaufene Sitzungen bleiben liegen.".to_owned());
    findings.saw(format!(
        "Nach {days} Tagen gelöscht: {} Sprechstunde, {} Sitzung.",
        swept.deleted, swept.sessions
    ));
    findings.verdict()
}
