//! The 16-bit number of medical devices.
//!
//! Four bits of exponent (base ten) and twelve of mantissa, both two's complement; five mantissas are reserved.
//! Source: IEEE 11073-20601, SFLOAT-Type; Bluetooth Personal Health Devices Transcoding.

use rust_decimal::Decimal;

/// The numbers of an SFLOAT, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sfloat {
    /// A number, exact.
    Number(Decimal),
    /// Not a number: the device could not measure.
    NotANumber,
    /// Not at this resolution.
    NotAtThisResolution,
    /// Above what the device can measure.
    PlusInfinity,
    /// Below what the device can measure.
    MinusInfinity,
    /// Reserved for the future.
    Reserved,
}

impl Sfloat {
    /// Reads the sixteen bits.
    #[must_use]
    pub fn from_bits(bits: u16) -> Self {
        match bits & 0x0FFF {
            0x07FF => return Self::NotANumber,
            0x0800 => return Self::NotAtThisResolution,
            0x07FE => return Self::PlusInfinity,
            0x0802 => return Self::MinusInfinity,
            0x0801 => return Self::Reserved,
            _ => {}
        }
        let bits = bits.cast_signed();
        let mantissa = i64::from((bits << 4) >> 4);
        let exponent = i32::from(bits >> 12);
        let number = if exponent < 0 {
            Decimal::new(mantissa, exponent.unsigned_abs())
        } else {
            Decimal::from(mantissa * 10_i64.pow(exponent.unsigned_abs()))
        };
        Self::Number(number.normalize())
    }

    /// The number, if it is one.
    #[must_use]
    pub const fn number(self) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(number),
            Self::NotANumber
            | Self::NotAtThisResolution
            | Self::PlusInfinity
            | Self::MinusInfinity
            | Self::Reserved => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bits: u16) -> Option<String> {
        Sfloat::from_bits(bits).number().map(|number| number.to_string())
    }

    #[test]
    fn numbers_are_exact() {
        assert_eq!(text(0x0087).as_deref(), Some("135"));
        assert_eq!(text(0xF48A).as_deref(), Some("116.2"));
        assert_eq!(text(0xE48A).as_deref(), Some("11.62"));
        assert_eq!(text(0x1008).as_deref(), Some("80"));
        assert_eq!(text(0xF0B4).as_deref(), Some("18"));
        assert_eq!(text(0x0FFF).as_deref(), Some("-1"));
        assert_eq!(text(0x7001).as_deref(), Some("10000000"));
        assert_eq!(text(0x8001).as_deref(), Some("0.00000001"));
    }

    #[test]
    fn the_five_special_values_are_no_numbers() {
        assert_eq!(Sfloat::from_bits(0x07FF), Sfloat::NotANumber);
        assert_eq!(Sfloat::from_bits(0x0800), Sfloat::NotAtThisResolution);
        assert_eq!(Sfloat::from_bits(0x07FE), Sfloat::PlusInfinity);
        assert_eq!(Sfloat::from_bits(0x0802), Sfloat::MinusInfinity);
        assert_eq!(Sfloat::from_bits(0x0801), Sfloat::Reserved);
    }

    #[test]
    fn all_65536_patterns_are_read() {
        let numbers = (0..=u16::MAX).filter(|bits| Sfloat::from_bits(*bits).number().is_some()).count();
        assert_eq!(numbers, 65_536 - 5 * 16);
    }
}
