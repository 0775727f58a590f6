//! The practice with several people as the views see it, and what its main user does.

use std::collections::BTreeMap;

use dioxus::prelude::*;
use heilsam_domain::{AccountId, CredentialId, EnrolmentCode, JoiningId, RoomId};

pub use heilsam_client::client::{
    Accepted, Belonging, JoiningView, MemberDevice, Offer, PracticeMember, PracticeView,
};

use super::{Desk, InvitationView, use_desk};
use crate::account::access::{Access, use_account};
use crate::account::trouble::Trouble;
use crate::browser;
use crate::to_the_end::to_the_end;

/// After so many milliseconds it is read again when there was no connection.
const AGAIN: i32 = 15_000;

/// What this account belongs to, read once and after every change; copies share it.
#[derive(Clone, Copy, PartialEq)]
pub struct Team {
    state: Signal<Option<Result<Belonging, Trouble>>>,
    /// Grows whenever it is to be read again.
    wanted: Signal<u32>,
    /// Who holds which appointment: every entry of a calendar asks.
    places: Memo<Places>,
}

/// Doctors with their places in the list of doctors.
type Places = BTreeMap<AccountId, (usize, String)>;

/// Provides it to all views below.
pub fn use_team_provider() -> Team {
    let (desk, account) = (use_desk(), use_account());
    let team = use_context_provider(|| {
        let state = Signal::new(None::<Result<Belonging, Trouble>>);
        let places = Memo::new(move || match &*state.read() {
            Some(Ok(Belonging::Practice(view))) => places(view),
            _ => Places::new(),
        });
        Team { state, wanted: Signal::new(0), places }
    });
    let wanted = team.wanted;
    use_effect(move || {
        let (round, access) = (wanted(), account.access());
        let mut state = team.state;
        spawn(async move {
            let read = if access == Access::In { Some(desk.practice().await) } else { None };
            // What was read before still holds: nobody loses what they are typing to a gap in the connection.
            let is_known = matches!(&*state.peek(), Some(Ok(_)));
            if is_known && read == Some(Err(Trouble::Offline)) {
                return;
            }
            if *state.peek() != read {
                state.set(read);
            }
            // The calendar and the waiting room offer nothing to try again with.
            if *state.peek() == Some(Err(Trouble::Offline)) {
                browser::sleep(AGAIN).await;
                if *wanted.peek() == round {
                    team.reload();
                }
            }
        });
    });
    team
}

/// What this account belongs to.
pub fn use_team() -> Team {
    use_context()
}

impl Team {
    /// What is known now; `None` while it is being read.
    #[must_use]
    pub fn now(self) -> Option<Result<Belonging, Trouble>> {
        self.state.read().clone()
    }

    /// The practice, if the account belongs to one.
    #[must_use]
    pub fn practice(self) -> Option<PracticeView> {
        match &*self.state.read() {
            Some(Ok(Belonging::Practice(view))) => Some(view.as_ref().clone()),
            _ => None,
        }
    }

    /// Whether the main user of the practice has not released this device.
    #[must_use]
    pub fn device_waits(self) -> bool {
        matches!(&*self.state.read(), Some(Ok(Belonging::DeviceWaits)))
    }

    /// Whether this account registered without a code, and its proof of being a doctor was not found right yet.
    #[must_use]
    pub fn is_unproven(self) -> bool {
        matches!(&*self.state.read(), Some(Ok(Belonging::Unproven)))
    }

    /// Reads it again.
    pub fn reload(mut self) {
        self.wanted += 1;
    }

    /// Who holds an appointment, where that is not clear without saying it: place in the list of doctors, and name.
    #[must_use]
    pub fn doctor_of(self, entry: &InvitationView) -> Option<(usize, String)> {
        self.places.read().get(&entry.doctor).cloned()
    }
}

/// The places of the doctors; none where the reader is the only one.
fn places(practice: &PracticeView) -> Places {
    let numbered = practice.doctors().enumerate();
    let places: Places =
        numbered.map(|(place, doctor)| (doctor.account_id, (place, doctor.name.clone()))).collect();
    let alone = places.len() == 1 && places.contains_key(&practice.own);
    if alone { Places::new() } else { places }
}

/// The doctors to choose from, without this one.
#[must_use]
pub fn other_doctors(practice: &PracticeView, except: AccountId) -> Vec<(String, String)> {
    let others = practice.doctors().filter(|doctor| doctor.account_id != except);
    others.map(|doctor| (doctor.account_id.to_string(), doctor.name.clone())).collect()
}

/// Whether there is a doctor beside this one.
#[must_use]
pub fn has_other_doctor(practice: &PracticeView, except: AccountId) -> bool {
    practice.doctors().any(|doctor| doctor.account_id != except)
}

