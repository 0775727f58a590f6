//! Proofs by an electronic health professional card: one challenge for each account, and one account for each card.

use heilsam_domain::{AccountId, ProofState};
use heilsam_protocol::proof::CardSeen;
use jiff::Timestamp;

use super::{STATE, put_waiting, state};
use crate::row::Columns;
use crate::{Store, StoreError};

/// What a card proved.
#[derive(Debug, Clone)]
pub struct NewCard {
    /// The doctor's number.
    pub lanr: String,
    /// The number of the place of practice.
    pub bsnr: String,
    /// SHA-384 of the signature.
    pub digest: Vec<u8>,
    /// Whose card it is.
    pub card: CardSeen,
}

/// How handing in ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CardHandedIn {
    /// It stands, and counts as one pair of eyes.
    Stored(ProofState),
    /// An operator looks at another proof, or the account was proven before.
    NotNow,
    /// The challenge was used meanwhile.
    NoChallenge,
    /// The card stands for another account.
    OtherAccount,
}

impl Store {
    /// Keeps what the account's card has to sign, in the place of what it had to sign before.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn put_card_challenge(
        &self,
        account: AccountId,
        nonce: &[u8],
        expires_at: Timestamp,
    ) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        sqlx::query(
            "INSERT INTO card_challenges (account_id, nonce, expires_at) VALUES ($1, $2, $3)
             ON CONFLICT (account_id) DO UPDATE SET nonce = excluded.nonce, expires_at = excluded.expires_at",
        )
        .bind(account.to_bytes().to_vec())
        .bind(nonce.to_vec())
        .bind(expires_at.as_millisecond())
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// What the account's card has to sign, and until when.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn card_challenge(
        &self,
        account: AccountId,
    ) -> Result<Option<(Vec<u8>, Timestamp)>, StoreError> {
        let row = sqlx::query("SELECT nonce, expires_at FROM card_challenges WHERE account_id = $1")
            .bind(account.to_bytes().to_vec())
            .fetch_optional(self.reader())
            .await?;
        row.map(|row| Ok((row.bytes(0)?, row.time(1)?))).transpose()
    }

    /// Spends the challenge and keeps the card as a proof that waits for one operator.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn hand_in_card(
        &self,
        account: AccountId,
        nonce: &[u8],
        proof: &NewCard,
        now: Timestamp,
    ) -> Result<CardHandedIn, StoreError> {
        let id = account.to_bytes().to_vec();
        let mut transaction = self.begin().await?;
        let spent = sqlx::query("DELETE FROM card_challenges WHERE account_id = $1 AND nonce = $2")
            .bind(id.clone())
            .bind(nonce.to_vec())
            .execute(&mut *transaction)
            .await?;
        if spent.rows_affected() == 0 {
            return Ok(CardHandedIn::NoChallenge);
        }
        let elsewhere =
            sqlx::query("SELECT account_id FROM doctor_cards WHERE telematik_id = $1 AND account_id <> $2")
                .bind(proof.card.telematik_id.clone())
                .bind(id.clone())
                .fetch_optional(&mut *transaction)
                .await?;
        if elsewhere.is_some() {
            return Ok(CardHandedIn::OtherAccount);
        }
        if !put_waiting(&mut transaction, &id, (&proof.lanr, &proof.bsnr), &proof.digest, now).await? {
            return Ok(CardHandedIn::NotNow);
        }
        sqlx::query(
            "INSERT INTO doctor_cards (account_id, telematik_id, profession, valid_until) VALUES ($1, $2, $3, $4)",
        )
        .bind(id.clone())
        .bind(proof.card.telematik_id.clone())
        .bind(proof.card.profession.as_str())
        .bind(proof.card.valid_until.as_millisecond())
        .execute(&mut *transaction)
        .await?;
        let row = sqlx::query(STATE).bind(id).fetch_one(&mut *transaction).await?;
        let now = state(&row)?;
        transaction.commit().await?;
        Ok(CardHandedIn::Stored(now))
    }
}
