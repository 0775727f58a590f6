//! The client crate on this device: in the browser with its storage, or passing through without leaving anything.

use heilsam_client::Client;
use heilsam_client::store::{Change, LocalStore, MemoryStore, StoreError};
use heilsam_client::transport::{Answer, Request, Transport, TransportError};
use heilsam_client::vault::{MemoryVault, Vault};
use zeroize::Zeroizing;

/// How much the program keeps on this device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// The sealed record and the key that opens it, until the person logs out.
    Record,
    /// Nothing: a computer that others use as well. Source: DiGAV Anlage 1, Datenschutz 13.
    Nothing,
    /// Nothing, and nobody is asked: a preview.
    Preview,
}

#[cfg(target_arch = "wasm32")]
mod parts {
    pub use heilsam_client::environment::BrowserEnvironment as Surroundings;
    pub use heilsam_client::store::browser::BrowserStore as Kept;
    pub use heilsam_client::transport::browser::BrowserTransport as Server;
    pub use heilsam_client::vault::browser::BrowserVault as Locked;
}

#[cfg(not(target_arch = "wasm32"))]
mod parts {
    use heilsam_client::Environment;
    use heilsam_client::transport::{Answer, Request, Transport, TransportError};
    use jiff::Timestamp;

    pub use heilsam_client::store::MemoryStore as Kept;
    pub use heilsam_client::vault::MemoryVault as Locked;

    /// No line to any server.
    #[derive(Debug)]
    pub struct Server;

    impl Transport for Server {
        async fn send(&self, _: Request) -> Result<Answer, TransportError> {
            Err(TransportError)
        }
    }

    /// A clock that stands still, for views outside of a browser.
    #[derive(Debug)]
    pub struct Surroundings;

    impl Environment for Surroundings {
        fn now(&self) -> Timestamp {
            Timestamp::UNIX_EPOCH
        }

        fn seed(&self) -> [u8; 32] {
            [0; 32]
        }
    }
}

/// The way to the server, or to nobody.
#[derive(Debug)]
pub enum Line {
    /// The server that this page came from.
    Server(parts::Server),
    /// Nobody.
    Nowhere,
}

impl Transport for Line {
    async fn send(&self, request: Request) -> Result<Answer, TransportError> {
        match self {
            Self::Server(server) => server.send(request).await,
            Self::Nowhere => Err(TransportError),
        }
    }
}

/// Where the sealed record lies.
#[derive(Debug)]
pub enum Store {
    /// In the browser's storage.
    Kept(parts::Kept),
    /// In memory, until the page is closed.
    Passing(MemoryStore),
}

impl LocalStore for Store {
    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        match self {
            Self::Kept(store) => store.get(key).await,
            Self::Passing(store) => store.get(key).await,
        }
    }

    async fn list(&self, prefix: &str) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        match self {
            Self::Kept(store) => store.list(prefix).await,
            Self::Passing(store) => store.list(prefix).await,
        }
    }

    async fn apply(&self, changes: Vec<Change>) -> Result<(), StoreError> {
        match self {
            Self::Kept(store) => store.apply(changes).await,
            Self::Passing(store) => store.apply(changes).await,
        }
    }

    async fn clear(&self) -> Result<(), StoreError> {
        match self {
            Self::Kept(store) => store.clear().await,
            Self::Passing(store) => store.clear().await,
        }
    }
}

/// Where the key rests.
#[derive(Debug)]
pub enum Safe {
    /// In the browser's storage, under a key that scripts cannot read.
    Locked(parts::Locked),
    /// In memory, until the page is closed.
    Passing(MemoryVault),
}

impl Vault for Safe {
    async fn load(&self) -> Result<Option<Zeroizing<[u8; 32]>>, StoreError> {
        match self {
            Self::Locked(safe) => safe.load().await,
            Self::Passing(safe) => safe.load().await,
        }
    }

    async fn keep(&self, key: &Zeroizing<[u8; 32]>) -> Result<(), StoreError> {
        match self {
            Self::Locked(safe) => safe.keep(key).await,
            Self::Passing(safe) => safe.keep(key).await,
        }
    }

    async fn forget(&self) -> Result<(), StoreError> {
        match self {
            Self::Locked(safe) => safe.forget().await,
            Self::Passing(safe) => safe.forget().await,
        }
    }
}

/// The client of this device.
pub type Device = Client<Line, Store, Safe, parts::Surroundings>;

/// A client on the storage `database` of this browser, or on none.
///
/// # Errors
/// [`StoreError`] when the browser refuses to store what is to be kept.
pub async fn open(database: &str, keep: Keep) -> Result<Device, StoreError> {
    let line = if keep == Keep::Preview { Line::Nowhere } else { Line::Server(parts::Server) };
    if keep != Keep::Record {
        let (store, safe) = (MemoryStore::default(), MemoryVault::default());
        return Ok(Client::new(line, Store::Passing(store), Safe::Passing(safe), parts::Surroundings));
    }
    let (store, safe) = open_kept(database).await?;
    Ok(Client::new(line, Store::Kept(store), Safe::Locked(safe), parts::Surroundings))
}

#[cfg(target_arch = "wasm32")]
async fn open_kept(database: &str) -> Result<(parts::Kept, parts::Locked), StoreError> {
    let store = parts::Kept::open(database).await?;
    let safe = parts::Locked::new(store.clone());
    Ok((store, safe))
}

#[cfg(not(target_arch = "wasm32"))]
#[expect(clippy::unused_async, reason = "the same shape as in the browser")]
async fn open_kept(_: &str) -> Result<(parts::Kept, parts::Locked), StoreError> {
    Ok((parts::Kept::default(), parts::Locked::default()))
}
