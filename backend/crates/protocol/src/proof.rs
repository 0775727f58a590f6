//! The proof of being a doctor on the wire: numbers in the clear, the document sealed to the operators.

use heilsam_domain::{AccountId, Profession, ProofState};
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
    /// Whether this installation reads electronic health professional cards.
    pub cards: bool,
    /// How far it has come.
    pub proof: ProofState,
    /// When the account is erased by itself unless a proof is handed in: only where it registered without a code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub erased_at: Option<Timestamp>,
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
    /// The doctor's number; empty with `other`.
    pub lanr: String,
    /// The number of the place of practice; empty with `other`.
    pub bsnr: String,
    /// In place of both numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<OtherProof>,
    /// SHA-384 of the file.
    pub digest: Bytes,
    /// The file as sealed parts, in order; at most [`crate::limit::PROOF_PARTS`].
    pub parts: Vec<Bytes>,
    /// The file's key, sealed to each operator.
    pub keys: Vec<DocumentKeyFor>,
}

/// Who holds consultations without a doctor's number of the statutory system: in private practice, or in another profession.
/// What stands here is free text that only the operators' eyes judge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct OtherProof {
    /// What they are; at most [`crate::limit::PROOF_OTHER`] characters.
    pub profession: String,
    /// Their chamber or authority, with the number under which it knows them; at most as many.
    pub membership: String,
}

/// A proof that waits for operators.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct ProofToCheck {
    /// The doctor's account.
    pub account_id: AccountId,
    /// Whether it registered without a code of the operator: nobody vouches for it.
    #[serde(default)]
    pub self_registered: bool,
    /// The doctor's number; empty with `other`.
    pub lanr: String,
    /// The number of the place of practice; empty with `other`.
    pub bsnr: String,
    /// What was said in place of both numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<OtherProof>,
    /// SHA-384 of the file; of the signature where a card signed.
    pub digest: Bytes,
    /// When it was handed in.
    pub handed_in_at: Timestamp,
    /// How many found it right, the card included.
    pub accepted: u8,
    /// Whether the caller is one of them.
    pub accepted_by_caller: bool,
    /// The card that signed, in place of a document.
    pub card: Option<CardSeen>,
    /// The file's key, sealed to the caller, if somebody has done that yet.
    pub key: Option<Bytes>,
    /// Operators who have no key for it yet.
    pub without_key: Vec<AccountId>,
}

/// What a card has to sign, byte by byte as UTF-8.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct CardChallenge {
    /// The text; asking again makes another one, and this one worthless.
    pub text: String,
    /// Until when its signature is taken.
    pub expires_at: Timestamp,
}

/// A doctor hands in the signature of a card over the challenge that was asked for last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct HandInCard {
    /// The doctor's number.
    pub lanr: String,
    /// The number of the place of practice.
    pub bsnr: String,
    /// CMS signed data (`.p7s`, DER or PEM) with the card's certificate; at most
    /// [`crate::limit::CARD_SIGNATURE_BYTES`].
    pub signature: Bytes,
}

/// Why a card proves nothing: the `detail` of `signature-refused`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardRefused {
    /// Not a signature, changed, or over something else than this account's challenge.
    Signature,
    /// The challenge is too old, was used, or another one was asked for since.
    Challenge,
    /// The certificate is of another authority, outside its validity, or not for signing.
    Certificate,
    /// The card is of another profession.
    Profession,
    /// The card proves another account already.
    Used,
}

impl CardRefused {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Signature, Self::Challenge, Self::Certificate, Self::Profession, Self::Used];

    /// Its name on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Signature => "card-signature",
            Self::Challenge => "card-challenge",
            Self::Certificate => "card-certificate",
            Self::Profession => "card-profession",
            Self::Used => "card-used",
        }
    }

    /// The reason with this name.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.as_str() == text)
    }
}

/// A card whose signature, chain, validity and profession were found right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct CardSeen {
    /// The Telematik-ID, by which the chambers know its holder.
    pub telematik_id: String,
    /// What the card says its holder is.
    pub profession: Profession,
    /// Until when the certificate is valid.
    pub valid_until: Timestamp,
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
