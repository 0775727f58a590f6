//! What a run of a check is worth, and what an approval holds on to of it.

use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::{CheckRun, Moment, Outcome, Release, Standing};

impl CheckRun {
    pub(super) fn standing(&self, now: Moment, release: Option<&Release>) -> Standing {
        match self.outcome {
            Outcome::Failed { .. } => return Standing::Red,
            Outcome::NotChecked { .. } => return Standing::NotChecked,
            Outcome::Passed => {}
        }
        if self.expires <= now.at {
            return Standing::Expired;
        }
        if release.is_some_and(|release| *release != self.release) {
            return Standing::Stale;
        }
        Standing::Valid { until: Some(self.expires.to_zoned(TimeZone::UTC).date()) }
    }

    /// See [`super::Evidence::bound`].
    pub(super) fn bound(&self) -> Value {
        let mut bound = json!({
            "kind": "check", "check": self.check, "check_version": self.check_version,
            "version": self.release.version, "commit": self.release.commit,
            "passed": self.outcome == Outcome::Passed,
        });
        if let (Outcome::NotChecked { .. }, Some(members)) = (&self.outcome, bound.as_object_mut()) {
            members.insert("not_checked".to_owned(), true.into());
        }
        bound
    }
}
