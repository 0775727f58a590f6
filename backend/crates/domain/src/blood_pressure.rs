//! Blood pressure and pulse: what can be measured, what is unlikely, and what is dangerous.
//!
//! Source: DiGAV Anlage 2, Patientensicherheit 5 and Robustheit 3 (plausibility before use); limits of severe hypertension
//! (180/110 mmHg): Nationale VersorgungsLeitlinie Hypertonie 2023; hypotension below 90 mmHg systolic.

use serde::{Deserialize, Serialize};

/// A measurement as typed: text of each field, nothing checked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BloodPressureDraft {
    /// Upper value, mmHg.
    pub systolic: String,
    /// Lower value, mmHg.
    pub diastolic: String,
    /// Pulse, beats per minute; may be empty.
    pub pulse: String,
}

/// A measurement that a device can have shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Values")]
pub struct BloodPressure {
    systolic: u16,
    diastolic: u16,
    pulse: Option<u16>,
}

#[derive(Deserialize)]
struct Values {
    systolic: u16,
    diastolic: u16,
    pulse: Option<u16>,
}

/// The field that an error belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Upper value.
    Systolic,
    /// Lower value.
    Diastolic,
    /// Pulse.
    Pulse,
}

/// Why a draft is not a measurement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BloodPressureError {
    /// A required field is empty.
    #[error("{0:?} is missing")]
    Missing(Field),
    /// The text is not a whole number.
    #[error("{0:?} is not a whole number")]
    NotANumber(Field),
    /// Outside what devices measure.
    #[error("{field:?} must be between {min} and {max}")]
    OutOfRange {
        /// Which field.
        field: Field,
        /// Smallest possible value.
        min: u16,
        /// Largest possible value.
        max: u16,
    },
    /// The upper value is not above the lower one: most likely they are swapped.
    #[error("the upper value must be above the lower value")]
    NotAbove,
}

/// Something unlikely that the patient is asked to look at once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Upper and lower value are less than 15 mmHg apart.
    CloseTogether,
    /// Upper and lower value are more than 110 mmHg apart.
    FarApart,
    /// Pulse below 40 or above 150 per minute.
    UnusualPulse,
}

/// What a measurement means for what the patient does next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Assessment {
    /// No action from this value alone.
    Unremarkable,
    /// Systolic below 90 mmHg.
    Low,
    /// From 140/90 mmHg.
    High,
    /// From 180 systolic or 110 diastolic: with complaints call 112, without measure again and call a doctor.
    Critical,
}

impl BloodPressureDraft {
    /// Checks the draft and makes a measurement of it.
    ///
    /// # Errors
    /// All errors at once, at most one per field, in the order of the fields.
    pub fn parse(&self) -> Result<BloodPressure, Vec<BloodPressureError>> {
        let systolic = read(Field::Systolic, &self.systolic);
        let diastolic = read(Field::Diastolic, &self.diastolic);
        let pulse =
            if self.pulse.trim().is_empty() { Ok(None) } else { read(Field::Pulse, &self.pulse).map(Some) };
        match (systolic, diastolic, pulse) {
            (Ok(systolic), Ok(diastolic), Ok(pulse)) => {
                BloodPressure::new(systolic, diastolic, pulse).map_err(|error| vec![error])
            }
            (systolic, diastolic, pulse) => {
                Err([systolic.err(), diastolic.err(), pulse.err()].into_iter().flatten().collect())
            }
        }
    }
}

impl BloodPressure {
    /// A measurement from numbers: mmHg, mmHg, beats per minute.
    ///
    /// # Errors
    /// [`BloodPressureError::OutOfRange`] or [`BloodPressureError::NotAbove`].
    pub fn new(systolic: u16, diastolic: u16, pulse: Option<u16>) -> Result<Self, BloodPressureError> {
        within(Field::Systolic, systolic)?;
        within(Field::Diastolic, diastolic)?;
        if let Some(pulse) = pulse {
            within(Field::Pulse, pulse)?;
        }
        if systolic <= diastolic {
            return Err(BloodPressureError::NotAbove);
        }
        Ok(Self { systolic, diastolic, pulse })
    }

    /// Upper value, mmHg.
    #[must_use]
    pub const fn systolic(self) -> u16 {
        self.systolic
    }

    /// Lower value, mmHg.
    #[must_use]
    pub const fn diastolic(self) -> u16 {
        self.diastolic
    }

    /// Beats per minute, if measured.
    #[must_use]
    pub const fn pulse(self) -> Option<u16> {
        self.pulse
    }

