//! The practice that an account belongs to: who its members are, and the keys under which its appointments lie.
//!
//! What the server shows is taken only with the main user's signature. Whose key the main user's is was proven by the code
//! of the invitation, and lies sealed with the account.

mod joining;
mod master_data;
mod members;
mod view;

pub use joining::{Accepted, JoiningView, Offer};
pub use master_data::MasterData;
pub use view::{PracticeMember, PracticeView};

use std::collections::BTreeSet;
use std::rc::Rc;

use heilsam_crypto::CryptoError;
use heilsam_crypto::identity::IdentityPublic;
use heilsam_crypto::keys::PrivateText;
use heilsam_crypto::practice::{Member, MemberOpening, PracticeKeys, PracticePlace};
use heilsam_domain::{AccountId, CredentialId, PracticeId, Role};
use heilsam_protocol::practice::{FoundPractice, OwnPractice, Practice};
use heilsam_protocol::{Bytes, ProblemCode};
use serde::{Deserialize, Serialize};

use super::Client;
use super::session::Session;
use crate::environment::{self, Environment};
use crate::error::ClientError;
use crate::store::LocalStore;
use crate::sync::Secrets;
use crate::transport::Transport;
use crate::vault::Vault;

const ROSTER: &str = "roster";
/// The note in which a device remembers the newest state that it saw.
const SEEN: &str = "practice-seen";
/// Its name before; under that the app kept what it calls the practice on paper, too.
const SEEN_BEFORE: &str = "practice";

/// What an account belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Belonging {
    /// No practice.
    Nowhere,
    /// An invitation was accepted; the main user has not released the account yet.
    Waits,
    /// The account belongs to a practice; the main user has not released this device yet, or not any more.
    DeviceWaits,
    /// None, and none before the operators found the proof of being a doctor right: the account registered without a code.
    Unproven,
    /// A practice.
    Practice(Box<PracticeView>),
}

/// The sealed and signed list of members.
#[derive(Clone, Serialize, Deserialize)]
struct Roster {
    v: u8,
    /// The same as the practice's version: an older list is noticed.
    number: u64,
    name: String,
    members: Vec<RosterMember>,
    /// What stands on the practice's papers; with it the list has another form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    master: Option<MasterData>,
}

#[derive(Clone, Serialize, Deserialize)]
struct RosterMember {
    account_id: AccountId,
    role: Role,
    name: String,
    /// The signing key, which vouches for the receiving key.
    key: Bytes,
}

/// What a member noted about the main user.
#[derive(Serialize, Deserialize)]
struct MainKey {
    v: u8,
    key: Bytes,
}

#[derive(Serialize, Deserialize)]
struct Seen {
    practice: PracticeId,
    number: u64,
    epoch: u32,
}

/// The opened practice.
#[derive(Debug)]
pub(super) struct Team {
    pub(super) place: PracticePlace,
    pub(super) keys: PracticeKeys,
    version: u64,
    roster: Roster,
    /// Everybody, as the server showed them with this version.
    members: Vec<AccountId>,
}

impl std::fmt::Debug for Roster {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Roster({}, {} members)", self.number, self.members.len())
    }
}

impl Team {
    /// The key with which a doctor of the practice signs in consultations.
    pub(super) fn doctor_key(&self, doctor: AccountId) -> Option<IdentityPublic> {
        let found = self.roster.members.iter().find(|member| member.account_id == doctor);
        let found = found.filter(|member| member.role == Role::Doctor)?;
        IdentityPublic::from_bytes(&found.key.0).ok()
    }
}

impl<T: Transport, S: LocalStore, V: Vault, E: Environment> Client<T, S, V, E> {
    /// The practice that this account belongs to.
    ///
    /// # Errors
    /// [`ClientError::Offline`]; [`ClientError::Crypto`] for a practice that the main user did not sign, or an older state.
    pub async fn practice(&self) -> Result<Belonging, ClientError> {
        let (answer, team) = match self.look_at_practice().await {
            Err(error) if error.code() == Some(ProblemCode::NotProven) => return Ok(Belonging::Unproven),
            looked => looked?,
        };
        let (Some(practice), Some(team)) = (answer.practice, team) else {
            return Ok(match (answer.device_waits, answer.waits) {
                (true, _) => Belonging::DeviceWaits,
                (false, true) => Belonging::Waits,
                (false, false) => Belonging::Nowhere,
            });
        };
        let there: BTreeSet<AccountId> = team.members.iter().copied().collect();
        let members = team.roster.members.iter().filter(|member| there.contains(&member.account_id));
        let (deployment, own) = self.whereabouts()?;
        let is_main = practice.main_user == own;
        let devices = if is_main { self.api.practice_devices().await? } else { Vec::new() };
        let read =
            |joining| self.with_session(|session| Ok(joining::view(&session.secrets, deployment, joining)));
        let joinings: Result<Vec<JoiningView>, ClientError> = practice.joinings.iter().map(read).collect();
        Ok(Belonging::Practice(Box::new(PracticeView {
            name: team.roster.name.clone(),
            own,
            main_user: practice.main_user,
            members: members.map(PracticeMember::of).collect(),
            joinings: joinings?,
            devices: view::in_order(devices),
            master: team.roster.master.clone(),
            ends_on: practice.ends_on,
        })))
    }

