//! Changing a consultation that others may change at the same moment: only as it was read, and only for whoever may now.

use heilsam_domain::{AccountId, PracticeId, Role};
use heilsam_protocol::consultation::RoomTimes;
use sqlx::{Any, Transaction};

use super::{ConsultationRow, insert};
use crate::practices::role_in;
use crate::{Store, StoreError};

/// What becomes of a consultation, beside its new sealed description.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Nothing else.
    Described,
    /// It is at other times; only while it is open.
    Moved(RoomTimes),
    /// Another doctor holds it, in the calendar of a practice; only while it is open.
    HandedOver {
        /// The doctor.
        to: AccountId,
        /// The practice.
        practice: PracticeId,
    },
    /// It does not take place; only while it is open.
    Cancelled,
}

/// A change of a consultation.
#[derive(Debug, Clone, Copy)]
pub struct ConsultationChange<'a> {
    /// The consultation as it was read.
    pub before: &'a ConsultationRow,
    /// Who changes it.
    pub by: AccountId,
    /// What becomes of it.
    pub what: What,
    /// The new sealed description.
    pub sealed: &'a [u8],
}

/// How a change ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// It is so now.
    Done,
    /// It is not there any more as it was read: nothing was written.
    Meanwhile,
    /// Who changes it does not belong to the practice, or who should hold it is no doctor there: nothing was written.
    Stranger,
}

impl Store {
    /// Changes a consultation if it still is as it was read. Every sealed description is another one, even of the same
    /// words, so it says which state was read.
    ///
    /// # Errors
    /// [`StoreError`]: nothing was written.
    pub async fn change_consultation(&self, change: &ConsultationChange<'_>) -> Result<Changed, StoreError> {
        let (practice, doctor) = match change.what {
            What::HandedOver { to, practice } => (Some(practice), Some(to)),
            What::Described | What::Moved(_) | What::Cancelled => (change.before.practice_id, None),
        };
        let mut transaction = match practice {
            Some(practice) => self.begin_in_practice(practice).await?,
            None => self.begin().await?,
        };
        // Whoever is in another practice by now takes nothing there.
        if change.before.practice_id.is_some() && change.before.practice_id != practice {
            return Ok(Changed::Stranger);
        }
        if let Some(practice) = practice
            && !may_plan(&mut transaction, practice, change.by, doctor).await?
        {
            return Ok(Changed::Stranger);
        }
        if !write(&mut transaction, change).await? {
            return Ok(Changed::Meanwhile);
        }
        transaction.commit().await?;
        Ok(Changed::Done)
    }

    /// Adds a consultation for somebody who may plan it: in the calendar of a practice only a member, and only for one of its
    /// doctors; else `false`.
    ///
    /// # Errors
    /// As [`Self::add_consultation`].
    pub async fn plan_consultation(&self, row: &ConsultationRow, by: AccountId) -> Result<bool, StoreError> {
        let Some(practice) = row.practice_id else {
            self.add_consultation(row).await?;
            return Ok(true);
        };
        let mut transaction = self.begin_in_practice(practice).await?;
        if !may_plan(&mut transaction, practice, by, Some(row.account_id)).await? {
            return Ok(false);
        }
        insert(&mut transaction, row).await?;
        transaction.commit().await?;
        Ok(true)
    }
}

async fn may_plan(
    transaction: &mut Transaction<'_, Any>,
    practice: PracticeId,
    by: AccountId,
    doctor: Option<AccountId>,
) -> Result<bool, StoreError> {
    if role_in(transaction, practice, by).await?.is_none() {
        return Ok(false);
    }
    let Some(doctor) = doctor else { return Ok(true) };
    Ok(role_in(transaction, practice, doctor).await? == Some(Role::Doctor))
}

/// Compares and writes in one statement; `false` if it is not as it was read.
async fn write(
    transaction: &mut Transaction<'_, Any>,
    change: &ConsultationChange<'_>,
) -> Result<bool, StoreError> {
    let &ConsultationChange { before, what, sealed, .. } = change;
    let set = match what {
        What::Described => "sealed = $1",
        What::Moved(_) => "sealed = $1, opens_at = $5, closes_at = $6",
        What::HandedOver { .. } => "sealed = $1, account_id = $5, practice_id = $6",
        What::Cancelled => "sealed = $1, state = 'cancelled'",
    };
    let open = if what == What::Described { "" } else { " AND state IN ('planned', 'opened')" };
    let sql = sqlx::AssertSqlSafe(format!(
        "UPDATE consultations SET {set} WHERE room_id = $2 AND account_id = $3 AND sealed = $4{open}"
    ));
    let query = sqlx::query(sql)
        .bind(sealed.to_vec())
        .bind(before.room_id.to_bytes().to_vec())
        .bind(before.account_id.to_bytes().to_vec())
        .bind(before.sealed.0.clone());
    let query = match what {
        What::Described | What::Cancelled => query,
        What::Moved(times) => {
            query.bind(times.opens_at.as_millisecond()).bind(times.closes_at.as_millisecond())
        }
        What::HandedOver { to, practice } => {
            query.bind(to.to_bytes().to_vec()).bind(practice.to_bytes().to_vec())
        }
    };
    Ok(query.execute(&mut **transaction).await?.rows_affected() == 1)
}
