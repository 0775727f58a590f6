//! A choice from 1 to 5.

use serde::{Deserialize, Serialize};

/// One of five steps, from the least to the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum Rating {
    /// Lowest.
    One = 1,
    /// Low.
    Two,
    /// Middle.
    Three,
    /// High.
    Four,
    /// Highest.
    Five,
}

/// The number is not 1 to 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be 1 to 5")]
pub struct NotARating;

impl Rating {
    /// All five, lowest first.
    pub const ALL: [Self; 5] = [Self::One, Self::Two, Self::Three, Self::Four, Self::Five];
}

impl TryFrom<u8> for Rating {
    type Error = NotARating;

    fn try_from(number: u8) -> Result<Self, NotARating> {
        Self::ALL.into_iter().find(|rating| u8::from(*rating) == number).ok_or(NotARating)
    }
}

impl From<Rating> for u8 {
    fn from(rating: Rating) -> Self {
        rating as Self
    }
}
