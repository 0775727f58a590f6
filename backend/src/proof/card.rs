//! The electronic health professional card (eHBA) as another way to prove a doctor. No adapter is part of this version:
//! it needs a connector of the telematics infrastructure or its gateway, which no test can play honestly.
//!
//! What an adapter has to do:
//!
//! 1. Make a challenge of 32 random bytes, bound to the account and good for five minutes.
//! 2. Have it signed by the card's authentication key (`C.HP.AUT`, ECDSA on brainpoolP256r1) through the identity provider
//!    or a connector, which asks for the PIN; the PIN never reaches this server.
//! 3. Check the certificate's chain to a trust anchor of the telematics infrastructure (TSL), its validity, and that it is
//!    not revoked (OCSP) at this moment; an answer that cannot be had is a refusal.
//! 4. Check that the admission extension (ISIS-MTT, 1.3.36.8.3.3) names a physician (`1.2.276.0.76.4.30`), dentist
//!    (`1.2.276.0.76.4.31`) or psychotherapist (`1.2.276.0.76.4.45` to `.47`).
//! 5. Give the Telematik-ID from that extension, which the audit log keeps in place of two operators.
//!
//! Source: gematik gemSpec_PKI (certificate profiles of the eHBA), gemSpec_OID (roles of professions), Heilberufsausweis
//! by § 340 SGB V.

use async_trait::async_trait;
use heilsam_domain::AccountId;
use jiff::Timestamp;

/// Who holds the card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardHolder {
    /// The Telematik-ID of the card.
    pub telematik_id: String,
    /// OID of the profession.
    pub profession: String,
    /// Until when the certificate is valid.
    pub valid_until: Timestamp,
}

/// Why a card proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CardRefused {
    /// The signature is not the card's, or not over this challenge.
    #[error("the card did not sign this challenge")]
    Signature,
    /// Outside its validity, revoked, or of another infrastructure.
    #[error("the certificate of the card is not valid")]
    Certificate,
    /// The card is not a doctor's.
    #[error("the card is of another profession")]
    Profession,
    /// The telematics infrastructure does not answer: nothing was decided.
    #[error("the telematics infrastructure does not answer")]
    Unavailable,
}

/// Reads the proof from an electronic health professional card.
#[async_trait]
pub trait ProfessionalCard: Send + Sync {
    /// What the card has to sign; the same account gets another one each time.
    ///
    /// # Errors
    /// [`CardRefused::Unavailable`].
    async fn challenge(&self, account: AccountId, now: Timestamp) -> Result<Vec<u8>, CardRefused>;

    /// Checks the signed challenge with everything behind it.
    ///
    /// # Errors
    /// [`CardRefused`]; an adapter that is not sure refuses.
    async fn holder(
        &self,
        account: AccountId,
        signed: &[u8],
        now: Timestamp,
    ) -> Result<CardHolder, CardRefused>;
}
