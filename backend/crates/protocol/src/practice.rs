//! A practice on the wire: who belongs to it, and what only its members can open.
//!
//! The server sees accounts, their roles and public keys, and numbers. Names, the practice's own name and every key of the
//! practice are sealed on its devices.

use heilsam_domain::{AccountId, CredentialId, JoiningId, MembersChangeId, PracticeId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Bytes;
use crate::credential::CredentialKind;
use crate::dossier::MemberKeys;

/// What the caller belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct OwnPractice {
    /// The practice; `None` for somebody who belongs to none.
    pub practice: Option<Practice>,
    /// Whether the caller accepted an invitation and waits for the main user.
    #[serde(default)]
    pub waits: bool,
    /// Whether the caller belongs to a practice whose main user has not released the device that asks.
    #[serde(default)]
    pub device_waits: bool,
}

/// What the caller has of the practice already, as the query of the request.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct KnownPractice {
    /// The practice.
    pub practice: Option<PracticeId>,
    /// Its version.
    pub version: Option<u64>,
}

/// A practice, as one of its members gets it. Roster, grant, note and members are empty where the caller has this version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Practice {
    /// The practice.
    pub practice_id: PracticeId,
    /// The doctor who founded it and decides about members.
    pub main_user: AccountId,
    /// Grows with every change of members or of the roster.
    pub version: u64,
    /// Names of the practice and its members, sealed under the practice's key and signed by the main user.
    pub roster: Bytes,
    /// The practice's keys, sealed to the caller and signed by the main user.
    pub grant: Bytes,
    /// What the caller noted about the main user's key, sealed for the caller.
    pub note: Bytes,
    /// Everybody who belongs to it.
    pub members: Vec<AccountId>,
    /// Open invitations; only the main user gets them.
    #[serde(default)]
    pub joinings: Vec<Joining>,
    /// The last day of the main user's contract, with which the practice ends; `None` as long as no notice is given.
    #[serde(default)]
    pub ends_on: Option<Date>,
}

/// From where on members are asked for, as the query of the request.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct MembersPage {
    /// The last one of the answer before; nobody for the first.
    pub after: Option<AccountId>,
}

/// From where on devices of members are asked for, as the query of the request.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct DevicesPage {
    /// The last one of the answer before; none for the first.
    pub after: Option<CredentialId>,
}

/// With what a member logs in. A device is a passkey or a passphrase: that is what a server can tell apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct MemberDevice {
    /// The passkey or passphrase.
    pub credential_id: CredentialId,
    /// Whose it is.
    pub account_id: AccountId,
    /// Which of the two.
    pub kind: CredentialKind,
    /// Kind of browser and system of its last login, for example `Firefox, Linux`; empty when no login of it lasts.
    pub device: String,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it was last used.
    pub last_used_at: Option<Timestamp>,
    /// Since when it counts for the practice; `None` while it waits.
    pub released_at: Option<Timestamp>,
}

/// An invitation to become a member, as the main user sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Joining {
    /// The invitation.
    pub joining_id: JoiningId,
    /// Its code and for whom it is, sealed for the main user.
    pub note: Bytes,
    /// From then on it is void.
    pub expires_at: Timestamp,
    /// Who accepted it.
    pub answer: Option<JoiningAnswer>,
}

/// Somebody accepted an invitation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct JoiningAnswer {
    /// The account and its public keys, as the server has them.
    pub by: MemberKeys,
    /// Name and keys of that person, sealed under the code of the invitation.
    pub sealed: Bytes,
}

/// Founds a practice; the caller is its main user and first member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct FoundPractice {
    /// 128 random bits.
    pub practice_id: PracticeId,
    /// See [`Practice::roster`].
    pub roster: Bytes,
    /// See [`Practice::grant`].
    pub grant: Bytes,
    /// See [`Practice::note`].
    pub note: Bytes,
}

/// Says who belongs to the practice from now on, as a whole. Who is new must have accepted an invitation. Whoever stands neither
/// among the grants, here or handed over before, nor among those who keep theirs does not belong to it any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct ChangePractice {
    /// The version that the main user looked at; refused with `conflict` if it is not so any more.
    pub version: u64,
    /// See [`Practice::roster`].
    pub roster: Bytes,
    /// The practice's keys for each member who is new, or for everybody when a new epoch begins.
    pub grants: Vec<PracticeGrant>,
    /// Members whose keys stay as they are.
    #[serde(default)]
    pub kept: Vec<AccountId>,
    /// The grants of this change that were handed over before.
    #[serde(default)]
    pub prepared: Option<Prepared>,
}

/// Grants of a change of members, handed over before it is said. They count for nothing until then. Those of another change of
/// the same practice are forgotten with the first of these.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct PreparedGrants {
    /// The change to come.
    pub change_id: MembersChangeId,
    /// The practice's keys for members, at most [`crate::limit::PRACTICE_GRANTS`].
    pub grants: Vec<PracticeGrant>,
}

/// Which grants were handed over for a change, and how many: refused with `conflict` if they are not all there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Prepared {
    /// See [`PreparedGrants::change_id`].
    pub change_id: MembersChangeId,
    /// Number of grants.
    pub count: u64,
}

/// The practice's keys for one member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct PracticeGrant {
    /// The member.
    pub account_id: AccountId,
    /// See [`Practice::grant`].
    pub sealed: Bytes,
}

/// Invites somebody to become a member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct NewJoining {
    /// Follows from the code, which the server never sees.
    pub joining_id: JoiningId,
    /// Who invites into which practice, sealed under the code.
    pub offer: Bytes,
    /// See [`Joining::note`].
    pub note: Bytes,
}

/// What an invitation says, for somebody with its code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct JoiningOffer {
    /// See [`NewJoining::offer`].
    pub offer: Bytes,
}

/// Accepts an invitation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct AnswerJoining {
    /// See [`JoiningAnswer::sealed`].
    pub sealed: Bytes,
    /// See [`Practice::note`].
    pub note: Bytes,
}
