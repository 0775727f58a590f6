//! What the fields that devices send are called in the nomenclature of medical devices ("MDC").
//!
//! Source: ISO/IEEE 11073-10101; Bluetooth SIG, Personal Health Devices Transcoding.

use serde::{Deserialize, Serialize};

use super::{pressure, weight};

/// A field of a characteristic that measures something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub enum Mdc {
    /// Upper blood pressure.
    Systolic,
    /// Lower blood pressure.
    Diastolic,
    /// Mean blood pressure.
    Mean,
    /// Pulse rate of the blood pressure monitor.
    PulseRate,
    /// Body mass.
    BodyMass,
    /// Body height that a scale works with.
    BodyHeight,
    /// Body mass index that a scale computes.
    BodyMassIndex,
}

/// What the nomenclature says about a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// Number of the characteristic that it stands in.
    pub characteristic: u16,
    /// Its code: 65,536 times the partition, and the number in it.
    pub code: u32,
    /// Its reference id.
    pub name: &'static str,
    /// Code of the unit in which we keep it, whatever the device sends.
    pub unit: u32,
    /// Reference id of the unit.
    pub unit_name: &'static str,
}

const MMHG: (u32, &str) = (266_016, "MDC_DIM_MMHG");
const PER_MINUTE: (u32, &str) = (264_864, "MDC_DIM_BEAT_PER_MIN");
const KILOGRAMS: (u32, &str) = (263_875, "MDC_DIM_KILO_G");
const CENTIMETRES: (u32, &str) = (263_441, "MDC_DIM_CENTI_M");
const KILOGRAMS_PER_SQUARE_METRE: (u32, &str) = (264_096, "MDC_DIM_KG_PER_M_SQ");

impl Mdc {
    /// All fields that are read.
    pub const ALL: [Self; 7] = [
        Self::Systolic,
        Self::Diastolic,
        Self::Mean,
        Self::PulseRate,
        Self::BodyMass,
        Self::BodyHeight,
        Self::BodyMassIndex,
    ];

    /// The fields of a blood pressure reading; the pulse where it came along.
    #[must_use]
    pub fn of_reading(has_pulse: bool) -> Vec<Self> {
        [Self::Systolic, Self::Diastolic].into_iter().chain(has_pulse.then_some(Self::PulseRate)).collect()
    }

    /// What the nomenclature says about it.
    #[must_use]
    pub const fn term(self) -> Term {
        match self {
            Self::Systolic => of_pressure(150_021, "MDC_PRESS_BLD_NONINV_SYS", MMHG),
            Self::Diastolic => of_pressure(150_022, "MDC_PRESS_BLD_NONINV_DIA", MMHG),
            Self::Mean => of_pressure(150_023, "MDC_PRESS_BLD_NONINV_MEAN", MMHG),
            Self::PulseRate => of_pressure(149_546, "MDC_PULS_RATE_NON_INV", PER_MINUTE),
            Self::BodyMass => of_weight(188_736, "MDC_MASS_BODY_ACTUAL", KILOGRAMS),
            Self::BodyHeight => of_weight(188_740, "MDC_LEN_BODY_ACTUAL", CENTIMETRES),
            Self::BodyMassIndex => {
                of_weight(188_752, "MDC_RATIO_MASS_BODY_LEN_SQ", KILOGRAMS_PER_SQUARE_METRE)
            }
        }
    }
}

const fn of_pressure(code: u32, name: &'static str, unit: (u32, &'static str)) -> Term {
    Term { characteristic: pressure::CHARACTERISTIC, code, name, unit: unit.0, unit_name: unit.1 }
}

const fn of_weight(code: u32, name: &'static str, unit: (u32, &'static str)) -> Term {
    Term { characteristic: weight::CHARACTERISTIC, code, name, unit: unit.0, unit_name: unit.1 }
}

/// A code that none of our fields has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no field has the code {0}")]
pub struct UnknownCode(u32);

impl TryFrom<u32> for Mdc {
    type Error = UnknownCode;

    fn try_from(code: u32) -> Result<Self, UnknownCode> {
        Self::ALL.into_iter().find(|field| field.term().code == code).ok_or(UnknownCode(code))
    }
}

impl From<Mdc> for u32 {
    fn from(field: Mdc) -> Self {
        field.term().code
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_field_has_a_code_of_its_own_and_comes_back_from_it() {
        let codes: BTreeSet<u32> = Mdc::ALL.into_iter().map(u32::from).collect();
        assert_eq!(codes.len(), Mdc::ALL.len());
        for field in Mdc::ALL {
            assert_eq!(Mdc::try_from(u32::from(field)), Ok(field));
            assert!(field.term().name.starts_with("MDC_") && field.term().unit_name.starts_with("MDC_DIM_"));
        }
        assert_eq!(Mdc::try_from(150_020), Err(UnknownCode(150_020)), "the panel is no field");
    }

    #[test]
    fn codes_are_made_of_partition_and_number() {
        // Vital signs are partition 2 (SCADA), units partition 4 (dimensions).
        for field in Mdc::ALL {
            assert_eq!((field.term().code >> 16, field.term().unit >> 16), (2, 4), "{field:?}");
        }
        let low = |field: Mdc| (field.term().code & 0xFFFF, field.term().unit & 0xFFFF);
        assert_eq!(low(Mdc::PulseRate), (0x482A, 2_720));
        assert_eq!(low(Mdc::BodyMass), (0xE140, 1_731));
        assert_eq!(low(Mdc::Systolic), (0x4A05, 3_872));
    }

    #[test]
    fn records_hold_the_numbers() {
        let json = serde_json::to_string(&[Mdc::Systolic, Mdc::BodyMass]).unwrap();
        assert_eq!(json, "[150021,188736]");
        assert_eq!(serde_json::from_str::<Vec<Mdc>>(&json).unwrap(), [Mdc::Systolic, Mdc::BodyMass]);
        assert!(serde_json::from_str::<Mdc>("1").is_err());
    }
}
