//! The login of this device: opening the keys, remembering them, forgetting them.

use heilsam_crypto::keys::{AccountKeys, AccountMasterKey, CollectionKind};
use heilsam_crypto::slots::{self, SlotInfo, SlotSecret};
use heilsam_crypto::{CryptoError, Scope};
use heilsam_domain::{DeploymentId, Role, SessionId};
use heilsam_protocol::account::{Account, Identity, SlotKind};
use heilsam_protocol::consent::SignedConsent;
use heilsam_protocol::login::LoggedIn;
use heilsam_protocol::site::Site;
use serde::{Deserialize, Serialize};

use super::Client;
use crate::environment::{self, Environment};
use crate::error::ClientError;
use crate::merge;
use crate::store::{Change, LocalStore};
use crate::sync::{Secrets, StoredState, SyncEngine};
use crate::transport::Transport;
use crate::vault::Vault;

const FILE: &str = "account";
pub(super) const CONSENTS: &str = "consents";

/// Slots of the account, each signed by its owner.
pub type SlotList = Vec<SlotInfo>;

#[derive(Debug)]
pub(super) struct Session {
    pub(super) secrets: Secrets,
    pub(super) account: Account,
    pub(super) session_id: SessionId,
    pub(super) recovering: bool,
    pub(super) has_sheet: bool,
    pub(super) engine: SyncEngine,
    pub(super) consents: Vec<SignedConsent>,
}

/// Public facts that lie in the store beside the ciphertext.
#[derive(Serialize, Deserialize)]
pub(super) struct AccountFile {
    deployment_id: DeploymentId,
    pub(super) account: Account,
    identity: Identity,
    session_id: SessionId,
    recovering: bool,
    has_sheet: bool,
    site: Site,
}

impl<T: Transport, S: LocalStore, V: Vault, E: Environment> Client<T, S, V, E> {
    /// Takes up the login of an earlier start, without a connection. `false`: nobody is logged in on this device.
    ///
    /// # Errors
    /// [`ClientError::Store`] when the device cannot read; [`ClientError::Crypto`] when what it holds does not fit.
    pub async fn resume(&self) -> Result<bool, ClientError> {
        let Some(bytes) = self.store.get(FILE).await? else { return Ok(false) };
        let Some(kept) = self.vault.load().await? else { return Ok(false) };
        let Ok(file) = serde_json::from_slice::<AccountFile>(&bytes) else { return Ok(false) };
        let scope = Scope { deployment: file.deployment_id, owner: file.account.account_id };
        let amk = AccountMasterKey::from_device_store(&kept);
        let keys = AccountKeys::open(scope, &amk, &file.identity)?;
        let consents = self.store.get(CONSENTS).await?;
        let consents = consents.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        *self.site.borrow_mut() = Some(file.site);
        let session = Session {
            secrets: Secrets { scope, amk, keys },
            account: file.account,
            session_id: file.session_id,
            recovering: file.recovering,
            has_sheet: file.has_sheet,
            engine: SyncEngine::new(merge::merge),
            consents,
        };
        *self.session.borrow_mut() = Some(session);
        self.load_engine().await?;
        Ok(true)
    }

    /// Whether a recovery sheet was made for this account.
    #[must_use]
    pub fn has_sheet(&self) -> bool {
        self.session.borrow().as_ref().is_some_and(|session| session.has_sheet)
    }

    /// Whether the login came from a recovery sheet: a new passkey or passphrase is needed now.
    #[must_use]
    pub fn is_recovering(&self) -> bool {
        self.session.borrow().as_ref().is_some_and(|session| session.recovering)
    }

    /// Opens the keys of a login and remembers it on this device.
    pub(super) async fn enter(&self, login: LoggedIn, secret: SlotSecret<'_>) -> Result<(), ClientError> {
        let site = self.site().await?;
        let scope = Scope { deployment: site.deployment_id, owner: login.account.account_id };
        let amk = slots::open(scope, secret, &login.slot.sealed.0)?;
        let keys = AccountKeys::open(scope, &amk, &login.identity)?;
        self.settle(site, login, Secrets { scope, amk, keys }).await
    }

    /// Remembers a login whose keys are open, and looks at what the server shows of the account.
    pub(super) async fn settle(
        &self,
        site: Site,
        login: LoggedIn,
        secrets: Secrets,
    ) -> Result<(), ClientError> {
        let scope = secrets.scope;
        self.let_in(scope, login.account.role).await?;
        let slots = self.checked_slots(&secrets).await?;
        let has_sheet = slots.iter().any(|slot| slot.kind == slots::SlotKind::RecoverySheet);
        let is_patient = login.account.role == Role::Patient;
        let consents = if is_patient { self.checked_consents(&secrets).await? } else { Vec::new() };

        let file = AccountFile {
            deployment_id: site.deployment_id,
            account: login.account.clone(),
            identity: login.identity,
            session_id: login.session_id,
            recovering: login.recovering,
            has_sheet,
            site,
        };
        if self.has_others(scope).await? {
            self.store.clear().await?;
        }
        let bytes = serde_json::to_vec(&file).map_err(|_| ClientError::Answer("account"))?;
        let listed = serde_json::to_vec(&consents).map_err(|_| ClientError::Answer("consents"))?;
        self.store
            .apply(vec![Change::Put(FILE.to_owned(), bytes), Change::Put(CONSENTS.to_owned(), listed)])
            .await?;
        self.vault.keep(&secrets.amk.expose_for_device_store()).await?;

        let session = Session {
            secrets,
            account: login.account,
            session_id: login.session_id,
            recovering: login.recovering,
            has_sheet,
            engine: SyncEngine::new(merge::merge),
            consents,
        };
        *self.session.borrow_mut() = Some(session);
        self.load_engine().await
    }

