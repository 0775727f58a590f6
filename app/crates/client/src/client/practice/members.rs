//! Who belongs to the practice, changed by the main user: releasing, letting go, another name, what stands on its papers.

use std::collections::BTreeSet;

use heilsam_crypto::identity::IdentityPublic;
use heilsam_crypto::keys::check_identity;
use heilsam_crypto::practice::Member;
use heilsam_crypto::{CryptoError, Scope};
use heilsam_domain::{AccountId, JoiningId, MembersChangeId};
use heilsam_protocol::ProblemCode;
use heilsam_protocol::dossier::MemberKeys;
use heilsam_protocol::practice::{ChangePractice, Practice, PracticeGrant, Prepared, PreparedGrants};

use super::{MasterData, Roster, RosterMember, Team, joining, write};
use crate::client::Client;
use crate::client::member_keys::identity;
use crate::environment::{self, Environment};
use crate::error::ClientError;
use crate::store::LocalStore;
use crate::transport::Transport;
use crate::vault::Vault;

/// How often it is begun again when a member came or went meanwhile.
const TRIES: u32 = 3;
/// Grants that are made and sent together: between two of these parts the page can draw. The server takes more in one request.
const TOGETHER: usize = 20;
const _: () = assert!(TOGETHER <= heilsam_protocol::limit::PRACTICE_GRANTS);

impl<T: Transport, S: LocalStore, V: Vault, E: Environment> Client<T, S, V, E> {
    /// Releases somebody who accepted an invitation: from then on they read the practice's appointments.
    ///
    /// # Errors
    /// [`ClientError::NotFound`] when there is no answer; [`ClientError::Crypto`] for one that the code does not prove.
    pub async fn release_member(&self, id: JoiningId) -> Result<(), ClientError> {
        let (practice, team) = self.led_practice().await?;
        let joining = practice.joinings.iter().find(|it| it.joining_id == id).ok_or(ClientError::NotFound)?;
        let (deployment, _) = self.whereabouts()?;
        let candidate =
            self.with_session(|session| joining::candidate(&session.secrets, deployment, joining))?;
        let by = candidate.answer.by;
        let mut roster = team.roster.clone();
        // An account that went and comes again has a line already.
        roster.members.retain(|member| member.account_id != by.account_id);
        roster.members.push(RosterMember {
            account_id: by.account_id,
            role: by.role,
            name: candidate.name,
            key: by.signing_key.clone(),
        });
        self.change_practice(&practice, &team, roster, &[by], practice.members.clone()).await
    }

    /// Lets a member go: a new epoch begins, of which the member gets no key. A doctor's open appointments go to
    /// `successor` first.
    ///
    /// # Errors
    /// [`ClientError::NotFound`] for the main user, or for a doctor with open appointments and no successor.
    pub async fn let_member_go(
        &self,
        account: AccountId,
        successor: Option<AccountId>,
    ) -> Result<(), ClientError> {
        let (practice, _) = self.led_practice().await?;
        if account == practice.main_user {
            return Err(ClientError::NotFound);
        }
        for entry in self.invitations().await? {
            if entry.shared && entry.doctor == account && entry.state.is_open() {
                let to = successor.filter(|to| *to != account).ok_or(ClientError::NotFound)?;
                self.hand_over_invitation(entry.room, to, None).await?;
            }
        }
        let (practice, mut team) = self.led_practice().await?;
        let mut rng = environment::rng(&self.environment);
        team.keys.begin_epoch(&mut rng);
        let roster = team.roster.clone();
        let mut people = self.api.practice_members().await?;
        people.retain(|member| member.account_id != account);
        self.change_practice(&practice, &team, roster, &people, Vec::new()).await
    }

    /// Calls the practice something else.
    ///
    /// # Errors
    /// [`ClientError::NotFound`] for anybody but the main user.
    pub async fn rename_practice(&self, name: &str) -> Result<(), ClientError> {
        let (practice, team) = self.led_practice().await?;
        let roster = Roster { name: name.to_owned(), ..team.roster.clone() };
        self.change_practice(&practice, &team, roster, &[], practice.members.clone()).await
    }

