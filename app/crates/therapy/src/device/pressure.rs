//! The characteristic "Blood Pressure Measurement" (0x2A35) of the Blood Pressure Service (0x1810).

use jiff::civil::DateTime;
use rust_decimal::{Decimal, RoundingStrategy};

use super::bytes::Bytes;
use super::sfloat::Sfloat;
use super::{DeviceError, time};
use crate::diary::DeviceFlag;

/// The service.
pub const SERVICE: u16 = 0x1810;
/// The characteristic.
pub const CHARACTERISTIC: u16 = 0x2A35;

const UNIT_IS_KILOPASCAL: u8 = 1;
const HAS_TIME: u8 = 1 << 1;
const HAS_PULSE: u8 = 1 << 2;
const HAS_USER: u8 = 1 << 3;
const HAS_STATUS: u8 = 1 << 4;

/// A reading as the device sent it, in mmHg and beats per minute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PressureReading {
    /// Upper value.
    pub systolic: u16,
    /// Lower value.
    pub diastolic: u16,
    /// Mean value, if the device computes it.
    pub mean: Option<u16>,
    /// Pulse, if measured.
    pub pulse: Option<u16>,
    /// Local time by the clock of the device.
    pub stamp: Option<DateTime>,
    /// The user button of the device; devices for one person send none.
    pub user: Option<u8>,
    /// What the device noticed.
    pub flags: Vec<DeviceFlag>,
}

impl PressureReading {
    /// Reads the characteristic.
    ///
    /// # Errors
    /// Too many or too few bytes, no number, or an impossible time.
    pub fn parse(bytes: &[u8]) -> Result<Self, DeviceError> {
        let mut bytes = Bytes::new(bytes);
        let flags = bytes.u8()?;
        let has = |flag: u8| flags & flag != 0;
        let kilopascal = has(UNIT_IS_KILOPASCAL);
        let systolic = pressure(bytes.u16()?, kilopascal)?.ok_or(DeviceError::Failed)?;
        let diastolic = pressure(bytes.u16()?, kilopascal)?.ok_or(DeviceError::Failed)?;
        let mean = pressure(bytes.u16()?, kilopascal)?;
        let stamp = if has(HAS_TIME) { time::read(&mut bytes)? } else { None };
        let pulse = if has(HAS_PULSE) { whole(bytes.u16()?, Decimal::ONE)? } else { None };
        let user = if has(HAS_USER) { Some(bytes.u8()?).filter(|user| *user != u8::MAX) } else { None };
        let flags = if has(HAS_STATUS) { status(bytes.u16()?) } else { Vec::new() };
        bytes.end()?;
        Ok(Self { systolic, diastolic, mean, pulse, stamp, user, flags })
    }
}

fn pressure(bits: u16, kilopascal: bool) -> Result<Option<u16>, DeviceError> {
    // 1 mmHg is 133.322 Pa.
    let mmhg_per_unit =
        if kilopascal { Decimal::ONE_THOUSAND / Decimal::new(133_322, 3) } else { Decimal::ONE };
    whole(bits, mmhg_per_unit)
}

/// `None` for "not a number" and its like; an error for numbers that no one can have.
fn whole(bits: u16, factor: Decimal) -> Result<Option<u16>, DeviceError> {
    let Some(number) = Sfloat::from_bits(bits).number() else {
        return Ok(None);
    };
    let rounded = (number * factor).round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    u16::try_from(rounded).map(Some).map_err(|_| DeviceError::Impossible)
}

fn status(bits: u16) -> Vec<DeviceFlag> {
    let bit = |index: u16, flag: DeviceFlag| (bits >> index & 1 == 1).then_some(flag);
    let range = match bits >> 3 & 0b11 {
        1 => Some(DeviceFlag::PulseTooFast),
        2 => Some(DeviceFlag::PulseTooSlow),
        _ => None,
    };
    let found = [
        bit(0, DeviceFlag::BodyMoved),
        bit(1, DeviceFlag::CuffTooLoose),
        bit(2, DeviceFlag::IrregularPulse),
        range,
        bit(5, DeviceFlag::WrongPosition),
    ];
    found.into_iter().flatten().collect()
}
