//! Practices: who belongs to which, and what their devices sealed for each other.

mod devices;
mod grants;
mod joinings;
mod staff;

pub use joinings::Accepted;

use std::collections::BTreeSet;

use heilsam_domain::{AccountId, CredentialId, PracticeId, Role};
use heilsam_protocol::dossier::MemberKeys;
use heilsam_protocol::practice::{ChangePractice, FoundPractice, KnownPractice, Practice};
use heilsam_protocol::{Bytes, limit};
use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{Any, Transaction};

use crate::contracts::day;
use crate::row::{Columns, as_int};
use crate::{Store, StoreError};

/// What an account is in a practice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Membership {
    /// The practice.
    pub practice_id: PracticeId,
    /// Who decides about its members.
    pub main_user: AccountId,
}

/// How a change of a practice's members ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PracticeChanged {
    /// It is so now.
    Done {
        /// Who is new.
        came: Vec<AccountId>,
        /// Who does not belong to it any more.
        went: Vec<AccountId>,
    },
    /// It was changed from another device meanwhile, or not all grants that were handed over before are there: nothing was
    /// written.
    Moved,
    /// Somebody was named who neither belongs to it nor accepted an invitation.
    Stranger,
    /// A doctor who should go still has open consultations in the practice's calendar.
    Busy,
}

/// Members of one page.
const PAGE: usize = limit::PRACTICE_MEMBERS_PAGE;