    /// Reads the engine's state from the store again: after a start, and when storing failed halfway.
    pub(super) async fn load_engine(&self) -> Result<(), ClientError> {
        let state = StoredState::read(&self.store).await?;
        self.with_session(|session| {
            session.engine =
                SyncEngine::load(&session.secrets, &state, merge::merge).map_err(ClientError::Frozen)?;
            Ok(())
        })
    }

    /// Makes the diary if this account has none. Called after the first pull, so that no device makes a second one.
    pub(super) async fn ensure_diary(&self) -> Result<(), ClientError> {
        self.ensure_collection(CollectionKind::Diary).await
    }

    /// Makes a collection of a patient if the account has none of this kind that the device knows of. Should another
    /// device have made one meanwhile, the keys of that one win.
    pub(super) async fn ensure_collection(&self, kind: CollectionKind) -> Result<(), ClientError> {
        let mut rng = environment::rng(&self.environment);
        let changes = self.with_session(|session| {
            if session.account.role != Role::Patient || session.recovering {
                return Ok(Vec::new());
            }
            Ok(session.engine.ensure_collection(&session.secrets, kind, &mut rng)?)
        })?;
        if let Err(error) = self.store_or_reload(changes).await {
            // Another tab made it first: its keys came with the state that was read anew.
            let is_there = self.with_session(|session| Ok(session.engine.has_collection(kind)))?;
            return if is_there { Ok(()) } else { Err(error) };
        }
        Ok(())
    }

    /// All slots of the account; one that its owner did not sign is an attack and refused.
    ///
    /// # Errors
    /// [`ClientError::Crypto`] with `Forged` for a slot that somebody else put there.
    pub async fn slots(&self) -> Result<SlotList, ClientError> {
        let listed = self.api.slots().await?;
        self.with_session(|session| check(&session.secrets, &listed).map_err(ClientError::Crypto))
    }

    async fn checked_slots(&self, secrets: &Secrets) -> Result<SlotList, ClientError> {
        let listed = self.api.slots().await?;
        Ok(check(secrets, &listed)?)
    }

    pub(super) async fn remember_sheet(&self) -> Result<(), ClientError> {
        self.with_session(|session| {
            session.has_sheet = true;
            Ok(())
        })?;
        self.change_file(|file| file.has_sheet = true).await
    }

    pub(super) async fn remember_session(&self, session_id: SessionId) -> Result<(), ClientError> {
        self.with_session(|session| {
            session.session_id = session_id;
            Ok(())
        })?;
        self.change_file(|file| file.session_id = session_id).await
    }

    /// Changes the facts that this device remembers of the account.
    pub(super) async fn change_file(&self, change: impl FnOnce(&mut AccountFile)) -> Result<(), ClientError> {
        let Some(bytes) = self.store.get(FILE).await? else { return Ok(()) };
        let Ok(mut file) = serde_json::from_slice::<AccountFile>(&bytes) else { return Ok(()) };
        change(&mut file);
        let bytes = serde_json::to_vec(&file).map_err(|_| ClientError::Answer("account"))?;
        self.store.apply(vec![Change::Put(FILE.to_owned(), bytes)]).await?;
        Ok(())
    }

    /// Forgets the session and everything on this device, also what was opened and kept at hand.
    pub(super) async fn forget(&self) -> Result<(), ClientError> {
        self.close().await?;
        self.store.clear().await?;
        Ok(())
    }

    /// Forgets the session, its key and what was opened. What lies in the store stays, sealed.
    pub(super) async fn close(&self) -> Result<(), ClientError> {
        *self.session.borrow_mut() = None;
        *self.team.borrow_mut() = None;
        *self.read.borrow_mut() = None;
        *self.photographed.borrow_mut() = None;
        self.last.set(super::sync::Last::Unknown);
        self.vault.forget().await?;
        Ok(())
    }

    /// Whether another account than this one left something on this device.
    pub(super) async fn has_others(&self, own: Scope) -> Result<bool, ClientError> {
        let Some(bytes) = self.store.get(FILE).await? else { return Ok(false) };
        let same = serde_json::from_slice::<AccountFile>(&bytes)
            .is_ok_and(|kept| kept.account.account_id == own.owner && kept.deployment_id == own.deployment);
        Ok(!same)
    }
}

fn check(secrets: &Secrets, listed: &[heilsam_protocol::account::Slot]) -> Result<SlotList, CryptoError> {
    let signer = secrets.keys.signing.public();
    listed
        .iter()
        .map(|slot| {
            let info = slots::verify(secrets.scope, &signer, &slot.sealed.0)?;
            let fits = info.id == slot.slot_id && to_wire(info.kind) == slot.kind;
            if fits { Ok(info) } else { Err(CryptoError::Misplaced("key slot")) }
        })
        .collect()
}

pub(super) fn to_wire(kind: slots::SlotKind) -> SlotKind {
    match kind {
        slots::SlotKind::Device => SlotKind::Device,
        slots::SlotKind::Passphrase => SlotKind::Passphrase,
        slots::SlotKind::RecoverySheet => SlotKind::RecoverySheet,
        slots::SlotKind::RecoveryContact => SlotKind::RecoveryContact,
    }
}
