//! The proof of being a doctor on the wire: numbers in the clear, the document sealed to the operators.

use heilsam_domain::{AccountId, ProofState};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Bytes;
use crate::dossier::DocumentKeyFor;

/// How far the caller's own proof has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct DoctorProof {
    /// Whether this installation demands one; otherwise the operator vouches for every doctor to whom it gives a code.
    pub demanded: bool,
    /// How far it has come.
    pub proof: ProofState,
}

impl DoctorProof {
    /// Whether a consultation may be held.
    #[must_use]
    pub const fn admits(&self) -> bool {
        !self.demanded || self.proof.is_proven()
    }
}

/// A doctor hands in a proof. The numbers are no health data and say what every stamp of the practice says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct HandInProof {
    /// The doctor's number.
    pub lanr: String,
    /// The number of the place of practice.
    pub bsnr: String,
    /// SHA-384 of the file.
    pub digest: Bytes,
    /// The file as sealed parts, in order; at most [`crate::limit::PROOF_PARTS`].
    pub parts: Vec<Bytes>,
    /// The file's key, sealed to each operator.
    pub keys: Vec<DocumentKeyFor>,
}

/// A proof that waits for operators.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct ProofToCheck {
    /// The doctor's account.
    pub account_id: AccountId,
    /// The doctor's number.
    pub lanr: String,
    /// The number of the place of practice.
    pub bsnr: String,
    /// SHA-384 of the file.
    pub digest: Bytes,
    /// When it was handed in.
    pub handed_in_at: Timestamp,
    /// How many operators found it right.
    pub accepted: u8,
    /// Whether the caller is one of them.
    pub accepted_by_caller: bool,
    /// The file's key, sealed to the caller, if somebody has done that yet.
    pub key: Option<Bytes>,
    /// Operators who have no key for it yet.
    pub without_key: Vec<AccountId>,
}

/// The sealed file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct ProofDocument {
    /// Its parts, in order.
    pub parts: Vec<Bytes>,
}

/// What an operator says about the proof that they looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct CheckProof {
    /// SHA-384 of the file that was looked at: a proof that was replaced meanwhile is not decided about.
    pub digest: Bytes,
    /// `None`: it is right. Otherwise what is wrong with it, for the doctor to read; at most
    /// [`crate::limit::PROOF_REASON`] characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
}