    /// Keeps what stands on the practice's papers, for everybody who belongs to it. `seen` is what the main user looked at.
    ///
    /// # Errors
    /// [`ClientError::NotFound`] for anybody but the main user; [`ClientError::ChangedMeanwhile`] when something else was kept
    /// from another device: nothing was written.
    pub async fn keep_master_data(
        &self,
        seen: Option<&MasterData>,
        new: &MasterData,
    ) -> Result<(), ClientError> {
        for _ in 0..TRIES {
            let (practice, team) = self.led_practice().await?;
            let now = team.roster.master.as_ref();
            if now == Some(new) {
                return Ok(());
            }
            if now != seen {
                return Err(ClientError::ChangedMeanwhile);
            }
            let roster = Roster { master: Some(new.clone()), ..team.roster.clone() };
            match self.change_practice(&practice, &team, roster, &[], practice.members.clone()).await {
                // The list is another one meanwhile; whether these words are, the next round sees.
                Err(error) if error.code() == Some(ProblemCode::Conflict) => {}
                ended => return ended,
            }
        }
        Err(ClientError::ChangedMeanwhile)
    }

    async fn led_practice(&self) -> Result<(Practice, Team), ClientError> {
        let practice = self.api.practice(None).await?.practice.ok_or(ClientError::NotFound)?;
        let (_, own) = self.whereabouts()?;
        if practice.main_user != own {
            return Err(ClientError::NotFound);
        }
        // Opened anew: its keys may change.
        let team = self.opened(&practice).await?;
        Ok((practice, team))
    }

    /// Seals the keys to `people`; who is `kept` has them already. Whoever is neither has no line in the list any more, also
    /// who erased the own account meanwhile.
    async fn change_practice(
        &self,
        practice: &Practice,
        team: &Team,
        mut roster: Roster,
        people: &[MemberKeys],
        kept: Vec<AccountId>,
    ) -> Result<(), ClientError> {
        let mut rng = environment::rng(&self.environment);
        let there: BTreeSet<AccountId> =
            people.iter().map(|member| member.account_id).chain(kept.iter().copied()).collect();
        roster.members.retain(|member| there.contains(&member.account_id));
        roster.v = roster.form();
        roster.number = practice.version.saturating_add(1);
        let mut change = ChangePractice {
            version: practice.version,
            roster: self.sealed_roster(team, &roster)?.into(),
            grants: Vec::new(),
            kept,
            prepared: None,
        };
        if people.len() <= TOGETHER {
            change.grants = self.grants(team, &roster, people)?;
            return self.api.change_practice(&change).await;
        }
        let (own, others): (Vec<&MemberKeys>, Vec<&MemberKeys>) =
            people.iter().partition(|person| person.account_id == practice.main_user);
        let change_id = MembersChangeId::from_random(environment::random(&mut rng));
        for part in others.chunks(TOGETHER) {
            let grants = self.grants(team, &roster, part.iter().copied())?;
            self.api.prepare_grants(&PreparedGrants { change_id, grants }).await?;
        }
        change.grants = self.grants(team, &roster, own)?;
        let count = u64::try_from(others.len()).map_err(|_| ClientError::NotFound)?;
        change.prepared = Some(Prepared { change_id, count });
        self.api.change_practice(&change).await
    }

    fn sealed_roster(&self, team: &Team, roster: &Roster) -> Result<Vec<u8>, ClientError> {
        let mut rng = environment::rng(&self.environment);
        self.with_session(|session| {
            let signing = &session.secrets.keys.signing;
            Ok(team.keys.seal_roster(team.place, &write(roster)?, signing, &mut rng)?)
        })
    }

    fn grants<'a>(
        &self,
        team: &Team,
        roster: &Roster,
        people: impl IntoIterator<Item = &'a MemberKeys>,
    ) -> Result<Vec<PracticeGrant>, ClientError> {
        let mut rng = environment::rng(&self.environment);
        let now = self.environment.now().as_second();
        self.with_session(|session| {
            let (scope, keys) = (session.secrets.scope, &session.secrets.keys);
            let mut grants = Vec::new();
            for person in people {
                let key = receiving_key(roster, scope, person)?;
                let member = Member { account: person.account_id, key: &key };
                let main = (scope.owner, &*keys.signing);
                let sealed = team.keys.grant(team.place, main, member, now, &mut rng)?.into();
                grants.push(PracticeGrant { account_id: person.account_id, sealed });
            }
            Ok(grants)
        })
    }
}

/// The receiving key of a member, if the key in the roster vouches for it: the server cannot put in another.
fn receiving_key(
    roster: &Roster,
    scope: Scope,
    person: &MemberKeys,
) -> Result<heilsam_crypto::kem::KemPublic, ClientError> {
    let listed = roster.members.iter().find(|member| member.account_id == person.account_id);
    let listed = listed.ok_or(ClientError::NotFound)?;
    let scope = Scope { owner: person.account_id, ..scope };
    let (signing, receiving) = check_identity(scope, &identity(person))?;
    if signing != IdentityPublic::from_bytes(&listed.key.0)? {
        return Err(CryptoError::Forged("member").into());
    }
    Ok(receiving)
}
