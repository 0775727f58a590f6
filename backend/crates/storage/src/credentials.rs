//! Credentials: what proves who one is. The server keeps verifiers, never secrets.

use heilsam_domain::{AccountId, CredentialId, SessionId};
use heilsam_protocol::credential::CredentialKind;
use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{Any, Transaction};

use crate::row::Columns;
use crate::slots::{self, SlotRow};
use crate::{Store, StoreError};

/// A credential as it is stored.
#[derive(Clone, PartialEq, Eq)]
pub struct CredentialRow {
    /// Its id.
    pub credential_id: CredentialId,
    /// Whose it is.
    pub account_id: AccountId,
    /// Its kind.
    pub kind: CredentialKind,
    /// Finds it at login: the raw id of a passkey, or the keyed hash of a login name. Unique in the installation.
    pub lookup: Vec<u8>,
    /// What proofs are checked against: the public passkey, or the OPAQUE password file.
    pub verifier: Vec<u8>,
    /// Passphrase only: the TOTP secret, sealed under the server's key.
    pub totp_sealed: Option<Vec<u8>>,
    /// Passphrase only: the last time step whose code was accepted.
    pub totp_step: Option<i64>,
    /// Label, sealed by the owner.
    pub sealed_label: Vec<u8>,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it was last used.
    pub last_used_at: Option<Timestamp>,
}

/// How removing a credential ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Removal {
    /// It is gone, and its slot with it.
    Removed,
    /// It is the last one and stays.
    Last,
    /// The account has no such credential.
    Missing,
}

/// How adding a credential ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Addition {
    /// It is there.
    Added,
    /// The login name or the passkey belongs to an account already.
    Taken,
    /// The account has as many as it may.
    Full,
}

impl CredentialRow {
    /// A passkey that was never used, without a label.
    #[must_use]
    pub fn passkey(
        credential_id: CredentialId,
        account_id: AccountId,
        lookup: Vec<u8>,
        verifier: Vec<u8>,
        created_at: Timestamp,
    ) -> Self {
        Self {
            credential_id,
            account_id,
            kind: CredentialKind::Passkey,
            lookup,
            verifier,
            totp_sealed: None,
            totp_step: None,
            sealed_label: Vec::new(),
            created_at,
            last_used_at: None,
        }
    }
}

impl std::fmt::Debug for CredentialRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "CredentialRow({})", self.credential_id)
    }
}

const COLUMNS: &str = "credential_id, account_id, kind, lookup, verifier, totp_sealed, totp_step, sealed_label, created_at, last_used_at";

