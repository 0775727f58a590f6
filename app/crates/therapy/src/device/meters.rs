//! Devices whose numbers were compared with what they showed themselves, and when.
//!
//! A reading counts only after that: once, a person has seen that what arrives is what was measured. Source: DiGAV Anlage 2,
//! Robustheit 4. In practices, blood pressure monitors are checked every two years (MPBetreibV, Anlage 2); at home that is
//! advice and no duty.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Facts;

/// After so many seconds a new check is advised: two years.
const ADVISED_AFTER: i64 = 2 * 365 * 24 * 60 * 60;
/// Devices that are kept at most.
const MOST: usize = 20;

/// A device that was compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meter {
    name: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    maker: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    model: String,
    compared_at: Timestamp,
}

/// All of them, as one device of the person keeps them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Meters(Vec<Meter>);

impl Meter {
    /// When the person compared it last.
    #[must_use]
    pub const fn compared_at(&self) -> Timestamp {
        self.compared_at
    }

    /// Whether that is longer ago than two years.
    #[must_use]
    pub fn is_due(&self, now: Timestamp) -> bool {
        now.as_second() - self.compared_at.as_second() > ADVISED_AFTER
    }

    /// The same name, and no other maker or model where both are known.
    fn is(&self, facts: &Facts) -> bool {
        let agree = |one: &str, other: &str| one.is_empty() || other.is_empty() || one == other;
        self.name == facts.name && agree(&self.maker, &facts.maker) && agree(&self.model, &facts.model)
    }
}

impl Meters {
    /// The device, if it was compared. One that says neither its name nor its model is new each time.
    #[must_use]
    pub fn find(&self, facts: &Facts) -> Option<&Meter> {
        let says_who = !(facts.name.is_empty() && facts.model.is_empty());
        self.0.iter().find(|meter| says_who && meter.is(facts))
    }

    /// Remembers that a device was compared now.
    pub fn compared(&mut self, facts: &Facts, now: Timestamp) {
        self.0.retain(|meter| !meter.is(facts));
        let Facts { name, maker, model, .. } = facts.clone();
        self.0.push(Meter { name, maker, model, compared_at: now });
        let over = self.0.len().saturating_sub(MOST);
        self.0.drain(..over);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        format!("{text}T08:00:00Z").parse().unwrap()
    }

    fn facts(name: &str, model: &str) -> Facts {
        Facts { model: model.into(), ..Facts::named(name) }
    }

    #[test]
    fn a_device_is_known_after_it_was_compared_and_another_model_is_not() {
        let mut meters = Meters::default();
        assert_eq!(meters.find(&facts("BM 77", "A")), None);
        meters.compared(&facts("BM 77", "A"), at("2026-03-01"));
        assert_eq!(meters.find(&facts("BM 77", "A")).unwrap().compared_at(), at("2026-03-01"));
        assert!(meters.find(&facts("BM 77", "")).is_some(), "it need not say its model each time");
        assert_eq!(meters.find(&facts("BM 77", "B")), None);
        assert_eq!(meters.find(&facts("BM 54", "A")), None);
        meters.compared(&facts("BM 77", "A"), at("2026-04-01"));
        assert_eq!(meters.0.len(), 1);
        meters.compared(&facts("", ""), at("2026-04-01"));
        assert_eq!(meters.find(&facts("", "")), None, "any device could be meant");
    }

    #[test]
    fn after_two_years_a_check_is_advised() {
        let mut meters = Meters::default();
        meters.compared(&facts("BM 77", ""), at("2024-03-01"));
        let meter = meters.find(&facts("BM 77", "")).unwrap();
        assert!(!meter.is_due(at("2026-02-28")));
        assert!(meter.is_due(at("2026-03-02")));
    }

    #[test]
    fn the_list_comes_back_from_its_text_and_stays_short() {
        let mut meters = Meters::default();
        for number in 0..30 {
            meters.compared(&facts(&format!("BM {number}"), ""), at("2026-03-01"));
        }
        assert_eq!(meters.0.len(), MOST);
        assert!(meters.find(&facts("BM 29", "")).is_some() && meters.find(&facts("BM 0", "")).is_none());
        let text = serde_json::to_string(&meters).unwrap();
        assert_eq!(serde_json::from_str::<Meters>(&text).unwrap(), meters);
    }
}
