//! The client: one object that views talk to. All actions take `&self`; views keep it in an `Rc`.

mod access_report;
mod account;
mod appointments;
mod brought;
mod confirming;
mod consents;
mod contact;
mod contract;
mod credentials;
mod device_notes;
mod documents;
mod dossier;
#[cfg(test)]
mod doubles;
mod drafts;
mod entries;
mod gateway;
mod invitations;
mod login_name;
mod member_keys;
mod notifications;
mod outcome;
mod period;
mod photos;
mod portability;
mod practice;
mod preview;
mod proofs;
mod registration;
mod session;
mod sharing;
mod sync;
mod therapy;
mod unsent;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use heilsam_domain::Role;
use heilsam_protocol::account::Account;
use heilsam_protocol::site::Site;
use jiff::Timestamp;

use crate::api::Api;
use crate::environment::Environment;
use crate::error::ClientError;
use crate::store::LocalStore;
use crate::transport::Transport;
use crate::vault::Vault;

pub use access_report::{AccessReport, DiaryReport, KeyFingerprints, RecordReport, ServerReport};
pub use consents::{ConsentText, ReceiptFile};
pub use contact::{ContactRecovery, ContactView};
pub use credentials::{PassphraseBegun, PassphraseDraft};
pub use dossier::{DossierError, DossierView};
pub use entries::LocalTime;
pub use gateway::{GatewayMessage, GatewayWay};
pub use heilsam_protocol::practice::MemberDevice;
pub use invitations::{Delivery, InvitationDraft, InvitationView, Told, TypedCode, Word};
pub use member_keys::{KeyStanding, MemberKey};
pub use notifications::{NotificationSettings, NotificationsView, QuietHours};
pub use portability::Batches;
pub use practice::{Accepted, Belonging, JoiningView, MasterData, Offer, PracticeMember, PracticeView};
pub use session::SlotList;
pub use sync::SyncState;

use session::Session;

/// The salt that passkeys get for their PRF: the same everywhere, so that each passkey always gives the same secret.
pub const PRF_SALT: [u8; 32] = *b"heilsam passkey prf salt, v1\0\0\0\0";

/// Everything a front end does, over what is handed in.
#[derive(Debug)]
pub struct Client<T, S, V, E> {
    api: Api<T>,
    store: S,
    vault: V,
    environment: E,
    session: RefCell<Option<Session>>,
    site: RefCell<Option<Site>>,
    busy: Cell<bool>,
    last: Cell<sync::Last>,
    preview: Cell<bool>,
    read: RefCell<Option<entries::Read>>,
    photographed: RefCell<Option<photos::Photographed>>,
    /// The practice as it was opened last.
    team: RefCell<Option<Rc<practice::Team>>>,
    /// What this device wrote into the calendar because the person decided so.
    decided: RefCell<invitations::Decided>,
    /// Whom the program is made for; `None`: everybody.
    roles: Cell<Option<&'static [Role]>>,
}

impl<T: Transport, S: LocalStore, V: Vault, E: Environment> Client<T, S, V, E> {
    /// A client with nobody logged in; [`Self::resume`] looks for a login of an earlier start.
    pub fn new(transport: T, store: S, vault: V, environment: E) -> Self {
        Self {
            api: Api(transport),
            store,
            vault,
            environment,
            session: RefCell::new(None),
            site: RefCell::new(None),
            busy: Cell::new(false),
            last: Cell::new(sync::Last::Unknown),
            preview: Cell::new(false),
            read: RefCell::new(None),
            photographed: RefCell::new(None),
            team: RefCell::new(None),
            decided: RefCell::default(),
            roles: Cell::new(None),
        }
    }

    /// What this installation is; asked once.
    ///
    /// # Errors
    /// [`ClientError::Offline`] when it was never asked before and there is no connection.
    pub async fn site(&self) -> Result<Site, ClientError> {
        if let Some(site) = self.site.borrow().clone() {
            return Ok(site);
        }
        let site = self.api.site().await?;
        *self.site.borrow_mut() = Some(site.clone());
        Ok(site)
    }

    /// Public facts of the installation as the server says them now: those of [`Self::site`] may be as old as the login.
    ///
    /// # Errors
    /// [`ClientError::Offline`] and what the server says.
    pub async fn site_now(&self) -> Result<Site, ClientError> {
        self.api.site().await
    }

    /// The account that is logged in on this device.
    #[must_use]
    pub fn account(&self) -> Option<Account> {
        self.session.borrow().as_ref().map(|session| session.account.clone())
    }

    /// The role of the account that is logged in.
    #[must_use]
    pub fn role(&self) -> Option<Role> {
        self.account().map(|account| account.role)
    }

    /// Now, as the environment has it.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.environment.now()
    }

    fn with_session<R>(
        &self,
        act: impl FnOnce(&mut Session) -> Result<R, ClientError>,
    ) -> Result<R, ClientError> {
        match self.session.borrow_mut().as_mut() {
            Some(session) => act(session),
            None => Err(ClientError::LoggedOut),
        }
    }
}