impl Store {
    /// The credential that this lookup value finds.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn credential_by_lookup(&self, lookup: &[u8]) -> Result<Option<CredentialRow>, StoreError> {
        let sql = sqlx::AssertSqlSafe(format!("SELECT {COLUMNS} FROM credentials WHERE lookup = $1"));
        let row = sqlx::query(sql).bind(lookup.to_vec()).fetch_optional(self.reader()).await?;
        row.as_ref().map(read).transpose()
    }

    /// All credentials of an account, oldest first.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn credentials(&self, account_id: AccountId) -> Result<Vec<CredentialRow>, StoreError> {
        let sql = sqlx::AssertSqlSafe(format!(
            "SELECT {COLUMNS} FROM credentials WHERE account_id = $1 ORDER BY created_at, credential_id"
        ));
        let rows = sqlx::query(sql).bind(account_id.to_bytes().to_vec()).fetch_all(self.reader()).await?;
        rows.iter().map(read).collect()
    }

    /// Adds a credential with its slot. A passphrase replaces the one the account had, and that one's slot; changed in a session
    /// whose device counts for the practice (`by`), it counts as the one before did.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn add_credential(
        &self,
        credential: &CredentialRow,
        slot: &SlotRow,
        maximum: usize,
        by: Option<SessionId>,
    ) -> Result<Addition, StoreError> {
        let account = credential.account_id.to_bytes().to_vec();
        let mut transaction = self.begin().await?;
        lock_account(&mut transaction, credential.account_id).await?;
        let before = match credential.kind {
            CredentialKind::Passphrase => passphrase(&mut transaction, credential.account_id).await?,
            CredentialKind::Passkey => None,
        };
        if credential.kind == CredentialKind::Passphrase {
            for statement in [
                "DELETE FROM practice_devices WHERE credential_id IN (
                    SELECT credential_id FROM credentials WHERE account_id = $1 AND kind = 'passphrase')",
                "DELETE FROM slots WHERE account_id = $1 AND kind = 'passphrase'",
                "DELETE FROM credentials WHERE account_id = $1 AND kind = 'passphrase'",
            ] {
                sqlx::query(statement).bind(account.clone()).execute(&mut *transaction).await?;
            }
        }
        if count(&mut transaction, credential.account_id).await? >= u64::try_from(maximum).unwrap_or(u64::MAX)
        {
            return Ok(Addition::Full);
        }
        if !insert(&mut transaction, credential).await? {
            return Ok(Addition::Taken);
        }
        slots::upsert(&mut transaction, credential.account_id, slot).await?;
        if let (Some(session), Some((old, released_at))) = (by, before) {
            replace(&mut transaction, session, old, credential, released_at).await?;
        }
        transaction.commit().await?;
        Ok(Addition::Added)
    }

    /// Notes a successful use; `verifier` replaces the stored one if given (the counter of a passkey).
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn mark_credential_used(
        &self,
        credential_id: CredentialId,
        verifier: Option<Vec<u8>>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE credentials SET verifier = COALESCE($1, verifier), last_used_at = $2 WHERE credential_id = $3",
        )
        .bind(verifier)
        .bind(now.as_millisecond())
        .bind(credential_id.to_bytes().to_vec())
        .execute(self.writer())
        .await?;
        Ok(())
    }

    /// Uses up the one-time code of a time step; `false` if it or a later one was used before.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn use_totp_step(&self, credential_id: CredentialId, step: i64) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "UPDATE credentials SET totp_step = $1 WHERE credential_id = $2 AND (totp_step IS NULL OR totp_step < $1)",
        )
        .bind(step)
        .bind(credential_id.to_bytes().to_vec())
        .execute(self.writer())
        .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Removes a credential and its slot, unless it is the last one.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn remove_credential(
        &self,
        account_id: AccountId,
        credential_id: CredentialId,
    ) -> Result<Removal, StoreError> {
        let (account, credential) = (account_id.to_bytes().to_vec(), credential_id.to_bytes().to_vec());
        let mut transaction = self.begin().await?;
        lock_account(&mut transaction, account_id).await?;
        let known =
            sqlx::query("SELECT COUNT(*) FROM credentials WHERE account_id = $1 AND credential_id = $2")
                .bind(account.clone())
                .bind(credential.clone())
                .fetch_one(&mut *transaction)
                .await?
                .count(0)?;
        if known == 0 {
            return Ok(Removal::Missing);
        }
        if count(&mut transaction, account_id).await? == 1 {
            return Ok(Removal::Last);
        }
        for statement in [
            "DELETE FROM practice_devices WHERE account_id = $1 AND credential_id = $2",
            "DELETE FROM slots WHERE account_id = $1 AND credential_id = $2",
            "DELETE FROM credentials WHERE account_id = $1 AND credential_id = $2",
        ] {
            sqlx::query(statement)
                .bind(account.clone())
                .bind(credential.clone())
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await?;
        Ok(Removal::Removed)
    }
}

/// The passphrase of an account, and since when the main user of its practice releases it.
async fn passphrase(
    transaction: &mut Transaction<'_, Any>,
    account_id: AccountId,
) -> Result<Option<(CredentialId, Option<Timestamp>)>, StoreError> {
    let row = sqlx::query(
        "SELECT c.credential_id, d.released_at FROM credentials c
         LEFT JOIN practice_devices d ON d.credential_id = c.credential_id
         WHERE c.account_id = $1 AND c.kind = 'passphrase'",
    )
    .bind(account_id.to_bytes().to_vec())
    .fetch_optional(&mut **transaction)
    .await?;
    row.map(|row| Ok((row.id(0, CredentialId::from_bytes)?, row.maybe_time(1)?))).transpose()
}

