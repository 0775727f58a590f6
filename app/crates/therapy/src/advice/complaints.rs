//! Complaints that are asked for after a dangerous value.

use serde::{Deserialize, Serialize};

/// A complaint next to a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Complaint {
    /// Pain or pressure in the chest.
    ChestPain,
    /// Shortness of breath at rest.
    Breathless,
    /// Paralysis or numbness of a side, a hanging corner of the mouth.
    Paralysis,
    /// Trouble speaking or understanding.
    Speech,
    /// Sudden trouble seeing.
    Vision,
    /// Sudden, most severe headache.
    WorstHeadache,
    /// Confusion, drowsiness or a seizure.
    Confusion,
    /// Sudden, tearing pain in back or belly.
    TearingPain,
    /// Fainting.
    Fainting,
    /// Dizziness.
    Dizziness,
    /// Headache as known.
    Headache,
    /// Palpitations.
    Palpitations,
}

impl Complaint {
    /// All complaints, the dangerous ones first.
    pub const ALL: [Self; 12] = [
        Self::ChestPain,
        Self::Breathless,
        Self::Paralysis,
        Self::Speech,
        Self::Vision,
        Self::WorstHeadache,
        Self::Confusion,
        Self::TearingPain,
        Self::Fainting,
        Self::Dizziness,
        Self::Headache,
        Self::Palpitations,
    ];

    /// Whether 112 is to be called whatever the values are: signs of stroke, heart attack, lung oedema or a torn vessel.
    ///
    /// Source: Nationale VersorgungsLeitlinie Hypertonie 2023; Deutsche Schlaganfall-Gesellschaft; Deutsche Herzstiftung.
    #[must_use]
    pub const fn is_emergency(self) -> bool {
        matches!(
            self,
            Self::ChestPain
                | Self::Breathless
                | Self::Paralysis
                | Self::Speech
                | Self::Vision
                | Self::WorstHeadache
                | Self::Confusion
                | Self::TearingPain
        )
    }
}