/// Whose appointments need the same person as this one.
#[must_use]
pub fn of_doctor(known: &[InvitationView], doctor: Option<AccountId>) -> Vec<InvitationView> {
    known.iter().filter(|entry| doctor.is_none_or(|doctor| entry.doctor == doctor)).cloned().collect()
}

impl Desk {
    /// The account at this device.
    #[must_use]
    pub fn own_account(self) -> Option<AccountId> {
        self.account.device().ok()?.account().map(|account| account.account_id)
    }

    /// What this account belongs to.
    ///
    /// # Errors
    /// [`Trouble::Offline`]; [`Trouble::Frozen`] for a practice that its main user did not sign.
    pub async fn practice(self) -> Result<Belonging, Trouble> {
        let device = self.account.device()?;
        device.practice().await.map_err(|error| self.account.trouble(error))
    }

    /// Founds a practice.
    ///
    /// # Errors
    /// [`Trouble::Gone`] for somebody who belongs to one already.
    pub async fn found_practice(self, name: &str, own_name: &str) -> Result<(), Trouble> {
        let device = self.account.device()?;
        device.found_practice(name, own_name).await.map_err(|error| self.account.trouble(error))
    }

    /// Calls the practice something else.
    ///
    /// # Errors
    /// [`Trouble::Offline`]; [`Trouble::Gone`] when it was changed from another device meanwhile.
    pub async fn rename_practice(self, name: &str) -> Result<(), Trouble> {
        let device = self.account.device()?;
        device.rename_practice(name).await.map_err(|error| self.account.trouble(error))
    }

    /// Invites somebody into the practice.
    ///
    /// # Errors
    /// [`Trouble::Gone`] while too many invitations are open.
    pub async fn invite_member(self, name: &str) -> Result<(), Trouble> {
        let device = self.account.device()?;
        device.invite_member(name).await.map(|_| ()).map_err(|error| self.account.trouble(error))
    }

    /// Takes an invitation back.
    ///
    /// # Errors
    /// [`Trouble::Gone`] when it is not there any more.
    pub async fn take_back_joining(self, id: JoiningId) -> Result<(), Trouble> {
        let device = self.account.device()?;
        device.take_back_joining(id).await.map_err(|error| self.account.trouble(error))
    }

    /// What the invitation with this code says.
    ///
    /// # Errors
    /// [`Trouble::Gone`] for a code that is unknown, used or over.
    pub async fn look_at_joining(self, code: &EnrolmentCode) -> Result<Offer, Trouble> {
        let device = self.account.device()?;
        device.look_at_joining(code).await.map_err(|error| self.account.trouble(error))
    }

    /// Accepts an invitation.
    ///
    /// # Errors
    /// [`Trouble::Gone`] when it is over.
    pub async fn accept_joining(self, offer: &Offer, own_name: &str) -> Result<(), Trouble> {
        let device = self.account.device()?;
        device.accept_joining(offer, own_name).await.map_err(|error| self.account.trouble(error))
    }

    /// Releases somebody who accepted.
    ///
    /// # Errors
    /// [`Trouble::Frozen`] for an answer that the code does not prove.
    pub async fn release_member(self, id: JoiningId) -> Result<(), Trouble> {
        let device = self.account.device()?;
        device.release_member(id).await.map_err(|error| self.account.trouble(error))
    }

    /// Releases a member's device for the practice.
    ///
    /// # Errors
    /// [`Trouble::Gone`] when no member has it any more.
    pub async fn release_device(self, id: CredentialId) -> Result<(), Trouble> {
        let device = self.account.device()?;
        device.release_device(id).await.map_err(|error| self.account.trouble(error))
    }

    /// Takes the release of a device back.
    ///
    /// # Errors
    /// [`Trouble::Gone`] when it was not released.
    pub async fn take_device_back(self, id: CredentialId) -> Result<(), Trouble> {
        let device = self.account.device()?;
        device.take_device_back(id).await.map_err(|error| self.account.trouble(error))
    }

    /// Lets a member go; open appointments of a doctor go to `successor`.
    ///
    /// # Errors
    /// [`Trouble::Gone`] for a doctor with open appointments and no successor.
    pub async fn let_member_go(self, member: AccountId, successor: Option<AccountId>) -> Result<(), Trouble> {
        let device = self.account.device()?;
        device.let_member_go(member, successor).await.map_err(|error| self.account.trouble(error))
    }

