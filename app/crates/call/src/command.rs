//! What the session asks of its driver. A driver carries commands out in order and decides nothing.

use core::fmt;

use crate::media::{Candidate, IceServer, Sdp, Tracks};

/// One task for the driver.
#[derive(Clone, PartialEq, Eq)]
pub enum Command {
    /// Open the WebSocket of the room. An old one is closed without any further event from it.
    OpenSignalling,
    /// Close the WebSocket for good.
    CloseSignalling,
    /// Send a text frame to the server.
    SendText(String),
    /// Send a binary frame, at most 16 KiB, to be relayed to the other participant.
    SendBinary(Vec<u8>),
    /// Ask the server for STUN and TURN access (`ROOM_ICE`), then report `IceServers` (empty on failure).
    FetchIceServers,
    /// Use these servers from the next gathering on.
    UpdateIceServers(Vec<IceServer>),
    /// Make the peer connection: one sending and receiving audio and one video transceiver in this order
    /// (also without devices), then the negotiated ordered data channel with id 0. Tracks start disabled.
    /// Closes an earlier peer connection first. `relay_only` hides the own address.
    CreatePeer {
        /// Servers for ICE.
        ice_servers: Vec<IceServer>,
        /// Use TURN relays only.
        relay_only: bool,
    },
    /// Create an offer, set it as local description, report `LocalDescription`. If this fails, `DescriptionFailed`.
    CreateOffer {
        /// Gather afresh and reconnect on new paths.
        ice_restart: bool,
    },
    /// Set this remote offer, create and set the answer, report `LocalDescription`. If an own offer is
    /// pending it is rolled back first (browsers do so implicitly).
    ApplyOffer(Sdp),
    /// Set this remote answer, report `AnswerApplied`.
    ApplyAnswer(Sdp),
    /// Add a remote candidate; a failure is ignored.
    AddCandidate(Candidate),
    /// Enable or disable the sending tracks (`track.enabled`); never renegotiates.
    EnableTracks(Tracks),
    /// Give the frame encryption its keys (layer 2): for sending and for receiving, 64 bytes each. Comes before
    /// `CreatePeer`, only if both sides said they can; the driver reports `FrameEncryption` once attached.
    FrameKeys {
        /// Own base key.
        send: [u8; 64],
        /// Base key of the other side.
        receive: [u8; 64],
    },
    /// Send a message on the data channel; dropped when it is not open.
    SendData(Vec<u8>),
    /// Hand this message to whoever runs [`crate::exchange`]; drop it if nobody does.
    Exchange(Vec<u8>),
    /// Hand this letter to whoever runs [`crate::group`]; drop it if nobody does.
    Group(Vec<u8>),
    /// Close the peer connection.
    ClosePeer,
    /// Keep these bytes for this tab only (`sessionStorage`), so that a reload can resume.
    StoreResumption(Vec<u8>),
    /// Forget what `StoreResumption` kept.
    ForgetResumption,
}

impl fmt::Debug for Command {
    /// Names the command, never its contents.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Self::OpenSignalling => "OpenSignalling",
            Self::CloseSignalling => "CloseSignalling",
            Self::SendText(_) => "SendText(..)",
            Self::SendBinary(_) => "SendBinary(..)",
            Self::FetchIceServers => "FetchIceServers",
            Self::UpdateIceServers(_) => "UpdateIceServers(..)",
            Self::CreatePeer { .. } => "CreatePeer",
            Self::CreateOffer { ice_restart: true } => "CreateOffer(ice restart)",
            Self::CreateOffer { ice_restart: false } => "CreateOffer",
            Self::ApplyOffer(_) => "ApplyOffer(..)",
            Self::ApplyAnswer(_) => "ApplyAnswer(..)",
            Self::AddCandidate(_) => "AddCandidate(..)",
            Self::EnableTracks(_) => "EnableTracks",
            Self::FrameKeys { .. } => "FrameKeys(..)",
            Self::SendData(_) => "SendData(..)",
            Self::Exchange(_) => "Exchange(..)",
            Self::Group(_) => "Group(..)",
            Self::ClosePeer => "ClosePeer",
            Self::StoreResumption(_) => "StoreResumption(..)",
            Self::ForgetResumption => "ForgetResumption",
        };
        f.write_str(name)
    }
}
