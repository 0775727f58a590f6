//! When the record is handed over by itself, and when that ends.
//!
//! Source: DiGAV Anlage 2 Interoperabilität: regular automatic transfer, set by the patient; it ends with the
//! prescription, and the patient is told before.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::insurant::Insurant;

/// How long before the end of the prescription the patient is told, in days.
pub const NOTICE_DAYS: i64 = 14;

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// How often the record is handed over by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Every {
    /// Every seven days.
    Week,
    /// Every thirty days.
    Month,
}

/// What the patient has set on this device, and what was done.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Settings {
    /// Whose record.
    #[serde(default)]
    pub insurant: Option<Insurant>,
    /// By itself; `None` only when the patient presses the button.
    #[serde(default)]
    pub every: Option<Every>,
    /// When the record was handed over last.
    #[serde(default)]
    pub last: Option<Timestamp>,
    /// When handing over by itself failed; `None` after it worked.
    #[serde(default)]
    pub failed: Option<Timestamp>,
    /// The end of a prescription that the patient was told of.
    #[serde(default)]
    pub told: Option<Timestamp>,
}

/// What the patient has to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// The prescription ends at this moment, and the automatic transfer with it.
    EndsSoon(Timestamp),
    /// It ended: nothing is handed over by itself any more.
    Ended(Timestamp),
}

impl Every {
    const fn days(self) -> i32 {
        match self {
            Self::Week => 7,
            Self::Month => 30,
        }
    }
}

impl Settings {
    /// Whether the record is due to be handed over by itself. `entitled_until` is the end of the prescription.
    #[must_use]
    pub fn is_due(&self, consented: bool, entitled_until: Option<Timestamp>, now: Timestamp) -> bool {
        let Some(every) = self.every.filter(|_| consented && self.insurant.is_some()) else { return false };
        if entitled_until.is_some_and(|end| end <= now) {
            return false;
        }
        let wait = DAY.saturating_mul(every.days());
        self.last.is_none_or(|last| last.checked_add(wait).is_ok_and(|due| due <= now))
    }

    /// What to tell the patient; nothing to somebody who set nothing, and nothing twice.
    #[must_use]
    pub fn notice(&self, entitled_until: Option<Timestamp>, now: Timestamp) -> Option<Notice> {
        let end = entitled_until.filter(|_| self.every.is_some())?;
        if end <= now {
            return Some(Notice::Ended(end));
        }
        let days = i32::try_from(NOTICE_DAYS).unwrap_or_default();
        let soon = end.checked_sub(DAY.saturating_mul(days)).is_ok_and(|from| from <= now);
        (soon && self.told != Some(end)).then_some(Notice::EndsSoon(end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        format!("2026-{text}T08:00:00Z").parse().unwrap()
    }

    fn weekly(last: Option<&str>) -> Settings {
        let insurant = Some(Insurant::parse("A123456780").unwrap());
        Settings { insurant, every: Some(Every::Week), last: last.map(at), failed: None, told: None }
    }

    #[test]
    fn without_consent_nothing_is_ever_due() {
        assert!(!weekly(None).is_due(false, None, at("03-01")));
        assert!(weekly(None).is_due(true, None, at("03-01")));
    }

    #[test]
    fn nothing_is_due_unless_the_patient_set_it() {
        let by_hand = Settings { every: None, ..weekly(None) };
        assert!(!by_hand.is_due(true, None, at("03-01")));
        assert!(!Settings { insurant: None, ..weekly(None) }.is_due(true, None, at("03-01")));
    }

    #[test]
    fn a_week_passes_between_two_transfers() {
        let settings = weekly(Some("03-01"));
        assert!(!settings.is_due(true, None, at("03-07")));
        assert!(settings.is_due(true, None, at("03-08")));
        let monthly = Settings { every: Some(Every::Month), ..settings };
        assert!(!monthly.is_due(true, None, at("03-30")));
        assert!(monthly.is_due(true, None, at("03-31")));
    }

    #[test]
    fn it_ends_with_the_prescription() {
        let end = Some(at("03-10"));
        assert!(weekly(None).is_due(true, end, at("03-09")));
        assert!(!weekly(None).is_due(true, end, at("03-10")));
        assert_eq!(weekly(None).notice(end, at("03-10")), Some(Notice::Ended(at("03-10"))));
    }

    #[test]
    fn the_patient_is_told_two_weeks_before_the_end_and_once() {
        let end = Some(at("03-20"));
        assert_eq!(weekly(None).notice(end, at("03-05")), None);
        assert_eq!(weekly(None).notice(end, at("03-06")), Some(Notice::EndsSoon(at("03-20"))));
        assert_eq!(Settings { told: end, ..weekly(None) }.notice(end, at("03-07")), None);
        let renewed = Settings { told: end, ..weekly(None) };
        assert!(renewed.notice(Some(at("06-20")), at("06-10")).is_some(), "a new prescription, a new notice");
        assert_eq!(Settings { every: None, ..weekly(None) }.notice(end, at("03-19")), None);
    }
}
