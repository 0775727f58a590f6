//! What all routes share.

use std::ops::Deref;
use std::sync::Arc;

use heilsam_storage::Store;

use crate::account::Accounts;
use crate::admin::Administration;
use crate::audit::Audit;
use crate::clock::{Clock, Entropy};
use crate::config::Config;
use crate::consultation::Consultations;
use crate::dossier::Dossiers;
use crate::gateway::Gateway;
use crate::jobs::Jobs;
use crate::keys::Keys;
use crate::limiter::Limiter;
use crate::metrics::Metrics;
use crate::notify::Notifier;
use crate::proof::Proofs;
use crate::statics::Pages;

/// Shared state; cloning copies a pointer.
#[derive(Clone)]
pub struct AppState(Arc<Shared>);

/// The parts of [`AppState`].
pub struct Shared {
    /// The database.
    pub store: Store,
    /// The configuration.
    pub config: Config,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Makes random bytes.
    pub entropy: Arc<dyn Entropy>,
    /// Keys of this installation.
    pub keys: Keys,
    /// The audit log.
    pub audit: Audit,
    /// Counts calls per network.
    pub limiter: Limiter,
    /// Counts for the operator.
    pub metrics: Metrics,
    /// The pages of the front ends.
    pub pages: Pages,
    /// What accounts keep in memory.
    pub accounts: Accounts,
    /// What consultations keep in memory.
    pub consultations: Consultations,
    /// What is sent for practices.
    pub gateway: Gateway,
    /// Messages without content to patients.
    pub notifier: Notifier,
    /// How doctors are proven, and who is known to be.
    pub proofs: Proofs,
    /// The dossier as far as it was folded.
    pub dossiers: Dossiers,
    /// How background jobs went.
    pub jobs: Jobs,
    /// What the administration keeps in memory.
    pub admin: Administration,
}

impl AppState {
    /// Puts the parts together.
    #[must_use]
    pub fn new(shared: Shared) -> Self {
        Self(Arc::new(shared))
    }
}

impl Deref for AppState {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}
