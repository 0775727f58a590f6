//! Driving the engine: one round brings this device and the server to the same state.

use heilsam_domain::Role;
use heilsam_protocol::ProblemCode;

use super::Client;
use crate::environment::{self, Environment};
use crate::error::ClientError;
use crate::store::{Change, LocalStore};
use crate::sync::{Mismatch, Step, SyncEngine};
use crate::transport::Transport;
use crate::vault::Vault;

/// Where the entries are, in the words of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SyncState {
    /// Saved on this device; this many are not at the server yet.
    SavedHere(usize),
    /// Everything is at the server as well.
    Synchronised,
    /// On the way right now.
    Working,
    /// This many wait for a connection.
    WaitingForConnection(usize),
    /// The server refused; the entries are safe on this device.
    Problem,
    /// The prescription is over: this many stay on this device, everything else is at the server.
    Held(usize),
    /// The server's data do not match the signed state; nothing is exchanged any more.
    Frozen(Mismatch),
}

/// How the last round ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Last {
    Unknown,
    Done,
    Offline,
    Refused,
}

/// Marks a running round; also ends when the view that started the round goes away in the middle of it.
struct Busy<'a>(&'a std::cell::Cell<bool>);

impl Drop for Busy<'_> {
    fn drop(&mut self) {
        self.0.set(false);
    }
}

/// More steps than any honest round needs.
const MOST_STEPS: usize = 20_000;

impl<T: Transport, S: LocalStore, V: Vault, E: Environment> Client<T, S, V, E> {
    /// Where the entries are.
    #[must_use]
    pub fn sync_state(&self) -> SyncState {
        if let Some(reason) = self.frozen() {
            return SyncState::Frozen(reason);
        }
        if self.is_preview() {
            return Self::preview_state();
        }
        if self.busy.get() {
            return SyncState::Working;
        }
        let waiting = self.waiting();
        match self.last.get() {
            Last::Offline => SyncState::WaitingForConnection(waiting),
            Last::Refused => SyncState::Problem,
            Last::Done if waiting == 0 => SyncState::Synchronised,
            Last::Done if self.held() == waiting => SyncState::Held(waiting),
            Last::Done | Last::Unknown => SyncState::SavedHere(waiting),
        }
    }