impl Store {
    /// What an account is in which practice.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn membership(&self, account: AccountId) -> Result<Option<Membership>, StoreError> {
        let row = sqlx::query(
            "SELECT m.practice_id, p.account_id FROM practice_members m JOIN practices p ON p.practice_id = m.practice_id
             WHERE m.account_id = $1",
        )
        .bind(account.to_bytes().to_vec())
        .fetch_optional(self.reader())
        .await?;
        let read = |row: AnyRow| {
            let practice_id = row.id(0, PracticeId::from_bytes)?;
            Ok(Membership { practice_id, main_user: row.id(1, AccountId::from_bytes)? })
        };
        row.map(read).transpose()
    }

    /// The practice of an account as this member gets it, without invitations and devices; without what is large where the member
    /// has this version.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn practice(
        &self,
        account: AccountId,
        known: KnownPractice,
    ) -> Result<Option<Practice>, StoreError> {
        let row = sqlx::query(
            "SELECT p.practice_id, p.account_id, p.version, p.roster, m.key_grant, m.note, c.ends_on
             FROM practice_members m JOIN practices p ON p.practice_id = m.practice_id
             LEFT JOIN contracts c ON c.account_id = p.account_id WHERE m.account_id = $1",
        )
        .bind(account.to_bytes().to_vec())
        .fetch_optional(self.reader())
        .await?;
        let Some(row) = row else { return Ok(None) };
        let mut practice = Practice {
            practice_id: row.id(0, PracticeId::from_bytes)?,
            main_user: row.id(1, AccountId::from_bytes)?,
            version: row.count(2)?,
            roster: Bytes::default(),
            grant: Bytes::default(),
            note: Bytes::default(),
            members: Vec::new(),
            joinings: Vec::new(),
            ends_on: row.maybe_text(6)?.map(|text| day(&text)).transpose()?,
        };
        if known.practice != Some(practice.practice_id) || known.version != Some(practice.version) {
            practice.roster = row.bytes(3)?.into();
            practice.grant = row.bytes(4)?.into();
            practice.note = row.bytes(5)?.into();
            practice.members = self.practice_members(practice.practice_id).await?;
        }
        Ok(Some(practice))
    }

    /// Founds a practice; `false` if the account belongs to one already.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn found_practice(
        &self,
        account: AccountId,
        found: &FoundPractice,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.begin_for_account(account).await?;
        if belongs_somewhere(&mut transaction, account).await? {
            return Ok(false);
        }
        sqlx::query(
            "INSERT INTO practices (practice_id, account_id, version, roster, created_at) VALUES ($1, $2, 1, $3, $4)",
        )
        .bind(found.practice_id.to_bytes().to_vec())
        .bind(account.to_bytes().to_vec())
        .bind(found.roster.0.clone())
        .bind(now.as_millisecond())
        .execute(&mut *transaction)
        .await?;
        add_member(&mut transaction, found.practice_id, account, &found.grant.0, &found.note.0).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Says who belongs to a practice from now on: all of it or nothing.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn change_practice(
        &self,
        practice: PracticeId,
        change: &ChangePractice,
        now: Timestamp,
    ) -> Result<PracticeChanged, StoreError> {
        let id = practice.to_bytes().to_vec();
        let mut transaction = self.begin().await?;
        let moved = sqlx::query(
            "UPDATE practices SET version = version + 1, roster = $1 WHERE practice_id = $2 AND version = $3",
        )
        .bind(change.roster.0.clone())
        .bind(id.clone())
        .bind(as_int(change.version)?)
        .execute(&mut *transaction)
        .await?;
        if moved.rows_affected() != 1 {
            return Ok(PracticeChanged::Moved);
        }
        let before = accounts(&mut transaction, &id).await?;
        let mut came = Vec::new();
        for grant in &change.grants {
            if before.contains(&grant.account_id) {
                sqlx::query("UPDATE practice_members SET key_grant = $1 WHERE account_id = $2")
                    .bind(grant.sealed.0.clone())
                    .bind(grant.account_id.to_bytes().to_vec())
                    .execute(&mut *transaction)
                    .await?;
            } else if admit(&mut transaction, practice, grant.account_id, &grant.sealed.0, now).await? {
                came.push(grant.account_id);
            } else {
                return Ok(PracticeChanged::Stranger);
            }
        }
        if !change.kept.iter().all(|account| before.contains(account)) {
            return Ok(PracticeChanged::Stranger);
        }
        let Some(prepared) = grants::apply(&mut transaction, &id, change.prepared).await? else {
            return Ok(PracticeChanged::Moved);
        };
        let granted = change.grants.iter().map(|grant| grant.account_id);
        let named: BTreeSet<AccountId> = granted.chain(change.kept.iter().copied()).chain(prepared).collect();
        let went: Vec<AccountId> = before.into_iter().filter(|account| !named.contains(account)).collect();
        for account in &went {
            if has_open_consultations(&mut transaction, &id, *account).await? {
                return Ok(PracticeChanged::Busy);
            }
            for statement in [
                "DELETE FROM practice_devices WHERE account_id = $1",
                "DELETE FROM practice_members WHERE account_id = $1",
            ] {
                sqlx::query(statement).bind(account.to_bytes().to_vec()).execute(&mut *transaction).await?;
            }
        }
        transaction.commit().await?;
        Ok(PracticeChanged::Done { came, went })
    }

    /// Begins a transaction during which nobody comes into a practice or goes from it: whoever changes its members writes the
    /// row that is held here before anything else.
    pub(crate) async fn begin_in_practice(
        &self,
        practice: PracticeId,
    ) -> Result<Transaction<'static, Any>, StoreError> {
        self.begin_with(practice, self.engine().shared_lock()).await
    }

    /// Begins a transaction that nobody else of this kind begins for the same account: with one step after the other, what it
    /// belongs to is read and written without a gap.
    async fn begin_for_account(&self, account: AccountId) -> Result<Transaction<'static, Any>, StoreError> {
        let mut transaction = self.begin().await?;
        let lock = self.engine().own_lock();
        let sql = format!("SELECT account_id FROM accounts WHERE account_id = $1{lock}");
        sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(account.to_bytes().to_vec())
            .fetch_optional(&mut *transaction)
            .await?;
        Ok(transaction)
    }

    /// Begins a transaction that nobody else of this kind begins for the same practice: what it has is counted and added to without
    /// a gap.
    async fn begin_for_practice(
        &self,
        practice: PracticeId,
    ) -> Result<Transaction<'static, Any>, StoreError> {
        self.begin_with(practice, self.engine().own_lock()).await
    }

    async fn begin_with(
        &self,
        practice: PracticeId,
        lock: &str,
    ) -> Result<Transaction<'static, Any>, StoreError> {
        let mut transaction = self.begin().await?;
        let sql = format!("SELECT practice_id FROM practices WHERE practice_id = $1{lock}");
        sqlx::query(sqlx::AssertSqlSafe(sql))
            .bind(practice.to_bytes().to_vec())
            .fetch_optional(&mut *transaction)
            .await?;
        Ok(transaction)
    }

    async fn practice_members(&self, practice: PracticeId) -> Result<Vec<AccountId>, StoreError> {
        let rows =
            sqlx::query("SELECT account_id FROM practice_members WHERE practice_id = $1 ORDER BY account_id")
                .bind(practice.to_bytes().to_vec())
                .fetch_all(self.reader())
                .await?;
        rows.iter().map(|row| row.id(0, AccountId::from_bytes)).collect()
    }

    /// Public keys of members of a practice by account, those after `after`, at most [`PAGE`].
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn practice_member_keys(
        &self,
        practice: PracticeId,
        after: Option<AccountId>,
    ) -> Result<Vec<MemberKeys>, StoreError> {
        let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
            "SELECT a.account_id, a.role, a.signing_key, a.kem_key, a.identity_signature
             FROM practice_members m JOIN accounts a ON a.account_id = m.account_id
             WHERE m.practice_id = $1 AND m.account_id > $2 ORDER BY m.account_id LIMIT {PAGE}"
        )))
        .bind(practice.to_bytes().to_vec())
        .bind(after.map(|id| id.to_bytes().to_vec()).unwrap_or_default())
        .fetch_all(self.reader())
        .await?;
        rows.iter().map(|row| member(row, 0)).collect()
    }
}