    /// Hands an appointment as it was seen over to a doctor of the practice, or brings an own one into its calendar, with
    /// everybody who was invited beside; to the end, also when the page is left. Says how many were handed over and what stopped
    /// it. Asked again with the same doctor, it goes on where it stopped.
    pub async fn hand_over(self, seen: InvitationView, doctor: AccountId) -> (usize, Option<Trouble>) {
        let work = async move {
            let device = match self.account.device() {
                Ok(device) => device,
                Err(trouble) => return (0, Some(trouble)),
            };
            let all = match self.with_guests(seen).await {
                Ok(all) => all,
                Err(trouble) => return (0, Some(trouble)),
            };
            let mut done = 0;
            for each in all {
                match device.hand_over_invitation(each.room, doctor, Some(&each)).await {
                    Ok(_) => done += 1,
                    Err(error) => return (done, Some(self.account.trouble(error))),
                }
            }
            (done, None)
        };
        to_the_end(work).await
    }

    /// Hands one person's room over, with the link to the colleague: who waits beside stays.
    ///
    /// # Errors
    /// [`Trouble::Gone`] when it is over. After [`Trouble::Offline`] it can be asked again, whether or not it was done.
    pub async fn hand_over_one(self, room: RoomId, doctor: AccountId) -> Result<InvitationView, Trouble> {
        let device = self.account.device()?;
        device.hand_over_invitation(room, doctor, None).await.map_err(|error| self.account.trouble(error))
    }

    /// Leaves a word for somebody who waits.
    ///
    /// # Errors
    /// [`Trouble::Gone`] when the appointment is over.
    pub async fn leave_word(self, room: RoomId, text: &str) -> Result<(), Trouble> {
        let device = self.account.device()?;
        device.leave_word(room, text).await.map_err(|error| self.account.trouble(error))
    }
}

/// Practices for tests.
#[cfg(test)]
pub mod examples {
    use heilsam_domain::Role;
    use heilsam_protocol::Bytes;
    use heilsam_protocol::credential::CredentialKind;
    use jiff::Timestamp;

    use super::{AccountId, CredentialId, MemberDevice, PracticeMember, PracticeView};

    /// An account of this number.
    pub fn account(number: u8) -> AccountId {
        AccountId::from_bytes([number; 16])
    }

    /// A member of this number, without a key.
    pub fn member(number: u8, role: Role, name: &str) -> PracticeMember {
        PracticeMember { account_id: account(number), role, name: name.to_owned(), key: Bytes::default() }
    }

    /// As many doctors, with their numbers as names.
    pub fn doctors(count: u8) -> PracticeView {
        let doctors = (1..=count).map(|number| member(number, Role::Doctor, &format!("Dr. {number}")));
        practice(doctors.collect(), &[])
    }

    /// A practice of the first member, in which a device of each of `waiting` waits.
    pub fn practice(members: Vec<PracticeMember>, waiting: &[u8]) -> PracticeView {
        let mut devices: Vec<MemberDevice> = waiting.iter().map(|number| waits(*number)).collect();
        devices.sort_by_key(|device| device.account_id);
        PracticeView {
            name: String::new(),
            own: account(1),
            main_user: account(1),
            members: members.into(),
            joinings: Vec::new(),
            devices: devices.into(),
            master: None,
            ends_on: None,
        }
    }

    fn waits(number: u8) -> MemberDevice {
        MemberDevice {
            credential_id: CredentialId::from_bytes([number; 16]),
            account_id: account(number),
            kind: CredentialKind::Passkey,
            device: String::new(),
            created_at: Timestamp::UNIX_EPOCH,
            last_used_at: None,
            released_at: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use heilsam_domain::Role;

    use super::examples::{account, doctors, member, practice};
    use super::*;

    #[test]
    fn doctors_have_places_unless_the_reader_is_the_only_one() {
        assert_eq!(places(&doctors(1)), Places::new());
        let both = [(account(1), (0, "Dr. 1".to_owned())), (account(2), (1, "Dr. 2".to_owned()))];
        assert_eq!(places(&doctors(2)), Places::from(both));
        let staff = practice(vec![member(1, Role::Staff, "Sam"), member(2, Role::Doctor, "Dr. 2")], &[]);
        assert_eq!(places(&staff), Places::from([(account(2), (0, "Dr. 2".to_owned()))]));
    }

    #[test]
    fn others_to_choose_are_doctors_without_the_one_who_is_meant() {
        let two = practice(
            vec![
                member(1, Role::Doctor, "Dr. 1"),
                member(2, Role::Staff, "Sam"),
                member(3, Role::Doctor, "Dr. 3"),
            ],
            &[],
        );
        assert_eq!(other_doctors(&two, account(1)), [(account(3).to_string(), "Dr. 3".to_owned())]);
        assert!(has_other_doctor(&two, account(1)));
        assert!(!has_other_doctor(&doctors(1), account(1)));
    }
}