    /// Versions that are on this device only.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.session.borrow().as_ref().map_or(0, |session| session.engine.waiting())
    }

    /// Versions that stay on this device because the prescription is over.
    #[must_use]
    pub fn held(&self) -> usize {
        self.session.borrow().as_ref().map_or(0, |session| session.engine.held())
    }

    /// Why nothing is exchanged any more, if it is so.
    #[must_use]
    pub fn frozen(&self) -> Option<Mismatch> {
        self.session.borrow().as_ref().and_then(|session| session.engine.frozen())
    }

    /// Brings device and server to the same state. Call it after writing, when a connection comes back, and now and
    /// then; while a round runs, further calls do nothing.
    ///
    /// # Errors
    /// [`ClientError::Offline`], refusals, [`ClientError::Frozen`]. What waits stays and is tried again by the next call.
    pub async fn sync(&self) -> Result<(), ClientError> {
        if self.is_preview() || self.busy.replace(true) {
            return Ok(());
        }
        let guard = Busy(&self.busy);
        let result = self.round().await;
        drop(guard);
        self.last.set(match &result {
            Ok(()) => Last::Done,
            Err(ClientError::Offline) => Last::Offline,
            Err(_) => Last::Refused,
        });
        result
    }

    /// After a login the keys are open even if the first round fails: only a mismatch is an error.
    pub(super) async fn sync_after_login(&self) -> Result<(), ClientError> {
        // Only these keep records; the server refuses the question of all others.
        if !matches!(self.role(), Some(Role::Patient | Role::Doctor | Role::Staff)) {
            return Ok(());
        }
        match self.sync().await {
            Err(ClientError::Frozen(reason)) => Err(ClientError::Frozen(reason)),
            _ => Ok(()),
        }
    }

    async fn round(&self) -> Result<(), ClientError> {
        self.with_session(|session| {
            session.engine.begin_round();
            Ok(())
        })?;
        for _ in 0..MOST_STEPS {
            let next = self
                .with_session(|session| session.engine.next(&session.secrets).map_err(ClientError::Frozen));
            let (changes, step) = next?;
            self.store_or_reload(changes).await?;
            match step {
                Step::Idle if self.is_diary_missing() => self.ensure_diary().await?,
                Step::Idle => return Ok(()),
                Step::Pull { cursor } => self.pull(&cursor).await?,
                Step::Announce(collection) => {
                    self.api.put_collection(&collection).await?;
                    let id = collection.collection_id;
                    let changes = self.with_session(|session| Ok(session.engine.announced(id)))?;
                    self.store_or_reload(changes).await?;
                }
                Step::Push { collection, batch } => {
                    let answer = self.api.upload(collection, &batch).await;
                    self.take_answer(collection, answer).await?;
                }
            }
        }
        self.freeze(Mismatch::Contradiction).await
    }

    fn is_diary_missing(&self) -> bool {
        use heilsam_crypto::keys::CollectionKind::Diary;
        self.session.borrow().as_ref().is_some_and(|session| {
            let is_patient = session.account.role == heilsam_domain::Role::Patient;
            is_patient && !session.recovering && !session.engine.has_collection(Diary)
        })
    }

    fn is_holding(&self) -> bool {
        self.session.borrow().as_ref().is_some_and(|session| session.engine.is_holding())
    }

    async fn pull(&self, cursor: &str) -> Result<(), ClientError> {
        let page = self.api.changes(cursor).await?;
        let mut rng = environment::rng(&self.environment);
        let now = environment::now(&self.environment);
        let taken =
            self.with_session(|session| Ok(session.engine.pulled(&session.secrets, &page, now, &mut rng)))?;
        match taken {
            Ok(changes) => self.store_or_reload(changes).await,
            Err(reason) => self.freeze(reason).await,
        }
    }

    async fn take_answer(
        &self,
        collection: heilsam_domain::CollectionId,
        answer: Result<heilsam_protocol::sync::BatchStored, ClientError>,
    ) -> Result<(), ClientError> {
        let taken = match answer {
            Ok(stored) => {
                self.with_session(|session| Ok(session.engine.pushed(&session.secrets, collection, &stored)))?
            }
            Err(error) => match error.code() {
                Some(ProblemCode::CollectionMoved | ProblemCode::VersionConflict) => {
                    self.with_session(|session| Ok(session.engine.push_refused(collection)))?
                }
                Some(ProblemCode::PeriodOver) if !self.is_holding() => {
                    // The screen may not know yet that the period is over; without an answer it learns it later.
                    let _ = self.refresh_account().await;
                    self.with_session(|session| Ok(Ok(session.engine.hold_new(collection))))?
                }
                _ => return Err(error),
            },
        };
        match taken {
            Ok(changes) => self.store_or_reload(changes).await,
            Err(reason) => self.freeze(reason).await,
        }
    }

    /// Keeps only the mark; what came with the contradiction is not stored and not shown.
    async fn freeze(&self, reason: Mismatch) -> Result<(), ClientError> {
        self.store.apply(vec![SyncEngine::freeze_mark(reason)]).await?;
        self.load_engine().await?;
        Err(ClientError::Frozen(reason))
    }

    /// Stores changes; when the device refuses, the engine goes back to what is really stored.
    pub(super) async fn store_or_reload(&self, changes: Vec<Change>) -> Result<(), ClientError> {
        if changes.is_empty() {
            return Ok(());
        }
        if let Err(error) = self.store.apply(changes).await {
            self.load_engine().await?;
            return Err(error.into());
        }
        Ok(())
    }
}
