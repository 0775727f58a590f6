//! Vital signs that are one number, and how glucose was measured.

use serde::{Deserialize, Serialize};

use crate::Decimal;

/// A vital sign or body measure that is one number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Vital {
    /// Body weight in kilograms.
    Weight(Decimal),
    /// Body height in centimetres.
    Height(Decimal),
    /// Body temperature in degrees Celsius.
    Temperature(Decimal),
    /// Oxygen saturation measured by pulse oximetry, in percent.
    OxygenSaturation(Decimal),
    /// Breaths per minute.
    RespiratoryRate(Decimal),
    /// Glucose concentration.
    Glucose {
        /// The number, in `unit`.
        value: Decimal,
        /// The unit of the number.
        unit: GlucoseUnit,
        /// What was measured.
        #[serde(default)]
        sample: GlucoseSample,
    },
}

/// Unit of a glucose concentration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GlucoseUnit {
    /// mg/dL
    MilligramsPerDecilitre,
    /// mmol/L
    MillimolesPerLitre,
}

/// What a glucose meter measures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GlucoseSample {
    /// A drop of blood.
    #[default]
    Blood,
    /// Interstitial fluid, by a sensor under the skin.
    Interstitial,
}

impl Vital {
    /// The number.
    #[must_use]
    pub fn value(&self) -> &Decimal {
        match self {
            Self::Weight(value)
            | Self::Height(value)
            | Self::Temperature(value)
            | Self::OxygenSaturation(value)
            | Self::RespiratoryRate(value)
            | Self::Glucose { value, .. } => value,
        }
    }
}
