//! Devices of members: which passkeys and passphrases the main user released for the practice.

use heilsam_domain::{AccountId, CredentialId, PracticeId};
use heilsam_protocol::practice::MemberDevice;
use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{Any, Transaction};

use crate::credentials::kind_of;
use crate::row::Columns;
use crate::{Store, StoreError};

/// Devices of one page.
const PAGE: usize = heilsam_protocol::limit::PRACTICE_DEVICES_PAGE;

impl Store {
    /// The devices of everybody in a practice but its main user, those after `after`, at most [`PAGE`].
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn practice_devices(
        &self,
        practice: PracticeId,
        after: Option<CredentialId>,
    ) -> Result<Vec<MemberDevice>, StoreError> {
        let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
            "SELECT c.credential_id, c.account_id, c.kind, c.created_at, c.last_used_at, d.released_at,
                    (SELECT s.device FROM sessions s WHERE s.credential_id = c.credential_id
                     ORDER BY s.created_at DESC, s.session_id LIMIT 1)
             FROM practice_members m JOIN practices p ON p.practice_id = m.practice_id
             JOIN credentials c ON c.account_id = m.account_id
             LEFT JOIN practice_devices d ON d.credential_id = c.credential_id AND d.account_id = c.account_id
             WHERE m.practice_id = $1 AND m.account_id <> p.account_id AND c.credential_id > $2
             ORDER BY c.credential_id LIMIT {PAGE}"
        )))
        .bind(practice.to_bytes().to_vec())
        .bind(after.map(|id| id.to_bytes().to_vec()).unwrap_or_default())
        .fetch_all(self.reader())
        .await?;
        rows.iter().map(device).collect()
    }

    /// Releases a device of a member; answers with whose it is, none if no member of this practice has it. Once more is as good
    /// as once.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn release_device(
        &self,
        practice: PracticeId,
        device: CredentialId,
        now: Timestamp,
    ) -> Result<Option<AccountId>, StoreError> {
        // Held, so that a member who goes at this moment leaves no release behind.
        let mut transaction = self.begin_in_practice(practice).await?;
        let row = sqlx::query(
            "SELECT c.account_id FROM credentials c JOIN practice_members m ON m.account_id = c.account_id
             WHERE c.credential_id = $1 AND m.practice_id = $2",
        )
        .bind(device.to_bytes().to_vec())
        .bind(practice.to_bytes().to_vec())
        .fetch_optional(&mut *transaction)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let account = row.id(0, AccountId::from_bytes)?;
        release(&mut transaction, account, device, now).await?;
        transaction.commit().await?;
        Ok(Some(account))
    }

    /// Takes the release of a member's device back; answers with whose it is, none if it was not released in this practice.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn take_device_back(
        &self,
        practice: PracticeId,
        device: CredentialId,
    ) -> Result<Option<AccountId>, StoreError> {
        let row = sqlx::query(
            "DELETE FROM practice_devices WHERE credential_id = $1
             AND account_id IN (SELECT account_id FROM practice_members WHERE practice_id = $2)
             RETURNING account_id",
        )
        .bind(device.to_bytes().to_vec())
        .bind(practice.to_bytes().to_vec())
        .fetch_optional(self.writer())
        .await?;
        row.map(|row| row.id(0, AccountId::from_bytes)).transpose()
    }
}

/// Notes a release, if the account still has the device.
pub(super) async fn release(
    transaction: &mut Transaction<'_, Any>,
    account: AccountId,
    device: CredentialId,
    now: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO practice_devices (credential_id, account_id, released_at)
         SELECT credential_id, account_id, CAST($3 AS BIGINT) FROM credentials WHERE credential_id = $1 AND account_id = $2
         ON CONFLICT (credential_id) DO NOTHING",
    )
    .bind(device.to_bytes().to_vec())
    .bind(account.to_bytes().to_vec())
    .bind(now.as_millisecond())
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

fn device(row: &AnyRow) -> Result<MemberDevice, StoreError> {
    Ok(MemberDevice {
        credential_id: row.id(0, CredentialId::from_bytes)?,
        account_id: row.id(1, AccountId::from_bytes)?,
        kind: row.named(2, kind_of)?,
        created_at: row.time(3)?,
        last_used_at: row.maybe_time(4)?,
        released_at: row.maybe_time(5)?,
        device: row.maybe_text(6)?.unwrap_or_default(),
    })
}
