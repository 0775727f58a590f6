//! Two tabs of one browser: they share the store, the key and the session, and know nothing else of each other.

use std::rc::Rc;

use heilsam_client::Client;
use heilsam_client::client::SyncState;
use heilsam_client::store::{Change, LocalStore, MemoryStore, StoreError};
use heilsam_client::transport::native::NativeTransport;
use heilsam_client::transport::{Answer, Request, Transport, TransportError};
use heilsam_client::vault::{MemoryVault, Vault};
use zeroize::Zeroizing;

use crate::people::{Person, Surroundings};
use crate::program::Program;
use crate::{BERLIN, entry};

/// What all tabs of a browser have in common.
#[derive(Debug, Clone)]
struct Browser {
    line: Rc<NativeTransport>,
    store: Rc<MemoryStore>,
    vault: Rc<MemoryVault>,
}

type Tab = Client<Browser, Browser, Browser, Surroundings>;

impl Browser {
    fn new(server: &Program) -> Self {
        let line = NativeTransport::new(&server.address()).unwrap();
        Self { line: Rc::new(line), store: Rc::default(), vault: Rc::default() }
    }

    fn tab(&self) -> Tab {
        Client::new(self.clone(), self.clone(), self.clone(), Surroundings)
    }

    /// A tab that is opened while somebody is logged in.
    async fn open(&self) -> Tab {
        let tab = self.tab();
        assert_eq!(tab.resume().await, Ok(true));
        tab
    }
}

impl Transport for Browser {
    async fn send(&self, request: Request) -> Result<Answer, TransportError> {
        self.line.send(request).await
    }
}

impl LocalStore for Browser {
    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.store.get(key).await
    }

    async fn list(&self, prefix: &str) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        self.store.list(prefix).await
    }

    async fn apply(&self, changes: Vec<Change>) -> Result<(), StoreError> {
        self.store.apply(changes).await
    }

    async fn clear(&self) -> Result<(), StoreError> {
        self.store.clear().await
    }
}

impl Vault for Browser {
    async fn load(&self) -> Result<Option<Zeroizing<[u8; 32]>>, StoreError> {
        self.vault.load().await
    }

    async fn keep(&self, key: &Zeroizing<[u8; 32]>) -> Result<(), StoreError> {
        self.vault.keep(key).await
    }

    async fn forget(&self) -> Result<(), StoreError> {
        self.vault.forget().await
    }
}

#[tokio::test]
async fn two_tabs_of_one_browser_lose_nothing_and_accuse_nobody() {
    let Some(server) = Program::start() else { return };
    let erika = Person::patient(&server).await;
    let browser = Browser::new(&server);
    erika.log_in_at(&browser.tab()).await;
    let (one, other) = (browser.open().await, browser.open().await);
    let first = one.save_entry(None, entry(131, "links"), BERLIN).await.unwrap();
    let second = other.save_entry(None, entry(133, "rechts"), BERLIN).await.unwrap();
    one.save_entry(Some(first), entry(132, "links"), BERLIN).await.unwrap();
    one.sync().await.unwrap();
    drop((one, other));

    let (later, beside) = (browser.open().await, browser.open().await);
    assert_eq!((later.waiting(), later.entries().len()), (1, 2));
    later.sync().await.unwrap();
    beside.save_entry(Some(second), entry(134, "rechts"), BERLIN).await.unwrap();
    beside.sync().await.unwrap();
    for tab in [&later, &beside, &browser.open().await] {
        tab.sync().await.unwrap();
        assert_eq!((tab.sync_state(), tab.frozen()), (SyncState::Synchronised, None));
    }

    let tablet = &erika.client;
    tablet.sync().await.unwrap();
    assert_eq!(later.entries(), tablet.entries());
    let kept: Vec<_> = tablet.entries().into_iter().map(|it| it.entry).collect();
    assert!(kept.contains(&entry(132, "links")) && kept.contains(&entry(134, "rechts")), "{kept:?}");
}
