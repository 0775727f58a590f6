//! The numbers of a doctor and of a place of practice, and whether an account was proven to be a doctor's.
//!
//! Source: Richtlinie der KBV nach § 75 Absatz 7 SGB V zur Vergabe der Arzt-, Betriebsstätten- sowie der Praxisnetznummern.

use std::fmt;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// Nine digits.
const DIGITS: usize = 9;

/// Why a number cannot be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WrongNumber {
    /// Not nine digits.
    #[error("the number has nine digits")]
    Length,
    /// The check digit does not fit.
    #[error("the check digit does not fit")]
    CheckDigit,
}

/// A doctor's number (LANR): six digits, a check digit, two digits of the group.
#[derive(Clone, PartialEq, Eq)]
pub struct Lanr([u8; DIGITS]);

/// The number of a place of practice (BSNR): nine digits; it has no check digit.
#[derive(Clone, PartialEq, Eq)]
pub struct Bsnr([u8; DIGITS]);

impl Lanr {
    /// Reads a number, whatever stands between its digits.
    ///
    /// # Errors
    /// [`WrongNumber`].
    pub fn parse(text: &str) -> Result<Self, WrongNumber> {
        let digits = digits(text)?;
        let weights = [4, 9].into_iter().cycle();
        let sum: u32 = digits.iter().take(6).zip(weights).map(|(digit, by)| u32::from(*digit) * by).sum();
        let check = (10 - sum % 10) % 10;
        if digits.get(6).copied().map(u32::from) == Some(check) {
            Ok(Self(digits))
        } else {
            Err(WrongNumber::CheckDigit)
        }
    }
}

impl Bsnr {
    /// Reads a number, whatever stands between its digits.
    ///
    /// # Errors
    /// [`WrongNumber::Length`].
    pub fn parse(text: &str) -> Result<Self, WrongNumber> {
        digits(text).map(Self)
    }
}

impl fmt::Display for Lanr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_digits(&self.0, f)
    }
}

impl fmt::Display for Bsnr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_digits(&self.0, f)
    }
}

impl fmt::Debug for Lanr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Lanr(..)")
    }
}

impl fmt::Debug for Bsnr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Bsnr(..)")
    }
}

fn digits(text: &str) -> Result<[u8; DIGITS], WrongNumber> {
    let kept = text.chars().filter(|c| !c.is_whitespace() && *c != '-' && *c != '/');
    let digits: Option<Vec<u8>> = kept.map(|c| c.to_digit(10).and_then(|it| u8::try_from(it).ok())).collect();
    digits.and_then(|digits| digits.try_into().ok()).ok_or(WrongNumber::Length)
}

fn write_digits(digits: &[u8; DIGITS], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    digits.iter().try_for_each(|digit| write!(f, "{digit}"))
}

/// Two look at a proof before it counts: two different operators, or a signature of the doctor's card and one operator.
pub const EYES: u8 = 2;

/// After 30 days an account that registered without a code is erased when nothing was handed in, or it was refused.
pub const APPLICATION_TIME: SignedDuration = SignedDuration::from_hours(30 * 24);

/// How far the proof of being a doctor has come. Source: Anlage 31b BMV-Ä §§ 4(3), 5(1) no. 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum ProofState {
    /// Nothing was handed in.
    Missing,
    /// Handed in; `accepted` out of [`EYES`] found it right; a card counts as one of them.
    Waiting {
        /// When.
        handed_in_at: Timestamp,
        /// How many.
        accepted: u8,
        /// Whether a card is one of them.
        by_card: bool,
    },
    /// Found right by as many as it takes.
    Proven {
        /// Since when.
        since: Timestamp,
    },
    /// An operator found it wrong; another one can be handed in.
    Refused {
        /// When.
        at: Timestamp,
        /// What the operator wrote to the doctor.
        reason: String,
    },
}

impl ProofState {
    /// Whether a consultation may be held.
    #[must_use]
    pub const fn is_proven(&self) -> bool {
        matches!(self, Self::Proven { .. })
    }

