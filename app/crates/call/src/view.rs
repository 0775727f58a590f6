//! What a screen shows of a session. Every refusal, time-out and failure is a value here, so that it has a screen.

use crate::consent::GivenConsent;
use crate::media::{LocalMedia, Tracks};

/// The whole picture for a screen; a new one after each event that changed it.
#[derive(Debug, Clone, PartialEq)]
pub struct CallView {
    /// Who is looking.
    pub me: Participant,
    /// Where the consultation stands.
    pub phase: Phase,
    /// Six digits to compare, once both sides are verified.
    pub security_number: Option<String>,
    /// Doctor: the number must be compared before the call (the invitation went through the provider's gateway). Patient: came
    /// with a typed code, which names no doctor: only comparing shows whether somebody is in between.
    pub comparison_required: bool,
    /// Whether the user said that the numbers match.
    pub number_compared: bool,
    /// Patient: the call was lost, and the patient waits again.
    pub interrupted: bool,
    /// Name the other side gave, through the encrypted channel only.
    pub other_name: Option<String>,
    /// What the patient agreed to (seen by the doctor).
    pub consent: Option<GivenConsent>,
    /// Frame encryption on top of the transport's.
    pub layer2: Layer2,
    /// What is sent now.
    pub sending: Tracks,
    /// Which devices are open.
    pub devices: LocalMedia,
    /// What the other side says it sends; `None` until it said so.
    pub other_sending: Option<Tracks>,
    /// Which devices the other side has open; `None` until it introduced itself.
    pub other_devices: Option<LocalMedia>,
    /// The last word of the other side, such as "ten minutes late".
    pub message: Option<String>,
    /// Patient: the link to the doctor's colleague who takes over. Secret, as the one before.
    pub handed_over: Option<String>,
    /// How good the line is.
    pub quality: Quality,
    /// Whether the line to the server is up; a call goes on without it.
    pub line_open: bool,
    /// Doctor: wrong typed codes so far. Keep it with the invitation; at 3 the typed code is dead.
    pub failed_tries: u8,
}

/// The two seats of a room. Staff have none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Participant {
    /// Patient or carer with an invitation.
    Patient,
    /// The doctor who owns the room.
    Doctor,
}

/// Where the consultation stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// The line to the room is being opened.
    Connecting {
        /// Failed attempts so far; from 3 on the screen says what to check.
        attempts: u32,
    },
    /// The room is open and the other seat empty: the doctor is not here yet, or no patient has come.
    Alone,
    /// Both are here and prove who they are.
    Verifying,
    /// Verified. The patient waits, the doctor may admit. `hot` = media is connected, black and silent.
    WaitingRoom {
        /// Admitting shows the first frame at once.
        hot: bool,
    },
    /// The call.
    InCall(Link),
    /// Over, with the reason.
    Ended(EndReason),
}

/// How the call's connection does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// Media is being connected.
    Connecting,
    /// Media flows.
    Good,
    /// Nothing arrives; the connection is being restored.
    Reconnecting {
        /// Attempts so far.
        attempts: u32,
    },
    /// The other side's line is interrupted (it left the room without a goodbye).
    OtherGone,
    /// No connection comes about, though everything was tried: probably a network lets nothing through.
    NoWay,
}

/// Why it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndReason {
    /// The user hung up.
    HungUp,
    /// The other side hung up.
    OtherHungUp,
    /// The doctor refused the patient.
    Refused,
    /// The room does not exist.
    RoomUnknown,
    /// The room opens later.
    TooEarly,
    /// The appointment is over or cancelled.
    Expired,
    /// The seat is taken: this consultation is open on another device.
    SeatTaken,
    /// No right to enter (no session, not the owner, staff).
    NotAllowed,
    /// The code or link was wrong; another try is possible.
    CodeWrong,
    /// Three wrong tries: this invitation is dead and a new one is needed.
    CodeLocked,
    /// The other side is not the doctor who made the invitation, or bytes were changed on the way.
    NotAuthentic,
    /// The user saw different security numbers.
    NumberDiffers,
    /// The other side said that it sees another security number.
    OtherNumberDiffers,
    /// This page sent more in a second than the server takes; it may come back at once.
    TooManyTries,
    /// Too many guests came to the room anew; another try is possible in a minute.
    TooManyGuests,
    /// The second layer of encryption was agreed upon and does not work here: nothing is sent without it.
    FrameEncryptionFailed,
    /// The other side did not come back in time.
    ConnectionLost,
    /// This page is older than the other side's: reload.
    VersionMismatch,
}

/// The second layer of encryption (SFrame) below the transport's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layer2 {
    /// Not decided yet.
    Pending,
    /// Both sides encrypt each frame.
    Active,
    /// A browser lacks it: layer 1 only, still end to end.
    Unavailable,
}

/// The line in words; the worse, the greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quality {
    /// Nothing measured yet.
    Unknown,
    /// No loss worth mentioning.
    Good,
    /// Some loss or delay, or the own picture is smaller than the camera makes it.
    Fair,
    /// Much loss or delay, or the own picture hardly moves: the screen recommends turning the camera off.
    Poor,
}
