//! A guest's place in a call of several: takes rosters of the verified doctor, the newest counts.

use heilsam_crypto::vsp1::DoctorKeyHash;
use heilsam_crypto::vsp1::pair::vouched;

use super::roster::Roster;
use super::said::{Links, Said};

/// Why a roster was not taken. What was there before stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// Not signed by the doctor whom this device has verified, or changed on the way.
    NotTheDoctor,
    /// Older than one that was shown, or another one of the same number.
    Replayed,
    /// Too many people, somebody twice, or not readable.
    Malformed,
}

/// The place. `Debug` shows nothing of a letter: names and passes stand in it.
#[derive(Default)]
pub struct Place {
    shown: Option<(Roster, Vec<u8>)>,
}

impl Place {
    /// Takes a letter of the doctor; `true` when there is something new to show.
    ///
    /// # Errors
    /// [`Refused`]
    pub fn take(&mut self, letter: &[u8], doctor: DoctorKeyHash) -> Result<bool, Refused> {
        let text = vouched(letter, doctor).map_err(|_| Refused::NotTheDoctor)?;
        let roster = Roster::read(text).map_err(|_| Refused::Malformed)?;
        match &self.shown {
            Some((before, bytes)) if roster.version <= before.version => {
                // The doctor repeats it until it was answered.
                if bytes == text { Ok(false) } else { Err(Refused::Replayed) }
            }
            Some(_) | None => {
                self.shown = Some((roster, text.to_vec()));
                Ok(true)
            }
        }
    }

    /// What counts now.
    #[must_use]
    pub fn roster(&self) -> Option<&Roster> {
        self.shown.as_ref().map(|(roster, _)| roster)
    }

    /// What to answer, once the roster is on the screen.
    #[must_use]
    pub fn answer(&self, links: Links) -> Option<Vec<u8>> {
        let (roster, _) = self.shown.as_ref()?;
        Some(Said { group: roster.group, version: roster.version, links }.to_bytes())
    }
}

impl std::fmt::Debug for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Place({:?})", self.roster())
    }
}