    /// Founds a practice; the reader, a doctor, is its main user.
    ///
    /// # Errors
    /// [`ClientError::Refused`] with `conflict` for somebody who belongs to one already.
    pub async fn found_practice(&self, name: &str, own_name: &str) -> Result<(), ClientError> {
        let mut rng = environment::rng(&self.environment);
        let practice_id = PracticeId::from_random(environment::random(&mut rng));
        let now = self.environment.now().as_second();
        let new = self.with_session(|session| {
            let Secrets { scope, amk, keys } = &session.secrets;
            let place = PracticePlace { deployment: scope.deployment, practice: practice_id };
            let own = keys.signing.public();
            let member = RosterMember {
                account_id: scope.owner,
                role: Role::Doctor,
                name: own_name.to_owned(),
                key: own.to_bytes().into(),
            };
            let roster =
                Roster { v: 1, number: 1, name: name.to_owned(), members: vec![member], master: None };
            let practice = PracticeKeys::make(&mut rng);
            let note = note(&own)?;
            let about = PrivateText::Practice(practice_id);
            let member = Member { account: scope.owner, key: &keys.receiving.public() };
            let main = (scope.owner, &*keys.signing);
            Ok(FoundPractice {
                practice_id,
                roster: practice.seal_roster(place, &write(&roster)?, &keys.signing, &mut rng)?.into(),
                grant: practice.grant(place, main, member, now, &mut rng)?.into(),
                note: amk.seal_text(*scope, about, &note, &mut rng)?.into(),
            })
        })?;
        self.api.found_practice(&new).await
    }

    /// Releases a member's device: from then on it reads the practice's appointments.
    ///
    /// # Errors
    /// [`ClientError::Refused`] with `not-found` when no member has it any more.
    pub async fn release_device(&self, device: CredentialId) -> Result<(), ClientError> {
        self.api.release_device(device).await
    }

    /// Takes the release of a device back: what it asks for from then on it does not get.
    ///
    /// # Errors
    /// [`ClientError::Refused`] with `not-found` when it was not released.
    pub async fn take_device_back(&self, device: CredentialId) -> Result<(), ClientError> {
        self.api.take_device_back(device).await
    }

    /// The opened practice of this account; `None` without one. Opened once for each state that the server shows.
    pub(super) async fn team(&self) -> Result<Option<Rc<Team>>, ClientError> {
        Ok(self.look_at_practice().await?.1)
    }

    async fn look_at_practice(&self) -> Result<(OwnPractice, Option<Rc<Team>>), ClientError> {
        if !matches!(self.role(), Some(Role::Doctor | Role::Staff)) {
            return Ok((OwnPractice { practice: None, waits: false, device_waits: false }, None));
        }
        let held = self.team.borrow().clone();
        let known = held.as_ref().map(|team| (team.place.practice, team.version));
        let answer = self.api.practice(known).await?;
        let Some(practice) = &answer.practice else {
            *self.team.borrow_mut() = None;
            return Ok((answer, None));
        };
        let same =
            |team: &Rc<Team>| team.place.practice == practice.practice_id && team.version == practice.version;
        if let Some(team) = held.filter(same) {
            return Ok((answer, Some(team)));
        }
        let team = Rc::new(self.opened(practice).await?);
        *self.team.borrow_mut() = Some(Rc::clone(&team));
        Ok((answer, Some(team)))
    }

    /// Opens a practice, and refuses a state older than one that this device saw.
    async fn opened(&self, practice: &Practice) -> Result<Team, ClientError> {
        let mut noted = self.device_note(SEEN).await?;
        if noted.is_none() {
            noted = self.device_note(SEEN_BEFORE).await?;
        }
        let seen: Option<Seen> = noted.and_then(|text| serde_json::from_str(&text).ok());
        let seen = seen.filter(|seen| seen.practice == practice.practice_id);
        let newest_epoch = seen.as_ref().map_or(0, |seen| seen.epoch);
        let now = self.environment.now().as_second();
        let team = self.with_session(|session| open(session, practice, newest_epoch, now))?;
        if seen.is_some_and(|seen| team.version < seen.number) {
            return Err(CryptoError::Rollback(ROSTER).into());
        }
        let seen = Seen { practice: practice.practice_id, number: team.version, epoch: team.keys.epoch() };
        let text = serde_json::to_string(&seen).map_err(|_| ClientError::Answer(ROSTER))?;
        self.keep_device_note(SEEN, &text).await?;
        Ok(team)
    }
}

fn open(session: &Session, practice: &Practice, newest_epoch: u32, now: i64) -> Result<Team, ClientError> {
    let Secrets { scope, amk, keys } = &session.secrets;
    let place = PracticePlace { deployment: scope.deployment, practice: practice.practice_id };
    let main_key = if practice.main_user == scope.owner {
        keys.signing.public()
    } else {
        let text = amk.open_text(*scope, PrivateText::Practice(practice.practice_id), &practice.note.0)?;
        let note: MainKey = serde_json::from_slice(&text).map_err(|_| ClientError::Answer("note"))?;
        IdentityPublic::from_bytes(&note.key.0)?
    };
    let opening = MemberOpening {
        account: scope.owner,
        key: &keys.receiving,
        main_user: practice.main_user,
        main_key: &main_key,
        newest_epoch,
        now,
    };
    let held = PracticeKeys::open(place, &opening, &practice.grant.0)?;
    let text = held.open_roster(place, &main_key, &practice.roster.0)?;
    let roster: Roster = serde_json::from_slice(&text).map_err(|_| ClientError::Answer(ROSTER))?;
    if roster.v != roster.form() || roster.number != practice.version {
        return Err(CryptoError::Misplaced(ROSTER).into());
    }
    let members = practice.members.clone();
    Ok(Team { place, keys: held, version: practice.version, roster, members })
}

fn write(roster: &Roster) -> Result<Vec<u8>, ClientError> {
    serde_json::to_vec(roster).map_err(|_| ClientError::Answer(ROSTER))
}

/// What a member notes about the main user's key.
fn note(main: &IdentityPublic) -> Result<Vec<u8>, ClientError> {
    serde_json::to_vec(&MainKey { v: 1, key: main.to_bytes().into() })
        .map_err(|_| ClientError::Answer("note"))
}
