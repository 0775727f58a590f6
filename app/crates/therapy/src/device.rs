//! Measurements from Bluetooth devices: bytes in, diary entries out.
//!
//! Pure: the connection is made elsewhere. Every byte comes from outside and may be wrong.

pub mod bytes;
pub mod check;
pub mod facts;
pub mod mdc;
pub mod meters;
pub mod pressure;
pub mod session;
pub mod sfloat;
pub mod time;
pub mod weight;

use jiff::Timestamp;
use jiff::tz::Offset;

use crate::diary::{DeviceFacts, DeviceFlag, DiaryEntry, EntryError, FieldError, Measurement, Origin, Pulse};

pub use facts::Facts;
pub use mdc::Mdc;
pub use meters::{Meter, Meters};
pub use pressure::PressureReading;
pub use session::Session;
pub use weight::WeightReading;

/// Why bytes of a device are not a measurement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DeviceError {
    /// Fewer bytes than the flags announce.
    #[error("the device sent too little: measure again")]
    TooShort,
    /// More bytes than the flags announce.
    #[error("the device sent more than it announced: measure again")]
    TooLong,
    /// The device says that the measurement failed.
    #[error("the device could not measure: sit still, put the cuff on again, measure again")]
    Failed,
    /// The value is not a number that a person can have.
    #[error("the device sent an impossible value: measure again")]
    Impossible,
    /// The clock of the device is set to a day that does not exist.
    #[error("the clock of the device is wrong: set date and time on the device")]
    Clock,
    /// The measurement lies in the future.
    #[error("the clock of the device is ahead: set date and time on the device")]
    InFuture,
}

/// What is known about the device and the moment.
#[derive(Debug, Clone, Copy)]
pub struct Reception<'a> {
    /// Name that the device gives itself.
    pub name: &'a str,
    /// When the bytes arrived.
    pub received_at: Timestamp,
    /// Offset of the patient's clock from UTC, in minutes; devices know local time only.
    pub utc_offset_minutes: i16,
}

impl Reception<'_> {
    /// The moment of a local time stamp; without one, the moment of arrival.
    fn moment(&self, stamp: Option<jiff::civil::DateTime>) -> Result<Timestamp, DeviceError> {
        let Some(local) = stamp else {
            return Ok(self.received_at);
        };
        let offset = Offset::from_seconds(i32::from(self.utc_offset_minutes) * 60).unwrap_or(Offset::UTC);
        offset.to_timestamp(local).map_err(|_| DeviceError::Clock)
    }

    fn entry(
        &self,
        stamp: Option<jiff::civil::DateTime>,
        measurement: Measurement,
        flags: Vec<DeviceFlag>,
        codes: Vec<Mdc>,
    ) -> Result<DiaryEntry, DeviceError> {
        let name = facts::short(self.name);
        let origin = Origin::Device { name, flags, facts: DeviceFacts::default(), codes };
        DiaryEntry::new(self.moment(stamp)?, measurement, "", origin, self.received_at).map_err(|error| {
            match error {
                EntryError::InFuture => DeviceError::InFuture,
                EntryError::NoteTooLong | EntryError::NoteMissing => DeviceError::Impossible,
            }
        })
    }
}

impl PressureReading {
    /// The diary entry of the reading; a pulse that no person can have is left out, the pressure is kept.
    ///
    /// # Errors
    /// Values that no person can have, or a time in the future.
    pub fn to_entry(&self, reception: &Reception<'_>) -> Result<DiaryEntry, DeviceError> {
        let pulse = self.pulse.filter(|pulse| Pulse::new(*pulse, false).is_ok());
        let value = heilsam_domain::BloodPressure::new(self.systolic, self.diastolic, pulse)
            .map_err(|_| DeviceError::Impossible)?;
        let codes = Mdc::of_reading(pulse.is_some());
        reception.entry(self.stamp, Measurement::BloodPressure(value), self.flags.clone(), codes)
    }
}

impl WeightReading {
    /// The diary entry of the reading.
    ///
    /// # Errors
    /// A weight that no adult has, or a time in the future.
    pub fn to_entry(&self, reception: &Reception<'_>) -> Result<DiaryEntry, DeviceError> {
        reception.entry(self.stamp, Measurement::Weight(self.weight), Vec::new(), vec![Mdc::BodyMass])
    }
}

impl From<FieldError> for DeviceError {
    fn from(_: FieldError) -> Self {
        Self::Impossible
    }
}

#[cfg(test)]
mod tests;