/// Account, role and public keys, from this column on.
fn member(row: &AnyRow, from: usize) -> Result<MemberKeys, StoreError> {
    Ok(MemberKeys {
        account_id: row.id(from, AccountId::from_bytes)?,
        role: row.named(from + 1, Role::from_name)?,
        signing_key: row.bytes(from + 2)?.into(),
        kem_key: row.bytes(from + 3)?.into(),
        signature: row.bytes(from + 4)?.into(),
    })
}

/// What an account is in this practice; `None` if it does not belong to it.
pub(crate) async fn role_in(
    transaction: &mut Transaction<'_, Any>,
    practice: PracticeId,
    account: AccountId,
) -> Result<Option<Role>, StoreError> {
    let row = sqlx::query(
        "SELECT a.role FROM practice_members m JOIN accounts a ON a.account_id = m.account_id
         WHERE m.practice_id = $1 AND m.account_id = $2",
    )
    .bind(practice.to_bytes().to_vec())
    .bind(account.to_bytes().to_vec())
    .fetch_optional(&mut **transaction)
    .await?;
    row.map(|row| row.named(0, Role::from_name)).transpose()
}

async fn accounts(
    transaction: &mut Transaction<'_, Any>,
    id: &[u8],
) -> Result<BTreeSet<AccountId>, StoreError> {
    let rows = sqlx::query("SELECT account_id FROM practice_members WHERE practice_id = $1")
        .bind(id.to_vec())
        .fetch_all(&mut **transaction)
        .await?;
    rows.iter().map(|row| row.id(0, AccountId::from_bytes)).collect()
}

/// Whether the account is a member of any practice, or waits for one.
async fn belongs_somewhere(
    transaction: &mut Transaction<'_, Any>,
    account: AccountId,
) -> Result<bool, StoreError> {
    let row = sqlx::query(
        "SELECT account_id FROM practice_members WHERE account_id = $1
         UNION SELECT answered_by FROM practice_joinings WHERE answered_by = $1",
    )
    .bind(account.to_bytes().to_vec())
    .fetch_optional(&mut **transaction)
    .await?;
    Ok(row.is_some())
}

async fn add_member(
    transaction: &mut Transaction<'_, Any>,
    practice: PracticeId,
    account: AccountId,
    grant: &[u8],
    note: &[u8],
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO practice_members (account_id, practice_id, key_grant, note) VALUES ($1, $2, $3, $4)",
    )
    .bind(account.to_bytes().to_vec())
    .bind(practice.to_bytes().to_vec())
    .bind(grant.to_vec())
    .bind(note.to_vec())
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

/// Turns an accepted invitation into a membership; `false` if there is none.
async fn admit(
    transaction: &mut Transaction<'_, Any>,
    practice: PracticeId,
    account: AccountId,
    grant: &[u8],
    now: Timestamp,
) -> Result<bool, StoreError> {
    let row = sqlx::query(
        "SELECT answer_note, credential_id FROM practice_joinings
         WHERE practice_id = $1 AND answered_by = $2 AND expires_at > $3",
    )
    .bind(practice.to_bytes().to_vec())
    .bind(account.to_bytes().to_vec())
    .bind(now.as_millisecond())
    .fetch_optional(&mut **transaction)
    .await?;
    let Some(row) = row else { return Ok(false) };
    sqlx::query("DELETE FROM practice_joinings WHERE answered_by = $1")
        .bind(account.to_bytes().to_vec())
        .execute(&mut **transaction)
        .await?;
    add_member(transaction, practice, account, grant, &row.bytes(0)?).await?;
    // Whoever is let in is let in at the device with which they accepted.
    if let Some(device) = row.maybe_id(1, CredentialId::from_bytes)? {
        devices::release(transaction, account, device, now).await?;
    }
    Ok(true)
}

async fn has_open_consultations(
    transaction: &mut Transaction<'_, Any>,
    practice: &[u8],
    account: AccountId,
) -> Result<bool, StoreError> {
    let row = sqlx::query(
        "SELECT room_id FROM consultations
         WHERE practice_id = $1 AND account_id = $2 AND state IN ('planned', 'opened') LIMIT 1",
    )
    .bind(practice.to_vec())
    .bind(account.to_bytes().to_vec())
    .fetch_optional(&mut **transaction)
    .await?;
    Ok(row.is_some())
}
