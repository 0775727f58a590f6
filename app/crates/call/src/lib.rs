//! The media session of a consultation: one sans-IO engine and two thin drivers.
//!
//! [`Session`] takes [`Event`]s (what happened) and gives [`Command`]s (what the driver does next) and a
//! [`CallView`] (what a screen shows). It opens no socket and reads no clock: a driver passes both in.
//!
//! * `browser` drives it with web-sys in WebAssembly,
//! * `native` drives it with the `webrtc` crate, for the desktop app and for the headless peer of the tests.
//!
//! No session description, candidate, name or key reaches a log: the types that carry them print as `..`.

#[cfg(feature = "browser")]
pub mod browser;
pub mod command;
pub mod companion;
pub mod consent;
pub mod event;
pub mod exchange;
pub mod group;
pub mod hold;
pub mod ladder;
pub mod media;
#[cfg(feature = "native")]
pub mod native;
mod negotiation;
mod payload;
mod session;
pub mod view;
mod watchdog;
mod wire;

pub use command::Command;
pub use companion::{Attendee, Companion};
pub use consent::{ConsentRecord, ConsentText, GivenConsent};
pub use event::{Event, Intent, PeerState};
pub use heilsam_crypto::identity::IdentityKey;
pub use heilsam_crypto::vsp1::{Invitation, InvitationError, InvitationLink, Proof};
pub use media::{
    Candidate, FrameCounts, IceServer, LocalMedia, ReceivedMedia, RelayWay, Sdp, SdpKind, Tracks,
};
pub use payload::{MAX_MESSAGE, MAX_NAME};
pub use session::{Entrance, Session, SessionConfig};
pub use view::{CallView, EndReason, Layer2, Link, Participant, Phase, Quality};
