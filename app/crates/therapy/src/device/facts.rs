//! What a device says about itself: name, maker, model, and what its clock shows.

use jiff::civil::DateTime;

use super::bytes::Bytes;
use super::time;

/// Manufacturer Name String of the Device Information Service (0x180A).
pub const MAKER: u16 = 0x2A29;
/// Model Number String of the Device Information Service (0x180A).
pub const MODEL: u16 = 0x2A24;
/// Current Time of the Current Time Service (0x1805).
pub const CURRENT_TIME: u16 = 0x2A2B;
/// Longest text that is kept, in characters.
const LIMIT: usize = 60;

/// A device, as far as it says who it is; what it does not say is empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// Name that it gives itself.
    pub name: String,
    /// Who made it.
    pub maker: String,
    /// Which model it is.
    pub model: String,
    /// What its clock showed when it was asked.
    pub clock: Option<DateTime>,
}

impl Facts {
    /// A device of which only the name is known.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self { name: short(name), ..Self::default() }
    }

    /// Takes in what it answered. What cannot be read is as if it had not been said.
    pub fn add(&mut self, characteristic: u16, bytes: &[u8]) {
        match characteristic {
            MAKER => self.maker = short(&String::from_utf8_lossy(bytes)),
            MODEL => self.model = short(&String::from_utf8_lossy(bytes)),
            CURRENT_TIME => self.clock = time::read(&mut Bytes::new(bytes)).ok().flatten(),
            _ => {}
        }
    }
}

/// A text of a device, or about one: one line of at most 60 characters.
#[must_use]
pub fn short(text: &str) -> String {
    text.trim().chars().filter(|each| !each.is_control()).take(LIMIT).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_device_says_who_it_is_and_what_its_clock_shows() {
        let mut facts = Facts::named(" BM\u{7} 77 ");
        facts.add(MAKER, b"Beispiel AG\0");
        facts.add(MODEL, "M".repeat(200).as_bytes());
        // 2026-03-01 07:30:15, Sunday, half a second, set by hand.
        facts.add(CURRENT_TIME, &[0xEA, 0x07, 3, 1, 7, 30, 15, 7, 128, 1]);
        assert_eq!((facts.name.as_str(), facts.maker.as_str()), ("BM 77", "Beispiel AG"));
        assert_eq!(facts.model.len(), LIMIT);
        assert_eq!(facts.clock, Some(date(2026, 3, 1).at(7, 30, 15, 0)));
    }

    #[test]
    fn what_cannot_be_read_was_not_said() {
        let mut facts = Facts::named("");
        facts.add(MAKER, &[0xFF, 0xFE]);
        facts.add(CURRENT_TIME, &[0xEA, 0x07, 13, 1, 7, 30, 15]);
        facts.add(CURRENT_TIME, &[1]);
        facts.add(0x2A25, b"serial number");
        assert_eq!(facts.clock, None);
        assert_eq!((facts.name.as_str(), facts.model.as_str()), ("", ""));
    }
}
