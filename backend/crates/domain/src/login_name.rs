//! The name a person chooses for logging in with a passphrase.

use std::fmt;

/// A normalised login name: trimmed, lower case, 3 to 64 characters. The server never stores it, only a keyed hash.
#[derive(Clone, PartialEq, Eq)]
pub struct LoginName(String);

/// Why a text cannot be a login name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LoginNameError {
    /// Fewer than three characters.
    #[error("a login name has at least 3 characters")]
    TooShort,
    /// More than 64 characters.
    #[error("a login name has at most 64 characters")]
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
}
