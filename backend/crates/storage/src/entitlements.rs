//! The period of a prescription: further codes, and codes that the health insurer could not be asked about yet.

use heilsam_domain::{AccountId, prescription};
use heilsam_protocol::account::CodeCheck;
use jiff::{SignedDuration, Timestamp};
use sqlx::{Any, Transaction};

use crate::credentials::lock_account;
use crate::row::Columns;
use crate::{Store, StoreError};

/// A code that waits for the insurer's answer.
#[derive(Clone, PartialEq, Eq)]
pub struct WaitingCode {
    /// Whose.
    pub account_id: AccountId,
    /// The code, sealed under the server's key.
    pub sealed: Vec<u8>,
    /// The end of the period without this code; none for the first code.
    pub until_before: Option<Timestamp>,
}

impl std::fmt::Debug for WaitingCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "WaitingCode({})", self.account_id)
    }
}

/// How redeeming a further code ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Redemption {
    /// The period is longer now.
    Extended,
    /// The code was redeemed before.
    CodeUsed,
    /// The insurer has not answered about an earlier code of this account; nothing was redeemed.
    EarlierWaits,
}

/// A further code, as it is redeemed.
pub struct FurtherCode {
    /// Keyed hash of the code.
    pub code_hash: [u8; 32],
    /// The code, sealed under the server's key, if the insurer could not be asked about it yet.
    pub waiting_code: Option<Vec<u8>>,
}

impl Store {
    /// Redeems a further code, which makes the period longer by [`prescription::LENGTH`]: all or nothing.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn redeem_further_code(
        &self,
        account_id: AccountId,
        further: &FurtherCode,
        now: Timestamp,
    ) -> Result<Redemption, StoreError> {
        let account = account_id.to_bytes().to_vec();
        let mut transaction = self.begin().await?;
        lock_account(&mut transaction, account_id).await?;
        let earlier = sqlx::query("SELECT 1 FROM waiting_codes WHERE account_id = $1")
            .bind(account.clone())
            .fetch_optional(&mut *transaction)
            .await?;
        if earlier.is_some() {
            return Ok(Redemption::EarlierWaits);
        }
        let redeemed = sqlx::query(
            "INSERT INTO redeemed_codes (code_hash, account_id, redeemed_at) VALUES ($1, $2, $3)
             ON CONFLICT (code_hash) DO NOTHING",
        )
        .bind(further.code_hash.to_vec())
        .bind(account.clone())
        .bind(now.as_millisecond())
        .execute(&mut *transaction)
        .await?;
        if redeemed.rows_affected() == 0 {
            return Ok(Redemption::CodeUsed);
        }
        sqlx::query("DELETE FROM registrations WHERE code_hash = $1")
            .bind(further.code_hash.to_vec())
            .execute(&mut *transaction)
            .await?;
        let before = sqlx::query("SELECT entitled_until FROM accounts WHERE account_id = $1")
            .bind(account.clone())
            .fetch_one(&mut *transaction)
            .await?
            .maybe_time(0)?;
        if let Some(sealed) = &further.waiting_code {
            let waiting =
                WaitingCode { account_id, sealed: sealed.clone(), until_before: before.or(Some(now)) };
            insert(&mut transaction, &waiting, now).await?;
        }
        let check = further.waiting_code.as_ref().map(|_| CodeCheck::Waiting.as_str());
        sqlx::query("UPDATE accounts SET entitled_until = $1, code_check = $2 WHERE account_id = $3")
            .bind(prescription::until(now, before).as_millisecond())
            .bind(check)
            .bind(account)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(Redemption::Extended)
    }

    /// Codes whose insurer is to be asked now, at most 100, the longest waiting first.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn waiting_codes(&self, now: Timestamp) -> Result<Vec<WaitingCode>, StoreError> {
        let rows = sqlx::query(
            "SELECT account_id, sealed, until_before FROM waiting_codes WHERE next_at <= $1 ORDER BY next_at LIMIT 100",
        )
        .bind(now.as_millisecond())
        .fetch_all(self.reader())
        .await?;
        rows.iter()
            .map(|row| {
                Ok(WaitingCode {
                    account_id: row.id(0, AccountId::from_bytes)?,
                    sealed: row.bytes(1)?,
                    until_before: row.maybe_time(2)?,
                })
            })
            .collect()
    }

    /// The insurer could not be asked again: next time after as long as the code waits already, within these bounds.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn put_off_code(
        &self,
        account_id: AccountId,
        now: Timestamp,
        soonest: SignedDuration,
        latest: SignedDuration,
    ) -> Result<(), StoreError> {
        let millis = |duration: SignedDuration| i64::try_from(duration.as_millis()).unwrap_or(i64::MAX);
        sqlx::query(
            "UPDATE waiting_codes SET next_at = CAST($1 AS BIGINT) + CASE
             WHEN CAST($1 AS BIGINT) - asked_at < CAST($2 AS BIGINT) THEN CAST($2 AS BIGINT)
             WHEN CAST($1 AS BIGINT) - asked_at > CAST($3 AS BIGINT) THEN CAST($3 AS BIGINT)
             ELSE CAST($1 AS BIGINT) - asked_at END WHERE account_id = $4",
        )
        .bind(now.as_millisecond())
        .bind(millis(soonest))
        .bind(millis(latest))
        .bind(account_id.to_bytes().to_vec())
        .execute(self.writer())
        .await?;
        Ok(())
    }

    /// The insurer has answered: the code is forgotten, a refused one ends the period that it began.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn settle_code(
        &self,
        waiting: &WaitingCode,
        accepted: bool,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let account = waiting.account_id.to_bytes().to_vec();
        let mut transaction = self.begin().await?;
        sqlx::query("DELETE FROM waiting_codes WHERE account_id = $1")
            .bind(account.clone())
            .execute(&mut *transaction)
            .await?;
        let statement = if accepted {
            sqlx::query("UPDATE accounts SET code_check = NULL WHERE account_id = $1").bind(account)
        } else {
            sqlx::query("UPDATE accounts SET code_check = $1, entitled_until = $2 WHERE account_id = $3")
                .bind(CodeCheck::Refused.as_str())
                .bind(waiting.until_before.unwrap_or(now).as_millisecond())
                .bind(account)
        };
        statement.execute(&mut *transaction).await?;
        Ok(transaction.commit().await?)
    }
}

pub(crate) async fn insert(
    transaction: &mut Transaction<'_, Any>,
    waiting: &WaitingCode,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO waiting_codes (account_id, sealed, until_before, asked_at, next_at) VALUES ($1, $2, $3, $4, $4)",
    )
    .bind(waiting.account_id.to_bytes().to_vec())
    .bind(waiting.sealed.clone())
    .bind(waiting.until_before.map(Timestamp::as_millisecond))
    .bind(now.as_millisecond())
    .execute(&mut **transaction)
    .await?;
    Ok(())
}
