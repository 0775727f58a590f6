//! A look at the app without an account: keys of the moment, nothing leaves the device, nothing is kept.

use heilsam_crypto::Scope;
use heilsam_crypto::keys::{AccountKeys, AccountMasterKey};
use heilsam_domain::{AccountId, DeploymentId, Role, SessionId};
use heilsam_protocol::account::Account;
use heilsam_protocol::site::{DigaFacts, Site};

use super::consents::{ConsentText, sign_all};
use super::session::Session;
use super::{Client, SyncState};
use crate::environment::{self, Environment, random};
use crate::error::ClientError;
use crate::merge;
use crate::store::LocalStore;
use crate::sync::{Secrets, SyncEngine};
use crate::transport::Transport;
use crate::vault::Vault;

impl<T: Transport, S: LocalStore, V: Vault, E: Environment> Client<T, S, V, E> {
    /// Begins a preview; meant for a store in memory and a transport that reaches nobody.
    ///
    /// # Errors
    /// [`ClientError::Crypto`] never in practice.
    pub async fn begin_preview(&self, consents: &[ConsentText<'_>]) -> Result<(), ClientError> {
        let mut rng = environment::rng(&self.environment);
        let now = environment::now(&self.environment);
        let deployment_id = DeploymentId::from_bytes(random(&mut rng));
        let account_id = AccountId::from_random(random(&mut rng));
        let scope = Scope { deployment: deployment_id, owner: account_id };
        let amk = AccountMasterKey::make(&mut rng);
        let secrets = Secrets { scope, amk, keys: AccountKeys::make(&mut rng)? };
        let consents = sign_all(&secrets, consents, now)?;
        let diga = DigaFacts {
            name: "Heilsam".to_owned(),
            diga_ve_id: "00000000".to_owned(),
            pzn: "00000000".to_owned(),
            manufacturer: "Heilsam".to_owned(),
        };
        *self.site.borrow_mut() = Some(Site {
            deployment_id,
            operator: String::new(),
            operator_address: String::new(),
            operator_email: String::new(),
            operator_phone: String::new(),
            hosting_country: String::new(),
            version: String::new(),
            demo: true,
            diga,
            purpose: String::new(),
            profiles: None,
            epa: None,
            recorders: Vec::new(),
            mail: false,
            sms: false,
            sms_cents: 0,
            doctor_registration: false,
        });
        let account = Account {
            account_id,
            role: Role::Patient,
            created_at: now,
            entitled_until: None,
            code_check: None,
        };
        *self.session.borrow_mut() = Some(Session {
            secrets,
            account,
            session_id: SessionId::from_random(random(&mut rng)),
            recovering: false,
            // Nothing is kept, so there is no way back to it.
            has_sheet: true,
            engine: SyncEngine::new(merge::merge),
            consents,
        });
        self.preview.set(true);
        self.ensure_diary().await
    }

    /// Whether this is a preview.
    #[must_use]
    pub fn is_preview(&self) -> bool {
        self.preview.get()
    }

    /// What a preview says about its entries: they are here, and wait for nothing.
    pub(super) const fn preview_state() -> SyncState {
        SyncState::SavedHere(0)
    }
}

#[cfg(test)]
mod tests {
    use heilsam_domain::Purpose;
    use heilsam_therapy::diary::Origin;
    use heilsam_therapy::{DiaryEntry, Measurement};
    use jiff::Timestamp;

    use super::*;
    use crate::client::LocalTime;
    use crate::client::doubles::{Nowhere, Still};
    use crate::store::{Change, MemoryStore, StoreError};
    use crate::vault::MemoryVault;

    fn entry(systolic: u16) -> DiaryEntry {
        let value = heilsam_domain::BloodPressure::new(systolic, 80, None).unwrap();
        DiaryEntry {
            measured_at: Timestamp::UNIX_EPOCH,
            measurement: Measurement::BloodPressure(value),
            note: String::new(),
            origin: Origin::Typed,
        }
    }

    #[tokio::test]
    async fn a_preview_writes_and_reads_without_asking_anybody() {
        let client = Client::new(Nowhere, MemoryStore::default(), MemoryVault::default(), Still);
        let text = ConsentText { purpose: Purpose::IntendedUse, version: "1", text: "text" };
        client.begin_preview(&[text]).await.unwrap();
        client.save_entry(None, entry(130), LocalTime(0)).await.unwrap();
        client.sync().await.unwrap();
        assert_eq!(client.entries().len(), 1);
        assert!(client.has_consent(Purpose::IntendedUse) && client.is_preview());
        assert_eq!(client.sync_state(), SyncState::SavedHere(0));
    }

    #[tokio::test]
    async fn nothing_that_was_opened_stays_at_hand_after_the_end() {
        let client = Client::new(Nowhere, MemoryStore::default(), MemoryVault::default(), Still);
        client.begin_preview(&[]).await.unwrap();
        assert!(client.entries().is_empty() && client.entries_with_photo().is_empty());
        assert!(client.read.borrow().is_some() && client.photographed.borrow().is_some());
        client.forget().await.unwrap();
        assert!(client.read.borrow().is_none() && client.photographed.borrow().is_none());
    }

