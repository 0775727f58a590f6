//! What can happen to a session: the driver's observations, the user's intents, and time passing.

use core::fmt;

use crate::media::{Candidate, FrameCounts, LocalMedia, ReceivedMedia, Sdp, SdpKind};
use crate::view::Quality;

/// One observation. A driver passes it on without deciding anything.
#[derive(Clone)]
pub enum Event {
    /// The WebSocket to the room is open.
    SignallingOpened,
    /// The WebSocket closed or could not be opened; the session asks for a new one when it is time.
    SignallingClosed,
    /// A text frame: JSON control message of the server.
    SignallingText(String),
    /// A binary frame: bytes of the other participant, as the server relayed them.
    SignallingBinary(Vec<u8>),
    /// Answer to `FetchIceServers`; empty if there are none to be had.
    IceServers(Vec<crate::media::IceServer>),
    /// Camera and microphone were opened, or not. Sent once after start and again on change.
    MediaReady(LocalMedia),
    /// Answer to `CreateOffer` or `ApplyOffer`: this description is now the local one.
    LocalDescription(SdpKind, Sdp),
    /// A gathered candidate.
    LocalCandidate(Candidate),
    /// `ApplyAnswer` succeeded.
    AnswerApplied,
    /// A description could not be made or applied.
    DescriptionFailed,
    /// The state of the peer connection changed.
    Peer(PeerState),
    /// Statistics, about every 250 ms while a peer connection exists.
    Received(ReceivedMedia),
    /// How good the line is for what goes out, where the browser tells; with the statistics.
    Outward(Quality),
    /// The data channel opened.
    DataOpened,
    /// A message on the data channel.
    Data(Vec<u8>),
    /// The network changed: an address changed, or the device came back online.
    NetworkChanged,
    /// The frame encryption's worker (layer 2) is attached to all tracks, or cannot be.
    FrameEncryption(bool),
    /// What passed the frame encryption; expected with `Received` while it is attached.
    Frames {
        /// Sound.
        audio: FrameCounts,
        /// Picture.
        video: FrameCounts,
    },
    /// What the user wants.
    Intent(Intent),
    /// A word to the other side; longer than [`crate::MAX_MESSAGE`] bytes it is not sent.
    Say(String),
    /// Doctor: a colleague takes over who waits; the link to the colleague, at most [`crate::MAX_MESSAGE`] bytes.
    HandOver(String),
    /// A message of [`crate::exchange`] to the other side; only in the call, dropped without a data channel.
    Exchange(Vec<u8>),
    /// A letter of [`crate::group`] to the other side; also to somebody who waits, if they are proven.
    Group(Vec<u8>),
    /// Time passed; expected every 100 to 250 ms.
    Tick,
}

impl fmt::Debug for Event {
    /// Names the event, never its contents.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Self::SignallingOpened => "SignallingOpened",
            Self::SignallingClosed => "SignallingClosed",
            Self::SignallingText(_) => "SignallingText(..)",
            Self::SignallingBinary(_) => "SignallingBinary(..)",
            Self::IceServers(_) => "IceServers",
            Self::MediaReady(_) => "MediaReady",
            Self::LocalDescription(..) => "LocalDescription(..)",
            Self::LocalCandidate(_) => "LocalCandidate(..)",
            Self::AnswerApplied => "AnswerApplied",
            Self::DescriptionFailed => "DescriptionFailed",
            Self::Peer(_) => "Peer",
            Self::Received(_) => "Received",
            Self::Outward(_) => "Outward",
            Self::DataOpened => "DataOpened",
            Self::Data(_) => "Data(..)",
            Self::NetworkChanged => "NetworkChanged",
            Self::FrameEncryption(_) => "FrameEncryption",
            Self::Frames { .. } => "Frames",
            Self::Intent(_) => "Intent",
            Self::Say(_) => "Say(..)",
            Self::HandOver(_) => "HandOver(..)",
            Self::Exchange(_) => "Exchange(..)",
            Self::Group(_) => "Group(..)",
            Self::Tick => "Tick",
        };
        f.write_str(name)
    }
}

/// State of the peer connection, as WebRTC names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeerState {
    /// ICE and DTLS are under way.
    Connecting,
    /// Media can flow.
    Connected,
    /// No answers for a moment; may recover by itself.
    Disconnected,
    /// Will not recover without an ICE restart.
    Failed,
}

/// What a user can want.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intent {
    /// Doctor: let the waiting patient in.
    Admit,
    /// Doctor: send the waiting patient away.
    Refuse,
    /// Leave, whatever the state.
    HangUp,
    /// Turn the microphone off (`true`) or on.
    Mute(bool),
    /// Turn the camera off (`true`) or on.
    CameraOff(bool),
    /// Both sides read out the same security number.
    NumberMatches,
    /// The security numbers differ: end at once, somebody is listening.
    NumberDiffers,
    /// Try again after a failure that allows it.
    Retry,
    /// The page went to the background (`true`) or came back: the camera pauses and the other side is told.
    Background(bool),
}
