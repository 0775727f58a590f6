//! The client crate on this device: in the browser with its storage, elsewhere without any.

use heilsam_client::Client;
use heilsam_client::store::StoreError;

#[cfg(target_arch = "wasm32")]
mod parts {
    pub use heilsam_client::environment::BrowserEnvironment as Surroundings;
    pub use heilsam_client::store::browser::BrowserStore as Store;
    pub use heilsam_client::transport::browser::BrowserTransport as Line;
    pub use heilsam_client::vault::browser::BrowserVault as Safe;
}

#[cfg(not(target_arch = "wasm32"))]
mod parts {
    use heilsam_client::Environment;
    use heilsam_client::transport::{Answer, Request, Transport, TransportError};
    use jiff::Timestamp;

    pub use heilsam_client::store::MemoryStore as Store;
    pub use heilsam_client::vault::MemoryVault as Safe;

    /// No line to any server.
    #[derive(Debug)]
    pub struct Line;

    impl Transport for Line {
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

/// The client of this device.
pub type Device = Client<parts::Line, parts::Store, parts::Safe, parts::Surroundings>;

/// Opens the storage `database` of this browser and a client on it.
///
/// # Errors
/// [`StoreError`] when the browser refuses to store.
#[cfg(target_arch = "wasm32")]
pub async fn open(database: &str) -> Result<Device, StoreError> {
    let store = parts::Store::open(database).await?;
    let safe = parts::Safe::new(store.clone());
    Ok(Client::new(parts::Line, store, safe, parts::Surroundings))
}

/// A client that keeps nothing and reaches nobody.
///
/// # Errors
/// None.
#[cfg(not(target_arch = "wasm32"))]
#[expect(clippy::unused_async, reason = "the same shape as in the browser")]
pub async fn open(_: &str) -> Result<Device, StoreError> {
    Ok(Client::new(parts::Line, parts::Store::default(), parts::Safe::default(), parts::Surroundings))
}
