//! Documents of the dossier: sealed here before they leave the device, opened here after they come back.
//!
//! A document has a key of its own, sealed to every member. A member who came later gets it from the next member who
//! opens the dossier. Whose keys the members have is what the server says; a key that changed is given nothing: see
//! decision 0006.

use heilsam_crypto::documents::{self, DocumentKey, DocumentPlace};
use heilsam_crypto::kem::KemPublic;
use heilsam_crypto::keys::check_identity;
use heilsam_crypto::{CryptoError, Scope};
use heilsam_domain::{AccountId, DeploymentId};
use heilsam_protocol::Bytes;
use heilsam_protocol::dossier::{DocumentKeyFor, DocumentKeys, DocumentPart, MemberKeys, StoredDocument};

use super::Client;
use super::member_keys::identity;
use crate::environment::{self, Environment};
use crate::error::ClientError;
use crate::store::LocalStore;
use crate::transport::Transport;
use crate::vault::Vault;

impl<T: Transport, S: LocalStore, V: Vault, E: Environment> Client<T, S, V, E> {
    /// Seals a file and puts it into the dossier's storage, for all members. A file that is there already stays.
    ///
    /// # Errors
    /// [`ClientError::Refused`] when the storage is full; [`ClientError::Offline`]: do it again, it begins anew.
    pub async fn store_document(&self, file: &[u8]) -> Result<(), ClientError> {
        let (deployment, _) = self.whereabouts()?;
        let place = DocumentPlace::of(deployment, file);
        let digest = base16ct::lower::encode_string(&place.digest);
        if self.api.documents().await?.iter().any(|it| it.digest == digest) {
            return Ok(());
        }
        let mut rng = environment::rng(&self.environment);
        let key = DocumentKey::make(&mut rng);
        let sealed = documents::seal(&place, &key, file, &mut rng)?;
        let parts = u16::try_from(sealed.len()).map_err(|_| CryptoError::TooLarge("document"))?;
        let upload = Bytes(environment::random::<16>(&mut rng).to_vec());
        for (number, part) in (0..).zip(sealed) {
            let part = DocumentPart { upload: upload.clone(), number, parts, sealed: part.into() };
            self.api.put_document_part(&digest, &part).await?;
        }
        let members = self.trusted_members().await?;
        let keys = members.iter().map(|member| self.seal_for(&place, &key, member));
        let keys: Vec<DocumentKeyFor> = keys.collect::<Result<_, ClientError>>()?;
        self.api.put_document_keys(&digest, &DocumentKeys { keys }).await
    }

    /// The documents in the dossier's storage.
    ///
    /// # Errors
    /// [`ClientError::Offline`]; refusals of the server.
    pub async fn stored_documents(&self) -> Result<Vec<StoredDocument>, ClientError> {
        self.api.documents().await
    }

    /// Fetches and opens a document by the hash that the dossier names (96 hexadecimal characters).
    ///
    /// # Errors
    /// [`ClientError::NotFound`] when it is not stored, or nobody gave this member its key yet; [`ClientError::Crypto`]
    /// when it is not the document that was put there.
    pub async fn open_document(&self, digest: &str) -> Result<Vec<u8>, ClientError> {
        let stored = self.api.documents().await?.into_iter().find(|it| it.digest == digest);
        let stored = stored.ok_or(ClientError::NotFound)?;
        let (place, key) = self.key_of(&stored)?.ok_or(ClientError::NotFound)?;
        let mut parts = Vec::with_capacity(usize::from(stored.parts));
        for number in 0..stored.parts {
            parts.push(self.api.document_part(digest, number).await?.sealed.0);
        }
        Ok(documents::open(&place, &key, &parts)?)
    }

    /// Gives members who came later the keys that this member has; says how many were given.
    ///
    /// # Errors
    /// [`ClientError::Offline`]; [`ClientError::Crypto`] for a member whose keys do not belong together.
    pub async fn share_documents(&self) -> Result<usize, ClientError> {
        let waiting = self.api.documents().await?;
        let waiting: Vec<_> = waiting.into_iter().filter(|it| !it.without_key.is_empty()).collect();
        if waiting.is_empty() {
            return Ok(0);
        }
        let members = self.trusted_members().await?;
        let mut given = 0;
        for stored in waiting {
            let Some((place, key)) = self.key_of(&stored)? else { continue };
            let lacking = members.iter().filter(|member| stored.without_key.contains(&member.account_id));
            let keys: Vec<DocumentKeyFor> =
                lacking.map(|member| self.seal_for(&place, &key, member)).collect::<Result<_, _>>()?;
            if keys.is_empty() {
                continue;
            }
            given += keys.len();
            self.api.put_document_keys(&stored.digest, &DocumentKeys { keys }).await?;
        }
        Ok(given)
    }

    pub(super) fn whereabouts(&self) -> Result<(DeploymentId, AccountId), ClientError> {
        self.with_session(|session| Ok((session.secrets.scope.deployment, session.secrets.scope.owner)))
    }

    fn key_of(&self, stored: &StoredDocument) -> Result<Option<(DocumentPlace, DocumentKey)>, ClientError> {
        let Some(sealed) = &stored.key else { return Ok(None) };
        let digest = base16ct::lower::decode_vec(&stored.digest).ok().and_then(|it| it.try_into().ok());
        let digest = digest.ok_or(ClientError::Answer("digest"))?;
        let (deployment, _) = self.whereabouts()?;
        let place = DocumentPlace { deployment, digest };
        Ok(Some((place, self.open_own_key(&place, &sealed.0)?)))
    }

    /// The key of a document that was sealed to this account.
    pub(super) fn open_own_key(
        &self,
        place: &DocumentPlace,
        sealed: &[u8],
    ) -> Result<DocumentKey, ClientError> {
        let (_, member) = self.whereabouts()?;
        self.with_session(|session| {
            Ok(documents::open_key(place, member, &session.secrets.keys.receiving, sealed)?)
        })
    }

    pub(super) fn seal_for(
        &self,
        place: &DocumentPlace,
        key: &DocumentKey,
        member: &MemberKeys,
    ) -> Result<DocumentKeyFor, ClientError> {
        let mut rng = environment::rng(&self.environment);
        let to = receiving_key(place.deployment, member)?;
        let sealed = documents::seal_key(place, key, member.account_id, &to, &mut rng)?;
        Ok(DocumentKeyFor { account_id: member.account_id, sealed: sealed.into() })
    }
}

/// The receiving key of a member, if the member's own signing key vouches for it.
fn receiving_key(deployment: DeploymentId, member: &MemberKeys) -> Result<KemPublic, ClientError> {
    let scope = Scope { deployment, owner: member.account_id };
    Ok(check_identity(scope, &identity(member)).map(|(_, receiving)| receiving)?)
}
