//! The native driver: the `webrtc` crate, libvpx and libopus instead of a browser.
//!
//! For the desktop app, and for the headless peer of the tests. SRTP with AES-256-GCM and DTLS with
//! ECDHE-ECDSA-AES128-GCM are enforced: a peer that offers neither gets no connection.
//!
//! The `webrtc` crate logs addresses through the `log` facade: a program that installs a logger keeps the targets
//! `webrtc` and `rtc` out of it.

mod clock;
mod driver;
mod estimate;
mod media;
mod peer;
mod receive;
mod send;
mod server;
mod signalling;

pub use clock::Clock;
pub use driver::{Call, CallHandle, CallSetup};
pub use media::{
    AudioSource, Discard, MediaSink, Sources, SyntheticCamera, SyntheticMicrophone, VideoSource,
};
pub use peer::{Network, Peer, PeerError, PeerEvent, PeerSetup, Security, Statistics};
pub use server::Server;
pub use signalling::{Signalling, SignallingError, SignallingEvent};

#[cfg(test)]
mod tests;