    /// Two entries are two: their ids are drawn.
    #[derive(Debug, Default)]
    struct Drawing(std::cell::Cell<u8>);

    impl Environment for Drawing {
        fn now(&self) -> Timestamp {
            Timestamp::UNIX_EPOCH
        }

        fn seed(&self) -> [u8; 32] {
            self.0.set(self.0.get() + 1);
            [self.0.get(); 32]
        }
    }

    #[tokio::test]
    async fn what_was_read_before_hides_no_change() {
        let environment = Drawing::default();
        let client = Client::new(Nowhere, MemoryStore::default(), MemoryVault::default(), environment);
        client.begin_preview(&[]).await.unwrap();
        assert_eq!(client.entries(), []);
        let id = client.save_entry(None, entry(130), LocalTime(0)).await.unwrap();
        assert_eq!(client.entries()[0].entry, entry(130));
        client.save_entry(Some(id), entry(140), LocalTime(0)).await.unwrap();
        assert_eq!(client.entries()[0].entry, entry(140));
        let other = client.save_entry(None, entry(120), LocalTime(0)).await.unwrap();
        client.delete_entry(id, LocalTime(0)).await.unwrap();
        assert_eq!(
            client.entries().iter().map(|it| (it.id, &it.entry)).collect::<Vec<_>>(),
            [(other, &entry(120))]
        );
        assert!(client.deleted_entries().is_empty(), "what never left the device leaves nothing behind");
    }

    /// Counts the steps in which something was stored.
    #[derive(Debug, Default)]
    struct Counting(MemoryStore, std::cell::Cell<usize>);

    impl LocalStore for Counting {
        async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
            self.0.get(key).await
        }

        async fn list(&self, prefix: &str) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
            self.0.list(prefix).await
        }

        async fn apply(&self, changes: Vec<Change>) -> Result<(), StoreError> {
            self.1.set(self.1.get() + 1);
            self.0.apply(changes).await
        }

        async fn clear(&self) -> Result<(), StoreError> {
            self.0.clear().await
        }
    }

    /// A device that takes nothing while it is full.
    #[derive(Debug, Default)]
    struct Full(MemoryStore, std::cell::Cell<bool>);

    impl LocalStore for Full {
        async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
            self.0.get(key).await
        }

        async fn list(&self, prefix: &str) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
            self.0.list(prefix).await
        }

        async fn apply(&self, changes: Vec<Change>) -> Result<(), StoreError> {
            if self.1.get() { Err(StoreError("full".to_owned())) } else { self.0.apply(changes).await }
        }

        async fn clear(&self) -> Result<(), StoreError> {
            self.0.clear().await
        }
    }

    #[tokio::test]
    async fn keys_that_the_device_refused_to_store_are_made_again_before_anything_is_sealed_with_them() {
        let client = Client::new(Nowhere, Full::default(), MemoryVault::default(), Drawing::default());
        client.begin_preview(&[]).await.unwrap();
        let id = client.save_entry(None, entry(130), LocalTime(0)).await.unwrap();
        let picture = [0xff, 0xd8, 0xff, 0xda, 0, 2, 1, 2, 3, 4, 0xff, 0xd9];
        client.store.1.set(true);
        let refused = client.save_photo(id, Some(&picture)).await;
        assert_eq!(refused, Err(ClientError::Store(StoreError("full".to_owned()))));
        client.store.1.set(false);
        client.save_photo(id, Some(&picture)).await.unwrap();
        client.load_engine().await.unwrap();
        assert!(client.entries_with_photo().contains(&id), "the next start finds it");
    }

    #[tokio::test]
    async fn pictures_of_a_newer_app_are_counted_and_not_shown() {
        use heilsam_crypto::keys::CollectionKind::Photos;
        let client = Client::new(Nowhere, MemoryStore::default(), MemoryVault::default(), Drawing::default());
        client.begin_preview(&[]).await.unwrap();
        let id = client.save_entry(None, entry(130), LocalTime(0)).await.unwrap();
        assert_eq!(client.unreadable_photos(), 0);
        client.put(Photos, id, br#"{"v":2,"frames":[]}"#).await.unwrap();
        assert_eq!((client.unreadable_photos(), client.entries_with_photo().len()), (1, 0));
    }

    #[tokio::test]
    async fn an_entry_and_its_picture_are_deleted_in_one_step() {
        let client = Client::new(Nowhere, Counting::default(), MemoryVault::default(), Drawing::default());
        client.begin_preview(&[]).await.unwrap();
        let id = client.save_entry(None, entry(130), LocalTime(0)).await.unwrap();
        let picture = [0xff, 0xd8, 0xff, 0xda, 0, 2, 1, 2, 3, 4, 0xff, 0xd9];
        client.save_photo(id, Some(&picture)).await.unwrap();
        assert!(client.entries_with_photo().contains(&id));
        let before = client.store.1.get();
        client.delete_entry(id, LocalTime(0)).await.unwrap();
        assert_eq!(client.store.1.get(), before + 1);
        assert!(client.entries().is_empty() && client.entries_with_photo().is_empty());
    }
}
