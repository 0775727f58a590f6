//! Sessions end: without use, at their limit however busy, and when their owner says so.

use heilsam_domain::Role;
use heilsam_protocol::path;
use jiff::SignedDuration;

use crate::evidence::{Findings, Outcome, Subject};

/// Longest times that are accepted: idle for patients, idle for others (minutes), in total (hours).
const LONGEST: (u32, u32, u32) = (30, 15, 24);

/// Lets time pass in a trial.
pub(in super::super) async fn check(subject: &Subject) -> Outcome {
    let mut findings = Findings::new();
    let set = &subject.config.sessions;
    for (name, value, most) in [
        ("idle_minutes_patient", set.idle_minutes_patient, LONGEST.0),
        ("idle_minutes_others", set.idle_minutes_others, LONGEST.1),
        ("absolute_hours", set.absolute_hours, LONGEST.2),
    ] {
        findings.demand(value <= most, || {
            format!("sessions.{name} ist {value}; höchstens {most} sind angemessen.")
        });
    }
    for (role, idle) in [(Role::Patient, set.idle_minutes_patient), (Role::Doctor, set.idle_minutes_others)] {
        let trial = subject.trials.start().await?;
        let person = trial.person(role, false).await?;
        let status = async || {
            Ok::<u16, crate::evidence::Obstacle>(
                trial.ask(Some(&person), "GET", path::ACCOUNT, None).await?.status.as_u16(),
            )
        };
        findings.demand(status().await? == 200, || format!("Eine frische Sitzung ({role}) gilt nicht."));
        trial.advance(SignedDuration::from_mins(i64::from(idle)));
        findings.demand(status().await? == 401, || {
            format!("Eine Sitzung ({role}) lebt nach {idle} Minuten ohne Benutzung weiter.")
        });

        let busy = trial.person(role, false).await?;
        let step = i64::from((idle / 2).max(1));
        let steps = i64::from(set.absolute_hours) * 60 / step;
        for _ in 0..=steps.min(3_000) {
            trial.advance(SignedDuration::from_mins(step));
            trial.ask(Some(&busy), "GET", path::ACCOUNT, None).await?;
        }
        let after = trial.ask(Some(&busy), "GET", path::ACCOUNT, None).await?.status.as_u16();
        findings.demand(after == 401, || {
            format!("Eine Sitzung ({role}) lebt länger als {} Stunden.", set.absolute_hours)
        });

        let leaving = trial.person(role, false).await?;
        trial.ask(Some(&leaving), "DELETE", path::SESSION_CURRENT, None).await?;
        let after = trial.ask(Some(&leaving), "GET", path::ACCOUNT, None).await?.status.as_u16();
        findings.demand(after == 401, || format!("Nach dem Abmelden ({role}) gilt die Sitzung weiter."));
        let everywhere = trial.person(role, false).await?;
        trial.ask(Some(&everywhere), "DELETE", path::SESSIONS, None).await?;
        let after = trial.ask(Some(&everywhere), "GET", path::ACCOUNT, None).await?.status.as_u16();
        findings
            .demand(after == 401, || format!("Nach „überall abmelden“ ({role}) gilt die Sitzung weiter."));
    }
    findings.saw("Untätigkeit, Höchstdauer, Abmelden und „überall abmelden“ für zwei Rollen.");
    findings.verdict()
}
