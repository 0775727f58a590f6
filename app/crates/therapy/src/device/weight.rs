//! The characteristic "Weight Measurement" (0x2A9D) of the Weight Scale Service (0x181D).

use jiff::civil::DateTime;
use rust_decimal::Decimal;

use super::bytes::Bytes;
use super::{DeviceError, time};
use crate::diary::Weight;

/// The service.
pub const SERVICE: u16 = 0x181D;
/// The characteristic.
pub const CHARACTERISTIC: u16 = 0x2A9D;

const IS_IMPERIAL: u8 = 1;
const HAS_TIME: u8 = 1 << 1;
const HAS_USER: u8 = 1 << 2;
const HAS_INDEX: u8 = 1 << 3;
/// The scale could not weigh.
const FAILED: u16 = 0xFFFF;

/// A weighing as the scale sent it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeightReading {
    /// The weight.
    pub weight: Weight,
    /// Local time by the clock of the scale.
    pub stamp: Option<DateTime>,
    /// The user of the scale, if it knows several.
    pub user: Option<u8>,
    /// Body mass index, if the scale knows the height.
    pub body_mass_index: Option<Decimal>,
    /// Height in centimetres that the scale works with.
    pub height_cm: Option<Decimal>,
}

impl WeightReading {
    /// Reads the characteristic: 5 g or 0.01 lb per step.
    ///
    /// # Errors
    /// Too many or too few bytes, a failed weighing, an impossible weight or time.
    pub fn parse(bytes: &[u8]) -> Result<Self, DeviceError> {
        let mut bytes = Bytes::new(bytes);
        let flags = bytes.u8()?;
        let has = |flag: u8| flags & flag != 0;
        let imperial = has(IS_IMPERIAL);
        let steps = bytes.u16()?;
        if steps == FAILED {
            return Err(DeviceError::Failed);
        }
        // A pound is 0.45359237 kg.
        let step = if imperial { Decimal::new(45_359_237, 10) } else { Decimal::new(5, 3) };
        let weight = Weight::from_kilograms(Decimal::from(steps) * step)?;
        let stamp = if has(HAS_TIME) { time::read(&mut bytes)? } else { None };
        let user = if has(HAS_USER) { Some(bytes.u8()?).filter(|user| *user != u8::MAX) } else { None };
        let (body_mass_index, height_cm) =
            if has(HAS_INDEX) { (index(bytes.u16()?), height(bytes.u16()?, imperial)) } else { (None, None) };
        bytes.end()?;
        Ok(Self { weight, stamp, user, body_mass_index, height_cm })
    }
}

/// A tenth per step; 0 means unknown.
fn index(steps: u16) -> Option<Decimal> {
    (steps != 0).then(|| Decimal::new(steps.into(), 1))
}

/// A millimetre or a tenth of an inch per step; 0 means unknown.
fn height(steps: u16, imperial: bool) -> Option<Decimal> {
    let step = if imperial { Decimal::new(254, 3) } else { Decimal::new(1, 1) };
    (steps != 0).then(|| (Decimal::from(steps) * step).normalize())
}
