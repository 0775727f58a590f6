//! Where values come from.

use serde::{Deserialize, Serialize};

use crate::device::mdc::Mdc;

/// Who or what gave the values of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(tag = "from", rename_all = "kebab-case")]
pub enum Origin {
    /// The patient typed them.
    #[default]
    Typed,
    /// A device sent them.
    Device {
        /// Name that the device gives itself; at most 60 characters.
        name: String,
        /// What the device noticed while measuring.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        flags: Vec<DeviceFlag>,
        /// What else is known about it.
        #[serde(default, skip_serializing_if = "DeviceFacts::is_empty")]
        facts: DeviceFacts,
        /// What the values are in the nomenclature of devices; none in entries from before they were kept.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        codes: Vec<Mdc>,
    },
    /// Read from a file.
    File {
        /// Line of the file, counted from 1.
        line: u32,
        /// What a device noticed while measuring, as far as the file says it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        flags: Vec<DeviceFlag>,
    },
}

/// Who made a device, and which one it is; what is not known is empty. At most 60 characters each.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DeviceFacts {
    /// The maker.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub manufacturer: String,
    /// Model number.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub model: String,
    /// Serial number.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub serial: String,
}

impl DeviceFacts {
    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        [&self.manufacturer, &self.model, &self.serial].into_iter().all(String::is_empty)
    }
}

/// What a blood pressure device noticed while measuring.
///
/// Source: Bluetooth Blood Pressure Profile, Measurement Status of characteristic 0x2A35.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeviceFlag {
    /// Body moved.
    BodyMoved,
    /// Cuff was too loose.
    CuffTooLoose,
    /// The pulse was irregular.
    IrregularPulse,
    /// Pulse above what the device can measure.
    PulseTooFast,
    /// Pulse below what the device can measure.
    PulseTooSlow,
    /// The cuff was not at the height of the heart.
    WrongPosition,
}

impl Origin {
    /// Whether the patient typed the values.
    #[must_use]
    pub fn is_typed(&self) -> bool {
        *self == Self::Typed
    }

    /// Whether the device noticed this.
    #[must_use]
    pub fn has(&self, flag: DeviceFlag) -> bool {
        match self {
            Self::Typed => false,
            Self::Device { flags, .. } | Self::File { flags, .. } => flags.contains(&flag),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_device_noticed_counts_in_a_file_as_well() {
        let of = |flags| Origin::File { line: 3, flags };
        assert!(of(vec![DeviceFlag::IrregularPulse]).has(DeviceFlag::IrregularPulse));
        assert!(!of(Vec::new()).has(DeviceFlag::IrregularPulse));
        assert_eq!(serde_json::to_string(&of(Vec::new())).unwrap(), r#"{"from":"file","line":3}"#);
        let before: Origin = serde_json::from_str(r#"{"from":"file","line":3}"#).unwrap();
        assert_eq!(before, of(Vec::new()), "as it was stored before");
    }
}
