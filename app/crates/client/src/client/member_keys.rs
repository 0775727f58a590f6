//! Whose keys the members of the dossier have, as this device remembers them: seen, compared with the person, or changed.
//!
//! The keys of an account never change. Another key under the same account is an attack by whoever holds the server, and
//! gets no document. What is remembered lies sealed on this device; logging out forgets it.

use std::collections::BTreeMap;

use heilsam_crypto::Scope;
use heilsam_crypto::identity::IdentityPublic;
use heilsam_crypto::keys::check_identity;
use heilsam_domain::{AccountId, DeploymentId, Role};
use heilsam_protocol::Bytes;
use heilsam_protocol::account::Identity;
use heilsam_protocol::dossier::MemberKeys;
use serde::{Deserialize, Serialize};

use super::Client;
use crate::environment::Environment;
use crate::error::ClientError;
use crate::store::LocalStore;
use crate::transport::Transport;
use crate::vault::Vault;

const NOTE: &str = "member-keys";

/// Somebody who works on the dossier, and the key that documents are sealed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberKey {
    /// The account.
    pub account_id: AccountId,
    /// Author or reviewer.
    pub role: Role,
    /// What two people compare: nine groups of five digits.
    pub number: String,
    /// What this device knows of it.
    pub standing: KeyStanding,
}

/// What this device knows of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyStanding {
    /// The reader's own.
    Own,
    /// The same since it was seen first; nobody compared it.
    Seen,
    /// The reader compared it with the person.
    Compared,
    /// Not the one that was there before.
    Changed,
}

/// What is remembered of a member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Remembered {
    number: String,
    compared: bool,
}

type Memory = BTreeMap<AccountId, Remembered>;

impl<T: Transport, S: LocalStore, V: Vault, E: Environment> Client<T, S, V, E> {
    /// The members' keys, and remembers those that were never seen.
    ///
    /// # Errors
    /// [`ClientError::Offline`]; [`ClientError::Crypto`] for a member whose keys do not belong together.
    pub async fn member_keys(&self) -> Result<Vec<MemberKey>, ClientError> {
        self.look_at(&self.api.dossier_members().await?).await
    }

    async fn look_at(&self, members: &[MemberKeys]) -> Result<Vec<MemberKey>, ClientError> {
        let (deployment, own) = self.whereabouts()?;
        let mut memory = self.member_memory().await?;
        let before = memory.clone();
        let mut keys = Vec::new();
        for member in members {
            let number = signing_key(deployment, member)?.comparison_number();
            let known = memory
                .entry(member.account_id)
                .or_insert_with(|| Remembered { number: number.clone(), compared: false });
            let standing = match (member.account_id == own, known.number == number, known.compared) {
                (true, ..) if self.own_number()? == number => KeyStanding::Own,
                (true, ..) | (false, false, _) => KeyStanding::Changed,
                (false, true, true) => KeyStanding::Compared,
                (false, true, false) => KeyStanding::Seen,
            };
            keys.push(MemberKey { account_id: member.account_id, role: member.role, number, standing });
        }
        if memory != before {
            self.remember_members(&memory).await?;
        }
        Ok(keys)
    }

    /// Remembers that the reader compared this number with the person; it counts from now on, also in place of another.
    ///
    /// # Errors
    /// [`ClientError::Store`]: nothing was remembered.
    pub async fn member_key_compared(&self, member: AccountId, number: &str) -> Result<(), ClientError> {
        let mut memory = self.member_memory().await?;
        memory.insert(member, Remembered { number: number.to_owned(), compared: true });
        self.remember_members(&memory).await
    }

    /// The members who may be given keys of documents: all but those whose key changed.
    pub(super) async fn trusted_members(&self) -> Result<Vec<MemberKeys>, ClientError> {
        let members = self.api.dossier_members().await?;
        let keys = self.look_at(&members).await?;
        let changed = |member: &MemberKeys| {
            let of = |key: &&MemberKey| key.account_id == member.account_id;
            keys.iter().find(of).is_none_or(|key| key.standing == KeyStanding::Changed)
        };
        Ok(members.into_iter().filter(|member| !changed(member)).collect())
    }

    fn own_number(&self) -> Result<String, ClientError> {
        self.with_session(|session| Ok(session.secrets.keys.signing.public().comparison_number()))
    }

    async fn member_memory(&self) -> Result<Memory, ClientError> {
        let kept = self.device_note(NOTE).await?;
        Ok(kept.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
    }

    async fn remember_members(&self, memory: &Memory) -> Result<(), ClientError> {
        let text = serde_json::to_string(memory).map_err(|_| ClientError::Answer("members"))?;
        self.keep_device_note(NOTE, &text).await
    }
}

/// The signing key of a member, if it vouches for the receiving key.
fn signing_key(deployment: DeploymentId, member: &MemberKeys) -> Result<IdentityPublic, ClientError> {
    let scope = Scope { deployment, owner: member.account_id };
    Ok(check_identity(scope, &identity(member)).map(|(signing, _)| signing)?)
}

/// A member's public keys in the form that they are checked in.
pub(super) fn identity(member: &MemberKeys) -> Identity {
    Identity {
        signing_key: member.signing_key.clone(),
        kem_key: member.kem_key.clone(),
        sealed_keys: Bytes::default(),
        signature: member.signature.clone(),
    }
}