    /// Whether a proof may be handed in now: not behind the back of operators who look at one, and not twice. A card looks at
    /// nothing: whoever mistyped a number beside it hands in anew.
    #[must_use]
    pub const fn takes_a_proof(&self) -> bool {
        matches!(
            self,
            Self::Missing
                | Self::Refused { .. }
                | Self::Waiting { accepted: 0, .. }
                | Self::Waiting { accepted: 1, by_card: true, .. }
        )
    }

    /// When an account that registered without a code at this time is erased by itself; never while operators have to decide,
    /// nor once it is proven.
    #[must_use]
    pub fn lapses_at(&self, registered_at: Timestamp) -> Option<Timestamp> {
        let since = match self {
            Self::Missing => registered_at,
            Self::Refused { at, .. } => *at,
            Self::Waiting { .. } | Self::Proven { .. } => return None,
        };
        since.saturating_add(APPLICATION_TIME).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_without_a_code_goes_after_thirty_days_unless_somebody_has_to_decide() {
        let day = |day: i64| Timestamp::from_second(day * 86_400).unwrap();
        let refused = ProofState::Refused { at: day(10), reason: String::new() };
        let waiting = ProofState::Waiting { handed_in_at: day(1), accepted: 0, by_card: false };
        assert_eq!(ProofState::Missing.lapses_at(day(0)), Some(day(30)));
        assert_eq!(refused.lapses_at(day(0)), Some(day(40)));
        assert_eq!(waiting.lapses_at(day(0)), None);
        assert_eq!(ProofState::Proven { since: day(2) }.lapses_at(day(0)), None);
    }

    #[test]
    fn a_doctors_number_has_a_check_digit() {
        assert_eq!(Lanr::parse("123 456 601").unwrap().to_string(), "123456601");
        assert_eq!(Lanr::parse("123465601"), Err(WrongNumber::CheckDigit));
        assert_eq!(Lanr::parse("999999100"), Err(WrongNumber::CheckDigit));
    }

    #[test]
    fn every_number_has_nine_digits() {
        for wrong in ["", "12345678", "1234567890", "12345678x", "١٢٣٤٥٦٦٠١"] {
            assert_eq!(Lanr::parse(wrong), Err(WrongNumber::Length));
            assert_eq!(Bsnr::parse(wrong), Err(WrongNumber::Length));
        }
        assert_eq!(Bsnr::parse("72-1234500").unwrap().to_string(), "721234500");
    }

    #[test]
    fn a_wrong_digit_among_the_first_seven_is_noticed() {
        let right: Vec<char> = "123456601".chars().collect();
        for place in 0..7 {
            for digit in ('0'..='9').filter(|digit| *digit != right[place]) {
                let mut wrong = right.clone();
                wrong[place] = digit;
                let found = Lanr::parse(&wrong.iter().collect::<String>());
                // Times four, digits that differ by five weigh the same: the published rule cannot see them.
                let unseen =
                    place % 2 == 0 && place < 6 && u32::from(digit).abs_diff(u32::from(right[place])) == 5;
                assert_eq!(found.is_ok(), unseen, "{wrong:?}");
            }
        }
    }

    #[test]
    fn numbers_do_not_reach_debug_output() {
        assert_eq!(format!("{:?}", Lanr::parse("123456601").unwrap()), "Lanr(..)");
    }

    #[test]
    fn a_proof_that_somebody_looks_at_is_not_replaced() {
        let at = Timestamp::UNIX_EPOCH;
        assert!(ProofState::Missing.takes_a_proof());
        let waiting = |accepted, by_card| ProofState::Waiting { handed_in_at: at, accepted, by_card };
        assert!(waiting(0, false).takes_a_proof());
        assert!(!waiting(1, false).takes_a_proof());
        assert!(waiting(1, true).takes_a_proof(), "no operator has looked at it");
        assert!(!waiting(2, true).takes_a_proof());
        assert!(!ProofState::Proven { since: at }.takes_a_proof());
        assert!(ProofState::Refused { at, reason: String::new() }.takes_a_proof());
    }
}
