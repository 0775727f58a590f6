//! What the views see of a practice. It may have many thousand members: a copy shares the lists, and a number is computed
//! when somebody looks at it.

use std::collections::BTreeSet;
use std::rc::Rc;

use heilsam_crypto::identity::IdentityPublic;
use heilsam_domain::{AccountId, Role};
use heilsam_protocol::Bytes;
use heilsam_protocol::practice::MemberDevice;
use jiff::civil::Date;

use super::{JoiningView, MasterData, RosterMember};

/// A practice as one of its members sees it. `Debug` shows no name.
#[derive(Clone, PartialEq, Eq)]
pub struct PracticeView {
    /// What it is called.
    pub name: String,
    /// The reader.
    pub own: AccountId,
    /// Who decides about members.
    pub main_user: AccountId,
    /// Everybody, in the order in which they came; the main user first.
    pub members: Rc<[PracticeMember]>,
    /// Open invitations; only the main user sees them.
    pub joinings: Vec<JoiningView>,
    /// With what the other members log in: by account, and of each what waits first; only the main user sees it.
    pub devices: Rc<[MemberDevice]>,
    /// What stands on its papers; `None` before the main user kept it.
    pub master: Option<MasterData>,
    /// The last day of the main user's contract, with which the practice ends; `None` as long as no notice is given.
    pub ends_on: Option<Date>,
}

impl PracticeView {
    /// Whether the reader decides about members.
    #[must_use]
    pub fn is_led_here(&self) -> bool {
        self.own == self.main_user
    }

    /// The doctors, in the order in which they came.
    pub fn doctors(&self) -> impl Iterator<Item = &PracticeMember> {
        self.members.iter().filter(|member| member.role == Role::Doctor)
    }

    /// The devices of a member.
    pub fn devices_of(&self, account: AccountId) -> impl Iterator<Item = &MemberDevice> {
        let before = self.devices.partition_point(|device| device.account_id < account);
        self.devices.iter().skip(before).take_while(move |device| device.account_id == account)
    }

    /// How many devices wait for their release.
    #[must_use]
    pub fn waiting_devices(&self) -> usize {
        self.devices.iter().filter(|device| device.released_at.is_none()).count()
    }

    /// Whose devices wait for their release.
    #[must_use]
    pub fn waiting_accounts(&self) -> BTreeSet<AccountId> {
        let waiting = self.devices.iter().filter(|device| device.released_at.is_none());
        waiting.map(|device| device.account_id).collect()
    }

    /// A member.
    #[must_use]
    pub fn member(&self, account: AccountId) -> Option<&PracticeMember> {
        self.members.iter().find(|member| member.account_id == account)
    }
}

impl std::fmt::Debug for PracticeView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PracticeView({} members)", self.members.len())
    }
}

/// Somebody who belongs to a practice. `Debug` shows no name.
#[derive(Clone, PartialEq, Eq)]
pub struct PracticeMember {
    /// The account.
    pub account_id: AccountId,
    /// Doctor or staff.
    pub role: Role,
    /// What the practice calls them.
    pub name: String,
    /// The signing key, as the main user signed it.
    pub key: Bytes,
}

impl PracticeMember {
    pub(super) fn of(member: &RosterMember) -> Self {
        Self {
            account_id: member.account_id,
            role: member.role,
            name: member.name.clone(),
            key: member.key.clone(),
        }
    }

    /// What two people can compare: nine groups of five digits; `None` for a key that cannot be read. Slow: not for a whole list.
    #[must_use]
    pub fn number(&self) -> Option<String> {
        IdentityPublic::from_bytes(&self.key.0).ok().map(|key| key.comparison_number())
    }
}

impl std::fmt::Debug for PracticeMember {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PracticeMember({}, {})", self.account_id, self.role)
    }
}

/// Devices in the order in which [`PracticeView::devices_of`] finds them: by account, of each those that wait first, then by age.
pub(super) fn in_order(mut devices: Vec<MemberDevice>) -> Rc<[MemberDevice]> {
    let key = |it: &MemberDevice| (it.account_id, it.released_at.is_some(), it.created_at, it.credential_id);
    devices.sort_by_key(key);
    devices.into()
}

#[cfg(test)]
mod tests {
    use heilsam_crypto::identity::IdentityKey;
    use heilsam_crypto::rng::FastRng;
    use heilsam_domain::CredentialId;
    use heilsam_protocol::credential::CredentialKind;
    use jiff::Timestamp;

    use super::*;

    fn member(key: Vec<u8>) -> PracticeMember {
        PracticeMember {
            account_id: AccountId::from_bytes([1; 16]),
            role: Role::Doctor,
            name: "CANARY-5511 Weber".to_owned(),
            key: key.into(),
        }
    }

    fn device(number: u8, account: u8, released_at: Option<Timestamp>) -> MemberDevice {
        MemberDevice {
            credential_id: CredentialId::from_bytes([number; 16]),
            account_id: AccountId::from_bytes([account; 16]),
            kind: CredentialKind::Passkey,
            device: String::new(),
            created_at: Timestamp::UNIX_EPOCH,
            last_used_at: None,
            released_at,
        }
    }

    fn practice(devices: Vec<MemberDevice>) -> PracticeView {
        PracticeView {
            name: String::new(),
            own: AccountId::from_bytes([1; 16]),
            main_user: AccountId::from_bytes([1; 16]),
            members: Rc::from([member(Vec::new())]),
            joinings: Vec::new(),
            devices: in_order(devices),
            master: None,
            ends_on: None,
        }
    }

    #[test]
    fn the_number_of_a_member_is_that_of_the_key_and_none_of_a_key_that_cannot_be_read() {
        let key = IdentityKey::make(&mut FastRng::from_seed([1; 32])).public();
        assert_eq!(member(key.to_bytes()).number(), Some(key.comparison_number()));
        assert_eq!(member(vec![2; 3]).number(), None);
        assert_eq!(format!("{:?}", member(Vec::new())).find("CANARY"), None);
    }

    #[test]
    fn the_devices_of_a_member_are_found_among_those_of_others_and_what_waits_comes_first() {
        let released = Some(Timestamp::UNIX_EPOCH);
        let devices =
            vec![device(1, 3, released), device(9, 3, None), device(8, 2, None), device(2, 4, released)];
        let practice = practice(devices);
        let of = |account: u8| {
            let found = practice.devices_of(AccountId::from_bytes([account; 16]));
            found.map(|it| it.credential_id).collect::<Vec<_>>()
        };
        assert_eq!(of(3), [9, 1].map(|number| CredentialId::from_bytes([number; 16])));
        assert_eq!(of(2), [CredentialId::from_bytes([8; 16])]);
        assert!(of(1).is_empty() && of(5).is_empty());
        let waiting = [2, 3].map(|account| AccountId::from_bytes([account; 16]));
        assert_eq!(practice.waiting_accounts(), BTreeSet::from(waiting));
        assert_eq!(practice.waiting_devices(), 2);
    }

    #[test]
    fn a_copy_shares_the_lists() {
        let seen = practice(vec![device(1, 2, None)]);
        let copy = seen.clone();
        assert!(Rc::ptr_eq(&seen.members, &copy.members) && Rc::ptr_eq(&seen.devices, &copy.devices));
        assert_eq!(seen, copy);
    }
}
