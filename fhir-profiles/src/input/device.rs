//! A device that measured values.

use serde::{Deserialize, Serialize};

/// A device of the patient's that measured values; what is not known is empty.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Device {
    /// What it measures with.
    pub kind: DeviceKind,
    /// Name that the device gives itself, or that the maker's recorder gives it.
    #[serde(default)]
    pub name: String,
    /// Its maker.
    #[serde(default)]
    pub manufacturer: String,
    /// Model number.
    #[serde(default)]
    pub model: String,
    /// Serial number.
    #[serde(default)]
    pub serial: String,
}

/// What a device is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeviceKind {
    /// A blood pressure monitor.
    BloodPressureMonitor,
    /// A scale for people.
    Scale,
}
