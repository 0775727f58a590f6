//! What the practice is called on paper, and where that is kept: with the practice for all its members, or on this device.

use heilsam_client::client::MasterData;

use super::Desk;
use super::team::{Belonging, PracticeView};
use crate::account::trouble::Trouble;
use crate::practice::papers::Master;

/// The note that holds what was typed on this device.
const NOTE: &str = "papers";
/// Its name before; under that the device also noted which state of the practice it saw.
const NOTE_BEFORE: &str = "practice";

/// Who keeps what stands on the papers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keeper {
    /// This device, for itself: the account belongs to no practice, or it could not be read.
    Device,
    /// This account, as the main user of its practice, for everybody.
    Own,
    /// The main user of the practice, with this name.
    MainUser(String),
}

/// What stands on the papers, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// All of it.
    pub master: Master,
    /// What all members of the practice share of it; `None` before the main user kept it.
    pub shared: Option<MasterData>,
    /// Who may change what is shared.
    pub by: Keeper,
}

impl Desk {
    /// What the practice is called on paper; before the first time what the practice that one belongs to is called.
    ///
    /// # Errors
    /// As [`Self::kept_master`].
    pub async fn master(self) -> Result<Master, Trouble> {
        Ok(self.kept_master().await?.master)
    }

    /// What the practice is called on paper, and who keeps it. What the main user typed before the practice kept it is
    /// taken over for everybody, once.
    ///
    /// # Errors
    /// [`Trouble::Storage`] when the device cannot read; [`Trouble::Offline`] where it holds nothing itself.
    pub async fn kept_master(self) -> Result<Kept, Trouble> {
        let note = self.noted_master().await?;
        let on_device = |note: Master| Kept { master: note, shared: None, by: Keeper::Device };
        match self.practice().await {
            Ok(Belonging::Practice(view)) => Ok(self.of_practice(&view, note).await),
            Ok(_) => Ok(on_device(note)),
            Err(Trouble::Offline) if note.shared() != MasterData::default() => Ok(on_device(note)),
            Err(error) => Err(error),
        }
    }

    async fn of_practice(self, view: &PracticeView, note: Master) -> Kept {
        let led = view.is_led_here();
        let mut shared = view.master.clone();
        let typed = note.shared();
        let taken_over = led && shared.is_none() && typed != MasterData::default();
        // If not now, then the next time: it still lies on this device.
        if taken_over && self.share_master(None, &typed).await.is_ok() {
            shared = Some(typed);
        }
        let mut master = match &shared {
            // Whoever decides about it sees what the others see, and nothing else.
            Some(shared) if led => note.replaced_by(shared),
            Some(shared) => note.with(shared),
            None => note,
        };
        if master.practice.trim().is_empty() {
            master.practice.clone_from(&view.name);
        }
        let main_user = view.member(view.main_user).map(|member| member.name.clone());
        let by = if led { Keeper::Own } else { Keeper::MainUser(main_user.unwrap_or_default()) };
        Kept { master, shared, by }
    }

    /// Keeps what was typed, sealed on this device; what the practice keeps for everybody does not lie there a second time.
    ///
    /// # Errors
    /// [`Trouble::Storage`]: it has to be typed again.
    pub async fn keep_master(self, master: &Master, shared: Option<&MasterData>) -> Result<(), Trouble> {
        let beside = shared.map(|shared| master.clone().beside(shared));
        let text = serde_json::to_string(beside.as_ref().unwrap_or(master)).map_err(|_| Trouble::Storage)?;
        Ok(self.account.device()?.keep_device_note(NOTE, &text).await?)
    }

    /// Keeps what stands on the papers for everybody in the practice. `seen` is what the main user looked at.
    ///
    /// # Errors
    /// [`Trouble::Offline`]; [`Trouble::ChangedMeanwhile`] when something else was kept from another device; [`Trouble::Gone`]
    /// for anybody but the main user: nothing was kept.
    pub async fn share_master(self, seen: Option<&MasterData>, new: &MasterData) -> Result<(), Trouble> {
        let device = self.account.device()?;
        device.keep_master_data(seen, new).await.map_err(|error| self.account.trouble(error))
    }

    /// What the practice keeps for everybody now.
    ///
    /// # Errors
    /// [`Trouble::Offline`]; [`Trouble::Gone`] for somebody who belongs to none any more.
    pub async fn shared_master(self) -> Result<Option<MasterData>, Trouble> {
        match self.practice().await? {
            Belonging::Practice(view) => Ok(view.master),
            _ => Err(Trouble::Gone),
        }
    }

    async fn noted_master(self) -> Result<Master, Trouble> {
        let device = self.account.device()?;
        let note = match device.device_note(NOTE).await? {
            Some(text) => serde_json::from_str(&text).ok(),
            None => device.device_note(NOTE_BEFORE).await?.as_deref().and_then(of_before),
        };
        Ok(note.unwrap_or_default())
    }
}

/// What was typed, from the note of before; nothing if it holds which state of the practice was seen.
fn of_before(text: &str) -> Option<Master> {
    let fields: serde_json::Value = serde_json::from_str(text).ok()?;
    fields.get("address")?;
    serde_json::from_value(fields).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_from_before_is_taken_over_and_a_state_that_was_seen_is_no_name() {
        let typed = Master { practice: "Am Markt".to_owned(), ..Master::default() };
        assert_eq!(of_before(&serde_json::to_string(&typed).unwrap()), Some(typed));
        assert_eq!(
            of_before(r#"{"practice":"0196e0f2-0000-7000-8000-000000000000","number":3,"epoch":1}"#),
            None
        );
        assert_eq!(of_before("no note"), None);
    }
}