/// The session goes on with the new passphrase, which is released where the old one was.
async fn replace(
    transaction: &mut Transaction<'_, Any>,
    session: SessionId,
    old: CredentialId,
    new: &CredentialRow,
    released_at: Option<Timestamp>,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE sessions SET credential_id = $1 WHERE session_id = $2 AND credential_id = $3")
        .bind(new.credential_id.to_bytes().to_vec())
        .bind(session.to_bytes().to_vec())
        .bind(old.to_bytes().to_vec())
        .execute(&mut **transaction)
        .await?;
    let Some(released_at) = released_at else { return Ok(()) };
    sqlx::query("INSERT INTO practice_devices (credential_id, account_id, released_at) VALUES ($1, $2, $3)")
        .bind(new.credential_id.to_bytes().to_vec())
        .bind(new.account_id.to_bytes().to_vec())
        .bind(released_at.as_millisecond())
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// Holds the account's row, so that two changes of the same account cannot run side by side.
pub(crate) async fn lock_account(
    transaction: &mut Transaction<'_, Any>,
    account_id: AccountId,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE accounts SET role = role WHERE account_id = $1")
        .bind(account_id.to_bytes().to_vec())
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

async fn count(transaction: &mut Transaction<'_, Any>, account_id: AccountId) -> Result<u64, StoreError> {
    sqlx::query("SELECT COUNT(*) FROM credentials WHERE account_id = $1")
        .bind(account_id.to_bytes().to_vec())
        .fetch_one(&mut **transaction)
        .await?
        .count(0)
}

/// `false` if the lookup value is taken.
pub(crate) async fn insert(
    transaction: &mut Transaction<'_, Any>,
    row: &CredentialRow,
) -> Result<bool, StoreError> {
    let done = sqlx::query(
        "INSERT INTO credentials (credential_id, account_id, kind, lookup, verifier, totp_sealed, totp_step, sealed_label,
         created_at, last_used_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (lookup) DO NOTHING",
    )
    .bind(row.credential_id.to_bytes().to_vec())
    .bind(row.account_id.to_bytes().to_vec())
    .bind(kind_name(row.kind))
    .bind(row.lookup.clone())
    .bind(row.verifier.clone())
    .bind(row.totp_sealed.clone())
    .bind(row.totp_step)
    .bind(row.sealed_label.clone())
    .bind(row.created_at.as_millisecond())
    .bind(row.last_used_at.map(Timestamp::as_millisecond))
    .execute(&mut **transaction)
    .await?;
    Ok(done.rows_affected() == 1)
}

fn read(row: &AnyRow) -> Result<CredentialRow, StoreError> {
    Ok(CredentialRow {
        credential_id: row.id(0, CredentialId::from_bytes)?,
        account_id: row.id(1, AccountId::from_bytes)?,
        kind: row.named(2, kind_of)?,
        lookup: row.bytes(3)?,
        verifier: row.bytes(4)?,
        totp_sealed: row.maybe_bytes(5)?,
        totp_step: row.maybe_int(6)?,
        sealed_label: row.bytes(7)?,
        created_at: row.time(8)?,
        last_used_at: row.maybe_time(9)?,
    })
}

const fn kind_name(kind: CredentialKind) -> &'static str {
    match kind {
        CredentialKind::Passkey => "passkey",
        CredentialKind::Passphrase => "passphrase",
    }
}

pub(crate) fn kind_of(name: &str) -> Option<CredentialKind> {
    [CredentialKind::Passkey, CredentialKind::Passphrase].into_iter().find(|kind| kind_name(*kind) == name)
}
