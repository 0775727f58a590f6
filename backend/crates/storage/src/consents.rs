//! Consents: an append-only history of acts per account.

use heilsam_domain::{AccountId, Consent, ConsentAction, Purpose};
use heilsam_protocol::consent::SignedConsent;
use jiff::Timestamp;
use sqlx::{Any, Transaction};

use crate::credentials::lock_account;
use crate::row::Columns;
use crate::{Store, StoreError};

/// One act as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentRow {
    /// The act with its receipt.
    pub signed: SignedConsent,
    /// When the server took it, by its own clock; for rows older than this column the time that the device signed.
    pub received_at: Timestamp,
}

impl Store {
    /// The history of an account, oldest first.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn consent_history(&self, account_id: AccountId) -> Result<Vec<ConsentRow>, StoreError> {
        let rows = sqlx::query(
            "SELECT purpose, action, text_version, text_sha384, given_at_text, signature, COALESCE(received_at, given_at)
             FROM consents WHERE account_id = $1 ORDER BY position",
        )
        .bind(account_id.to_bytes().to_vec())
        .fetch_all(self.reader())
        .await?;
        rows.iter()
            .map(|row| {
                let consent = Consent {
                    purpose: row.named(0, Purpose::from_name)?,
                    action: row.named(1, action_of)?,
                    text_version: row.text(2)?,
                    text_sha384: row.text(3)?,
                    at: row.named(4, |text| text.parse::<Timestamp>().ok())?,
                };
                let signed = SignedConsent { consent, signature: row.bytes(5)?.into() };
                Ok(ConsentRow { signed, received_at: row.time(6)? })
            })
            .collect()
    }

    /// Appends an act; says how many acts the history holds now. An act that is the newest of the history already is not
    /// appended again.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn add_consent(
        &self,
        account_id: AccountId,
        consent: &SignedConsent,
        received_at: Timestamp,
    ) -> Result<u64, StoreError> {
        let mut transaction = self.begin().await?;
        lock_account(&mut transaction, account_id).await?;
        let position = insert(&mut transaction, account_id, consent, received_at).await?;
        transaction.commit().await?;
        Ok(position)
    }

    /// Whether consent to a purpose is in force.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn is_consent_in_force(
        &self,
        account_id: AccountId,
        purpose: Purpose,
    ) -> Result<bool, StoreError> {
        let row = sqlx::query(
            "SELECT action FROM consents WHERE account_id = $1 AND purpose = $2 ORDER BY position DESC LIMIT 1",
        )
        .bind(account_id.to_bytes().to_vec())
        .bind(purpose.as_str())
        .fetch_optional(self.reader())
        .await?;
        let last = row.map(|row| row.named(0, action_of)).transpose()?;
        Ok(last == Some(ConsentAction::Given))
    }
}

/// Says how many acts the history holds after this one.
pub(crate) async fn insert(
    transaction: &mut Transaction<'_, Any>,
    account_id: AccountId,
    signed: &SignedConsent,
    received_at: Timestamp,
) -> Result<u64, StoreError> {
    let count = sqlx::query("SELECT COUNT(*) FROM consents WHERE account_id = $1")
        .bind(account_id.to_bytes().to_vec())
        .fetch_one(&mut **transaction)
        .await?
        .count(0)?;
    let resent = sqlx::query(
        "SELECT COUNT(*) FROM consents WHERE account_id = $1 AND position = $2 AND signature = $3 AND purpose = $4
         AND action = $5 AND given_at_text = $6",
    )
    .bind(account_id.to_bytes().to_vec())
    .bind(crate::row::as_int(count)? - 1)
    .bind(signed.signature.0.clone())
    .bind(signed.consent.purpose.as_str())
    .bind(action_name(signed.consent.action))
    .bind(signed.consent.at.to_string())
    .fetch_one(&mut **transaction)
    .await?
    .count(0)?;
    if resent > 0 {
        return Ok(count);
    }
    sqlx::query(
        "INSERT INTO consents (account_id, position, purpose, action, text_version, text_sha384, given_at, given_at_text,
         signature, received_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(account_id.to_bytes().to_vec())
    .bind(crate::row::as_int(count)?)
    .bind(signed.consent.purpose.as_str())
    .bind(action_name(signed.consent.action))
    .bind(signed.consent.text_version.clone())
    .bind(signed.consent.text_sha384.clone())
    .bind(signed.consent.at.as_millisecond())
    .bind(signed.consent.at.to_string())
    .bind(signed.signature.0.clone())
    .bind(received_at.as_millisecond())
    .execute(&mut **transaction)
    .await?;
    // No share outlives the consent that it rests on, and none comes back with a new one.
    if signed.consent.purpose == Purpose::Sharing && signed.consent.action == ConsentAction::Withdrawn {
        crate::shares::end_all(transaction, account_id, received_at).await?;
    }
    if signed.consent.purpose == Purpose::RecoveryContact && signed.consent.action == ConsentAction::Withdrawn
    {
        crate::contacts::remove(transaction, account_id).await?;
    }
    // Nor does any message about what is not used any more. Without messages nobody can object: the trusted person ends, too.
    if signed.consent.purpose == Purpose::IntendedUse && signed.consent.action == ConsentAction::Withdrawn {
        crate::notifications::end_all(transaction, account_id).await?;
        crate::contacts::remove(transaction, account_id).await?;
    }
    Ok(count + 1)
}

const fn action_name(action: ConsentAction) -> &'static str {
    match action {
        ConsentAction::Given => "given",
        ConsentAction::Withdrawn => "withdrawn",
    }
}

fn action_of(name: &str) -> Option<ConsentAction> {
    [ConsentAction::Given, ConsentAction::Withdrawn].into_iter().find(|action| action_name(*action) == name)
}