    /// What is unlikely about the measurement; empty for most.
    #[must_use]
    pub fn doubts(self) -> Vec<Doubt> {
        let apart = self.systolic - self.diastolic;
        let pulse_is_unusual = self.pulse.is_some_and(|pulse| !(40..=150).contains(&pulse));
        [
            (apart < 15).then_some(Doubt::CloseTogether),
            (apart > 110).then_some(Doubt::FarApart),
            pulse_is_unusual.then_some(Doubt::UnusualPulse),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// What the values mean for what to do next.
    #[must_use]
    pub const fn assess(self) -> Assessment {
        if self.systolic >= 180 || self.diastolic >= 110 {
            Assessment::Critical
        } else if self.systolic >= 140 || self.diastolic >= 90 {
            Assessment::High
        } else if self.systolic < 90 {
            Assessment::Low
        } else {
            Assessment::Unremarkable
        }
    }
}

impl TryFrom<Values> for BloodPressure {
    type Error = BloodPressureError;

    fn try_from(values: Values) -> Result<Self, BloodPressureError> {
        Self::new(values.systolic, values.diastolic, values.pulse)
    }
}

const fn limits(field: Field) -> (u16, u16) {
    match field {
        Field::Systolic => (50, 300),
        Field::Diastolic => (30, 200),
        Field::Pulse => (20, 250),
    }
}

fn within(field: Field, value: u16) -> Result<(), BloodPressureError> {
    let (min, max) = limits(field);
    if (min..=max).contains(&value) {
        Ok(())
    } else {
        Err(BloodPressureError::OutOfRange { field, min, max })
    }
}

fn read(field: Field, text: &str) -> Result<u16, BloodPressureError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(BloodPressureError::Missing(field));
    }
    if !text.chars().all(|c| c.is_ascii_digit()) {
        return Err(BloodPressureError::NotANumber(field));
    }
    let (min, max) = limits(field);
    let value = text.parse().map_err(|_| BloodPressureError::OutOfRange { field, min, max })?;
    within(field, value).map(|()| value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn draft(systolic: &str, diastolic: &str, pulse: &str) -> BloodPressureDraft {
        BloodPressureDraft { systolic: systolic.into(), diastolic: diastolic.into(), pulse: pulse.into() }
    }

    #[test]
    fn a_usual_measurement_is_taken() {
        let measured = draft(" 135", "85 ", "72").parse().unwrap();
        assert_eq!((measured.systolic(), measured.diastolic(), measured.pulse()), (135, 85, Some(72)));
        assert_eq!(draft("135", "85", "").parse().unwrap().pulse(), None);
    }

    #[test]
    fn every_wrong_field_is_named_at_once() {
        assert_eq!(
            draft("", "8x", "9999").parse(),
            Err(vec![
                BloodPressureError::Missing(Field::Systolic),
                BloodPressureError::NotANumber(Field::Diastolic),
                BloodPressureError::OutOfRange { field: Field::Pulse, min: 20, max: 250 },
            ])
        );
    }

    #[test]
    fn swapped_values_are_noticed() {
        assert_eq!(draft("80", "120", "").parse(), Err(vec![BloodPressureError::NotAbove]));
    }

    #[test]
    fn critical_values_start_at_180_or_110() {
        let assess = |systolic, diastolic| BloodPressure::new(systolic, diastolic, None).unwrap().assess();
        assert_eq!(assess(180, 90), Assessment::Critical);
        assert_eq!(assess(150, 110), Assessment::Critical);
        assert_eq!(assess(179, 109), Assessment::High);
        assert_eq!(assess(139, 89), Assessment::Unremarkable);
        assert_eq!(assess(89, 60), Assessment::Low);
    }

    #[test]
    fn unlikely_values_are_doubted_not_refused() {
        let doubts =
            |systolic, diastolic, pulse| BloodPressure::new(systolic, diastolic, pulse).unwrap().doubts();
        assert_eq!(doubts(120, 80, Some(70)), vec![]);
        assert_eq!(doubts(100, 90, Some(200)), vec![Doubt::CloseTogether, Doubt::UnusualPulse]);
        assert_eq!(doubts(200, 80, None), vec![Doubt::FarApart]);
    }

    #[test]
    fn stored_values_are_checked_when_read_back() {
        assert!(
            serde_json::from_str::<BloodPressure>(r#"{"systolic":80,"diastolic":120,"pulse":null}"#).is_err()
        );
    }

    proptest! {
        #[test]
        fn no_text_makes_parsing_panic(a in ".{0,8}", b in ".{0,8}", c in ".{0,8}") {
            let _ = draft(&a, &b, &c).parse();
        }
    }
}
