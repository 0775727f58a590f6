//! The time stamp of devices: local time without a zone.

use jiff::civil::DateTime;

use super::DeviceError;
use super::bytes::Bytes;

/// Reads the seven bytes of a time stamp; `None` when the device does not know the time (all zero, or year, month or
/// day unknown).
///
/// Source: Bluetooth GATT, characteristic Date Time (0x2A08).
///
/// # Errors
/// Too few bytes, or a day or time that does not exist.
pub fn read(bytes: &mut Bytes<'_>) -> Result<Option<DateTime>, DeviceError> {
    let year = bytes.u16()?;
    let [month, day, hour, minute, second] = bytes.take::<5>()?;
    if year == 0 || month == 0 || day == 0 {
        return Ok(None);
    }
    let small = |value: u8| i8::try_from(value).map_err(|_| DeviceError::Clock);
    let year = i16::try_from(year).map_err(|_| DeviceError::Clock)?;
    if !(1582..=9999).contains(&year) {
        return Err(DeviceError::Clock);
    }
    DateTime::new(year, small(month)?, small(day)?, small(hour)?, small(minute)?, small(second)?, 0)
        .map(Some)
        .map_err(|_| DeviceError::Clock)
}
