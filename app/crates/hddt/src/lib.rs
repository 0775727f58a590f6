//! Readings of medical devices, fetched from the manufacturer's recorder (Health Device Data Transfer, HDDT).
//!
//! Pure: no input, no output, no clock, no randomness. The program that uses it sends the requests: they go from the
//! patient's device to the recorder, never through the server of the DiGA.
//!
//! - [`pairing`]: OAuth 2.0 with pushed requests and PKCE, asking for the SMART scopes of blood pressure and no others;
//! - [`query`]: `GET Observation?...`, page by page;
//! - [`bundle`]: what came back, never trusted;
//! - [`round`]: one pull, from which moment on and where the next one goes on;
//! - [`take`]: which of it is new in the diary, replaces an entry, or leaves it;
//! - [`seen`]: what earlier pulls brought.
//!
//! A real recorder lets only a registered DiGA in, by mutual TLS (RFC 8705) at the pushed request, the token and the
//! revocation. A browser cannot hold that certificate: the operator names a gateway that adds it to these three calls, and
//! that must neither see nor keep tokens longer than the call. Observations are fetched past it.
//!
//! Source: gematik, HDDT 1.0 (§ 374a SGB V), mandatory interoperable value blood pressure.

pub mod bundle;
pub mod pairing;
pub mod query;
pub mod round;
pub mod seen;
pub mod take;

pub use bundle::{Page, PageError, Reading};
pub use pairing::{PairingError, Started, Tokens};
pub use round::{Progress, Round};
pub use seen::Seen;
pub use take::{End, Pulled, take};
