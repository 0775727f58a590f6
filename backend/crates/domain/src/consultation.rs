//! The life of a consultation as the server sees it; what happens inside the call it cannot see.

use serde::{Deserialize, Serialize};

/// State of a consultation on the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum ConsultationState {
    /// Invitation made; nobody has come yet.
    Planned,
    /// Somebody was in the room at least once.
    Opened,
    /// The doctor ended it.
    Ended,
    /// The practice cancelled it before it began.
    Cancelled,
    /// Its time is over.
    Expired,
}

/// The step is not possible from the present state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not possible: the consultation is {from:?}")]
pub struct ImpossibleStep {
    /// The present state.
    pub from: ConsultationState,
}

impl ConsultationState {
    /// All states.
    pub const ALL: [Self; 5] = [Self::Planned, Self::Opened, Self::Ended, Self::Cancelled, Self::Expired];

    /// The name used on the wire and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Opened => "opened",
            Self::Ended => "ended",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
        }
    }

    /// The state with this name, if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }

    /// Whether participants may still enter.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Planned | Self::Opened)
    }

    /// Somebody enters the room.
    ///
    /// # Errors
    /// [`ImpossibleStep`] once it is over.
    pub const fn enter(self) -> Result<Self, ImpossibleStep> {
        if self.is_open() { Ok(Self::Opened) } else { Err(ImpossibleStep { from: self }) }
    }

    /// The doctor ends it.
    ///
    /// # Errors
    /// [`ImpossibleStep`] unless it was opened.
    pub const fn end(self) -> Result<Self, ImpossibleStep> {
        match self {
            Self::Opened => Ok(Self::Ended),
            Self::Planned | Self::Ended | Self::Cancelled | Self::Expired => {
                Err(ImpossibleStep { from: self })
            }
        }
    }

    /// The practice cancels it.
    ///
    /// # Errors
    /// [`ImpossibleStep`] once it is over.
    pub const fn cancel(self) -> Result<Self, ImpossibleStep> {
        if self.is_open() { Ok(Self::Cancelled) } else { Err(ImpossibleStep { from: self }) }
    }

    /// Its time is over.
    ///
    /// # Errors
    /// [`ImpossibleStep`] if it is over already.
    pub const fn expire(self) -> Result<Self, ImpossibleStep> {
        if self.is_open() { Ok(Self::Expired) } else { Err(ImpossibleStep { from: self }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_consultation_that_is_over_stays_over() {
        for state in [ConsultationState::Ended, ConsultationState::Cancelled, ConsultationState::Expired] {
            let refused = Err(ImpossibleStep { from: state });
            assert_eq!(state.enter(), refused);
            assert_eq!(state.end(), refused);
            assert_eq!(state.cancel(), refused);
            assert_eq!(state.expire(), refused);
        }
    }

    #[test]
    fn the_usual_way() {
        let opened = ConsultationState::Planned.enter().unwrap();
        assert_eq!(opened.enter(), Ok(ConsultationState::Opened));
        assert_eq!(opened.end(), Ok(ConsultationState::Ended));
    }

    #[test]
    fn what_nobody_entered_cannot_be_ended() {
        assert!(ConsultationState::Planned.end().is_err());
    }
}
