//! Consents: signed acts, given and withdrawn one purpose at a time.

use heilsam_crypto::CryptoError;
use heilsam_crypto::consent;
use heilsam_domain::consent::in_force;
use heilsam_domain::{AccountId, Consent, ConsentAction, DeploymentId, Purpose};
use heilsam_protocol::Bytes;
use heilsam_protocol::consent::SignedConsent;
use jiff::Timestamp;
use serde::Serialize;

use super::Client;
use super::session::CONSENTS;
use crate::environment::{self, Environment};
use crate::error::ClientError;
use crate::store::{Change, LocalStore};
use crate::sync::Secrets;
use crate::transport::Transport;
use crate::vault::Vault;

/// A purpose with the text that is on the screen.
#[derive(Debug, Clone, Copy)]
pub struct ConsentText<'a> {
    /// For what.
    pub purpose: Purpose,
    /// Version of the text, for example `2026-1`; at most 40 characters.
    pub version: &'a str,
    /// The text as shown.
    pub text: &'a str,
}

/// How a receipt is checked, in the file itself.
const ABOUT: &str = "Heilsam consent receipt. The signature is ECDSA P-384 with SHA-384 by signing_key (SEC1, base64url) over: \
heilsam/consent/v1, 00, deployment_id, account_id, purpose, action, text_version, text_sha384, at; see the protocol documentation \
(heilsam-protocol, consent). text_sha384 is SHA-384 of text in UTF-8.";

/// One act of consent with everything that is needed to check it.
#[derive(Debug, Clone, Serialize)]
pub struct ReceiptFile {
    about: &'static str,
    deployment_id: DeploymentId,
    account_id: AccountId,
    signing_key: Bytes,
    #[serde(flatten)]
    signed: SignedConsent,
    text: String,
}

impl ReceiptFile {
    /// As a file.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

impl<T: Transport, S: LocalStore, V: Vault, E: Environment> Client<T, S, V, E> {
    /// All acts of consent, oldest first; also without a connection.
    #[must_use]
    pub fn consents(&self) -> Vec<Consent> {
        let session = self.session.borrow();
        session
            .as_ref()
            .map(|session| session.consents.iter().map(|signed| signed.consent.clone()).collect())
            .unwrap_or_default()
    }

    /// The act at a place of [`Self::consents`], as a file of its own: whoever has the public key can check it without
    /// this program. `text` is what was on the screen; `None` when there is no such act or the text is another one.
    #[must_use]
    pub fn receipt_file(&self, place: usize, text: &str) -> Option<ReceiptFile> {
        let session = self.session.borrow();
        let session = session.as_ref()?;
        let signed = session.consents.get(place)?;
        if signed.consent.text_sha384 != consent::text_sha384(text) {
            return None;
        }
        Some(ReceiptFile {
            about: ABOUT,
            deployment_id: session.secrets.scope.deployment,
            account_id: session.secrets.scope.owner,
            signing_key: session.secrets.keys.signing.public().to_bytes().into(),
            signed: signed.clone(),
            text: text.to_owned(),
        })
    }

    /// Whether the consent to a purpose is in force.
    #[must_use]
    pub fn has_consent(&self, purpose: Purpose) -> bool {
        in_force(&self.consents(), purpose)
    }

    /// Gives consent.
    ///
    /// # Errors
    /// [`ClientError::Offline`]: nothing was changed.
    pub async fn give_consent(&self, text: ConsentText<'_>) -> Result<(), ClientError> {
        self.act(text, ConsentAction::Given).await
    }

    /// Withdraws consent, as easily as it was given.
    ///
    /// # Errors
    /// [`ClientError::Offline`]: nothing was changed.
    pub async fn withdraw_consent(&self, text: ConsentText<'_>) -> Result<(), ClientError> {
        self.act(text, ConsentAction::Withdrawn).await
    }

    async fn act(&self, text: ConsentText<'_>, action: ConsentAction) -> Result<(), ClientError> {
        let now = environment::now(&self.environment);
        let signed = self.with_session(|session| Ok(sign(&session.secrets, text, action, now)?))?;
        self.api.add_consent(&signed).await?;
        let listed = self.with_session(|session| {
            session.consents.push(signed);
            serde_json::to_vec(&session.consents).map_err(|_| ClientError::Answer("consents"))
        })?;
        self.store.apply(vec![Change::Put(CONSENTS.to_owned(), listed)]).await?;
        Ok(())
    }

    /// The history at the server; an act that the owner did not sign is refused.
    pub(super) async fn checked_consents(
        &self,
        secrets: &Secrets,
    ) -> Result<Vec<SignedConsent>, ClientError> {
        let listed = self.api.consents().await?;
        let signer = secrets.keys.signing.public();
        for signed in &listed {
            consent::verify(secrets.scope, &signed.consent, &signer, &signed.signature.0)?;
        }
        Ok(listed)
    }
}

pub(super) fn sign_all(
    secrets: &Secrets,
    texts: &[ConsentText<'_>],
    now: Timestamp,
) -> Result<Vec<SignedConsent>, CryptoError> {
    texts.iter().map(|text| sign(secrets, *text, ConsentAction::Given, now)).collect()
}

fn sign(
    secrets: &Secrets,
    text: ConsentText<'_>,
    action: ConsentAction,
    at: Timestamp,
) -> Result<SignedConsent, CryptoError> {
    let consent = Consent {
        purpose: text.purpose,
        action,
        text_version: text.version.to_owned(),
        text_sha384: consent::text_sha384(text.text),
        at,
    };
    let signature = consent::sign(secrets.scope, &consent, &secrets.keys.signing)?.into();
    Ok(SignedConsent { consent, signature })
}
