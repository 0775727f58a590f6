//! The name for logging in with a passphrase: what a person wishes, with digits behind it.

use std::fmt;

/// A normalised login name: trimmed, lower case, 3 to 64 characters. The server never stores it, only a keyed hash.
#[derive(Clone, PartialEq, Eq)]
pub struct LoginName(String);

/// What a person would like to be called at the login: a [`LoginName`] of 3 to 58 characters, so that digits fit behind it.
#[derive(Clone, PartialEq, Eq)]
pub struct WishedName(LoginName);

/// How many digits stand behind a wished name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Digits {
    /// `-0815`, the usual.
    Four,
    /// `-00815`, where names with four are rare.
    Five,
}

/// Why a text cannot be a login name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LoginNameError {
    /// Fewer than three characters.
    #[error("a login name has at least 3 characters")]
    TooShort,
    /// More than 64 characters, or 58 of a wished name.
    #[error("a login name has at most 64 characters, without its digits 58")]
    TooLong,
    /// Control characters or blanks inside.
    #[error("a login name has no blanks inside")]
    Blank,
}

impl LoginName {
    /// Reads a login name; case does not matter.
    ///
    /// # Errors
    /// [`LoginNameError`] says what to change.
    pub fn parse(text: &str) -> Result<Self, LoginNameError> {
        let name = text.trim().to_lowercase();
        if name.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Err(LoginNameError::Blank);
        }
        match name.chars().count() {
            0..3 => Err(LoginNameError::TooShort),
            3..=64 => Ok(Self(name)),
            _ => Err(LoginNameError::TooLong),
        }
    }

    /// The normalised name.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for LoginName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LoginName(..)")
    }
}

impl WishedName {
    /// What a [`LoginName`] has room for in front of a dash and five digits.
    const LONGEST: usize = 58;

    /// Reads a wish; case does not matter.
    ///
    /// # Errors
    /// [`LoginNameError`] says what to change.
    pub fn parse(text: &str) -> Result<Self, LoginNameError> {
        let name = LoginName::parse(text)?;
        if name.0.chars().count() > Self::LONGEST { Err(LoginNameError::TooLong) } else { Ok(Self(name)) }
    }

    /// The normalised wish.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose()
    }

    /// The login name: the wish, a dash, and the last digits of `number`. Also behind a wish that ends in digits.
    #[must_use]
    pub fn with_digits(&self, digits: Digits, number: u64) -> LoginName {
        let wish = self.expose();
        LoginName(match digits {
            Digits::Four => format!("{wish}-{:04}", number % 10_000),
            Digits::Five => format!("{wish}-{:05}", number % 100_000),
        })
    }
}

impl fmt::Debug for WishedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WishedName(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_outer_blanks_do_not_matter() {
        assert_eq!(LoginName::parse(" Erika "), LoginName::parse("erika"));
    }

    #[test]
    fn the_error_says_what_to_change() {
        assert_eq!(LoginName::parse("ab"), Err(LoginNameError::TooShort));
        assert_eq!(LoginName::parse(&"x".repeat(65)), Err(LoginNameError::TooLong));
        assert_eq!(LoginName::parse("erika m"), Err(LoginNameError::Blank));
    }

    #[test]
    fn digits_stand_behind_every_wish() {
        let name = |wish: &str, digits, number| {
            WishedName::parse(wish).map(|wish| wish.with_digits(digits, number).expose().to_owned())
        };
        assert_eq!(name(" Erika ", Digits::Four, 7_120_815).as_deref(), Ok("erika-0815"));
        assert_eq!(name("erika-0815", Digits::Four, 42).as_deref(), Ok("erika-0815-0042"));
        assert_eq!(name("erika", Digits::Five, 7_120_815).as_deref(), Ok("erika-20815"));
    }

    #[test]
    fn the_longest_wish_has_room_for_its_digits() {
        let wish = WishedName::parse(&"x".repeat(58)).unwrap();
        let name = wish.with_digits(Digits::Five, 0);
        assert_eq!(LoginName::parse(name.expose()), Ok(name));
        assert_eq!(WishedName::parse(&"x".repeat(59)), Err(LoginNameError::TooLong));
    }
}
