//! Running checks one after the other.

use heilsam_compliance::checks::{Check, builtin};
use jiff::SignedDuration;

use super::checks;
use super::result::{CheckResult, Colour, FORMAT, Results};
use super::subject::Subject;
use super::verdict::Verdict;
use crate::clock::Clock;

/// How long one check may take.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(300);

/// Runs every check, or those named; `clock` tells when each began and ended, `told` hears of each as it ends.
///
/// # Errors
/// Only if the list of checks that was built in is broken.
pub async fn run(
    subject: &Subject,
    only: &[String],
    clock: &dyn Clock,
    mut told: impl FnMut(&CheckResult),
) -> Result<Results, serde_json::Error> {
    let started = clock.now();
    let mut results = Vec::new();
    for check in builtin()?.into_iter().filter(|check| only.is_empty() || only.contains(&check.id)) {
        let result = one(subject, &check, clock).await;
        told(&result);
        results.push(result);
    }
    Ok(Results {
        format: FORMAT.to_owned(),
        deployment: subject.keys.deployment_id(),
        url: subject.origin(),
        release: subject.build.release.clone(),
        started,
        ended: clock.now(),
        checks: results,
    })
}

/// Runs one check. Longer than its time is "not checked".
pub async fn one(subject: &Subject, check: &Check, clock: &dyn Clock) -> CheckResult {
    let started = clock.now();
    let verdict = match tokio::time::timeout(PATIENCE, checks::run(subject, check)).await {
        Ok(verdict) => verdict,
        Err(_) => Verdict::NotChecked {
            reason: format!("Die Prüfung dauerte länger als {} Sekunden.", PATIENCE.as_secs()),
        },
    };
    let ended = clock.now();
    let days = SignedDuration::from_hours(24 * i64::from(check.days));
    let (outcome, findings, seen) = match verdict {
        Verdict::Passed { seen } => (Colour::Passed, Vec::new(), seen),
        Verdict::Failed { findings, seen } => (Colour::Failed, findings, seen),
        Verdict::NotChecked { reason } => (Colour::NotChecked, vec![reason], Vec::new()),
    };
    CheckResult {
        check: check.id.clone(),
        check_version: check.version.clone(),
        title: check.title.text(heilsam_compliance::message::Language::German).to_owned(),
        started,
        ended,
        expires: ended.saturating_add(days).unwrap_or(ended),
        outcome,
        findings,
        seen,
        items: check.items.iter().cloned().collect(),
    }
}
