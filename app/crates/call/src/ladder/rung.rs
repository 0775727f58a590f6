//! How large a picture may be, and at which estimates of the line. All of those are in kbit/s.

use super::Picture;

/// Sizes of the picture, of a camera that makes 720 lines: 180, 180, 360, 720.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rung {
    Still,
    Small,
    Medium,
    Whole,
}

impl Rung {
    /// The rung for an estimate of the whole line, sound and packet headers included, in kbit/s.
    pub fn of(estimate: u32) -> Self {
        match estimate {
            700.. => Self::Whole,
            300.. => Self::Medium,
            95.. => Self::Small,
            _ => Self::Still,
        }
    }

    /// Below this estimate the rung is given up, in kbit/s: well below what it was taken at.
    pub fn least(self) -> u32 {
        match self {
            Self::Still => 0,
            Self::Small => 75,
            Self::Medium => 200,
            Self::Whole => 450,
        }
    }

    /// From this estimate on a lean picture may get all its bits, in kbit/s. As an estimate does not grow far beyond what is sent,
    /// it lies within one and a half times that.
    pub fn more(self) -> u32 {
        match self {
            Self::Small => 135,
            Self::Medium => 350,
            Self::Still | Self::Whole => u32::MAX,
        }
    }

    /// From this estimate on a test is worth its breath, in kbit/s.
    pub fn promising(self) -> u32 {
        match self {
            Self::Small => 150,
            Self::Medium => 600,
            Self::Still | Self::Whole => u32::MAX,
        }
    }

    /// Only a test shows such an estimate, in kbit/s: left alone, it does not grow so far beyond what is sent.
    pub fn shown(self) -> u32 {
        match self {
            Self::Small => 300,
            Self::Medium => 1_000,
            Self::Still | Self::Whole => u32::MAX,
        }
    }

    pub fn picture(self) -> Picture {
        match self {
            Self::Still => Picture { divisor: 4, rate: Some(1), kbps: Some(super::LEAST_KBPS) },
            Self::Small => Picture { divisor: 4, rate: Some(10), kbps: Some(130) },
            Self::Medium => Picture { divisor: 2, rate: Some(20), kbps: Some(550) },
            Self::Whole => Picture::WHOLE,
        }
    }
}
