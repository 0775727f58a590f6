//! Removing a channel. The last one stays as long as there is a trusted person: who cannot be told cannot object.

use heilsam_domain::{AccountId, PushDeviceId};
use sqlx::{Any, Transaction};

use super::bytes;
use crate::credentials::lock_account;
use crate::row::Columns;
use crate::{Store, StoreError};

/// The kinds of channels that the installation sends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Offered {
    /// E-mail.
    pub mail: bool,
    /// Push messages.
    pub push: bool,
}

/// How removing a channel ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Removal {
    /// It is gone.
    Removed,
    /// There was none.
    Missing,
    /// It is the last one, and there is a trusted person: it stays.
    Last,
}

impl Store {
    /// Forgets the address, also one that waits. What is left says when the last code was sent, until that code would have
    /// run out.
    ///
    /// # Errors
    /// [`StoreError`]: nothing was forgotten.
    pub async fn remove_mail(&self, account: AccountId, offered: Offered) -> Result<Removal, StoreError> {
        let mut transaction = self.begin().await?;
        lock_account(&mut transaction, account).await?;
        let before = count(&mut transaction, account, offered).await?;
        let done = sqlx::query(
            "UPDATE notification_mail SET sealed = NULL, waiting = NULL, code_hash = NULL, tries = 0
             WHERE account_id = $1 AND (sealed IS NOT NULL OR waiting IS NOT NULL)",
        )
        .bind(bytes(account))
        .execute(&mut *transaction)
        .await?;
        end(transaction, (account, offered), before, done.rows_affected()).await
    }

    /// Ends messages to a browser because somebody wants it.
    ///
    /// # Errors
    /// [`StoreError`]: nothing was ended.
    pub async fn end_push_device(
        &self,
        account: AccountId,
        device: PushDeviceId,
        offered: Offered,
    ) -> Result<Removal, StoreError> {
        let mut transaction = self.begin().await?;
        lock_account(&mut transaction, account).await?;
        let before = count(&mut transaction, account, offered).await?;
        let done = sqlx::query("DELETE FROM push_devices WHERE account_id = $1 AND device_id = $2")
            .bind(bytes(account))
            .bind(device.to_bytes().to_vec())
            .execute(&mut *transaction)
            .await?;
        end(transaction, (account, offered), before, done.rows_affected()).await
    }
}

async fn end(
    mut transaction: Transaction<'_, Any>,
    (account, offered): (AccountId, Offered),
    before: u64,
    rows: u64,
) -> Result<Removal, StoreError> {
    if rows == 0 {
        return Ok(Removal::Missing);
    }
    if before > 0 && count(&mut transaction, account, offered).await? == 0 {
        let contacts = sqlx::query("SELECT COUNT(*) FROM recovery_contacts WHERE account_id = $1")
            .bind(bytes(account))
            .fetch_one(&mut *transaction)
            .await?
            .count(0)?;
        if contacts > 0 {
            return Ok(Removal::Last);
        }
    }
    transaction.commit().await?;
    Ok(Removal::Removed)
}

async fn count(
    transaction: &mut Transaction<'_, Any>,
    account: AccountId,
    offered: Offered,
) -> Result<u64, StoreError> {
    let mut channels = 0;
    for (is_offered, statement) in [
        (offered.mail, "SELECT COUNT(*) FROM notification_mail WHERE account_id = $1 AND sealed IS NOT NULL"),
        (offered.push, "SELECT COUNT(*) FROM push_devices WHERE account_id = $1"),
    ] {
        if is_offered {
            let row = sqlx::query(statement).bind(bytes(account)).fetch_one(&mut **transaction).await?;
            channels += row.count(0)?;
        }
    }
    Ok(channels)
}
