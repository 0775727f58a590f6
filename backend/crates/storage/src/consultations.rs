//! Consultations: times, states and a sealed description.

mod changing;
mod nameplates;

pub use changing::{Changed, ConsultationChange, What};

use heilsam_domain::{AccountId, ConsultationState, Nameplate, PracticeId, RoomId};
use jiff::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{Any, Transaction};

use crate::row::Columns;
use crate::{Store, StoreError};

/// A consultation as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsultationRow {
    /// The room.
    pub room_id: RoomId,
    /// The doctor who holds it.
    pub account_id: AccountId,
    /// The practice in whose calendar it stands; `None`: only its doctor sees it.
    pub practice_id: Option<PracticeId>,
    /// Finds the room while it is open; `None`: by link only, until one is free.
    pub nameplate: Option<Nameplate>,
    /// Present state.
    pub state: ConsultationState,
    /// When the room opens.
    pub opens_at: Timestamp,
    /// When the room closes.
    pub closes_at: Timestamp,
    /// Sealed by the practice.
    pub sealed: heilsam_protocol::Bytes,
    /// SHA-256 of the token with which the patient may cancel; `None` if nobody may.
    pub cancel_hash: Option<heilsam_protocol::Bytes>,
}

const COLUMNS: &str =
    "room_id, account_id, nameplate, state, opens_at, closes_at, sealed, cancel_hash, practice_id";

/// Rows of one page.
const PAGE: usize = heilsam_protocol::limit::CONSULTATIONS_PAGE;
/// Rooms in one statement; both engines take more values than this.
const ROOMS_AT_ONCE: usize = 500;

impl Store {
    /// Adds a consultation without asking who plans it; [`StoreError::Conflict`] if the room exists or the nameplate is taken
    /// by an open room.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn add_consultation(&self, row: &ConsultationRow) -> Result<(), StoreError> {
        let mut transaction = self.begin().await?;
        insert(&mut transaction, row).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// The consultations that an account sees, by opening time; at most [`PAGE`]: its own, and all in the calendar of its
    /// practice. The next page begins behind a room.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn consultations(
        &self,
        account_id: AccountId,
        practice: Option<PracticeId>,
        after: Option<RoomId>,
    ) -> Result<Vec<ConsultationRow>, StoreError> {
        let behind = if after.is_some() {
            "AND (opens_at, room_id) > (SELECT opens_at, room_id FROM consultations WHERE room_id = $3)"
        } else {
            ""
        };
        let sql = sqlx::AssertSqlSafe(format!(
            "SELECT {COLUMNS} FROM consultations
             WHERE ((account_id = $1 AND practice_id IS NULL) OR practice_id = $2) {behind}
             ORDER BY opens_at, room_id LIMIT {PAGE}"
        ));
        let mut query = sqlx::query(sql)
            .bind(account_id.to_bytes().to_vec())
            .bind(practice.map(|practice| practice.to_bytes().to_vec()));
        if let Some(room) = after {
            query = query.bind(room.to_bytes().to_vec());
        }
        let rows = query.fetch_all(self.reader()).await?;
        rows.iter().map(read).collect()
    }

    /// The rooms of a doctor that are open now, by opening time.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn open_rooms_of_doctor(
        &self,
        doctor: AccountId,
        now: Timestamp,
    ) -> Result<Vec<RoomId>, StoreError> {
        self.open_rooms("account_id", doctor.to_bytes().to_vec(), now).await
    }

    /// The rooms in the calendar of a practice that are open now, by opening time: all, so that nobody waits unseen.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn open_rooms_of_practice(
        &self,
        practice: PracticeId,
        now: Timestamp,
    ) -> Result<Vec<RoomId>, StoreError> {
        self.open_rooms("practice_id", practice.to_bytes().to_vec(), now).await
    }

    async fn open_rooms(
        &self,
        column: &'static str,
        whose: Vec<u8>,
        now: Timestamp,
    ) -> Result<Vec<RoomId>, StoreError> {
        let sql = sqlx::AssertSqlSafe(format!(
            "SELECT room_id FROM consultations
             WHERE {column} = $1 AND state IN ('planned', 'opened') AND opens_at <= $2 AND closes_at > $3
             ORDER BY opens_at, room_id"
        ));
        let query = sqlx::query(sql).bind(whose).bind(now.as_millisecond()).bind(now.as_millisecond());
        let rows = query.fetch_all(self.reader()).await?;
        rows.iter().map(|row| row.id(0, RoomId::from_bytes)).collect()
    }

    /// The consultation of a room.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn consultation(&self, room_id: RoomId) -> Result<Option<ConsultationRow>, StoreError> {
        let sql = sqlx::AssertSqlSafe(format!("SELECT {COLUMNS} FROM consultations WHERE room_id = $1"));
        let row = sqlx::query(sql).bind(room_id.to_bytes().to_vec()).fetch_optional(self.reader()).await?;
        row.as_ref().map(read).transpose()
    }

    /// The open consultation with this nameplate.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn open_consultation(
        &self,
        nameplate: Nameplate,
    ) -> Result<Option<ConsultationRow>, StoreError> {
        let sql = sqlx::AssertSqlSafe(format!(
            "SELECT {COLUMNS} FROM consultations WHERE nameplate = $1 AND state IN ('planned', 'opened')"
        ));
        let row = sqlx::query(sql).bind(i64::from(nameplate.number())).fetch_optional(self.reader()).await?;
        row.as_ref().map(read).transpose()
    }

    /// Moves a consultation from one state to another; `false` if it was not in the first state any more.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn move_consultation(
        &self,
        room_id: RoomId,
        from: ConsultationState,
        to: ConsultationState,
    ) -> Result<bool, StoreError> {
        let done = sqlx::query("UPDATE consultations SET state = $1 WHERE room_id = $2 AND state = $3")
            .bind(to.as_str())
            .bind(room_id.to_bytes().to_vec())
            .bind(from.as_str())
            .execute(self.writer())
            .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Marks planned consultations as opened, all in one statement; others stay as they are.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn mark_consultations_opened(&self, rooms: &[RoomId]) -> Result<(), StoreError> {
        for rooms in rooms.chunks(ROOMS_AT_ONCE) {
            let sql = format!(
                "UPDATE consultations SET state = 'opened' WHERE state = 'planned' AND room_id IN ({})",
                places(rooms.len())
            );
            let mut query = sqlx::query(sqlx::AssertSqlSafe(sql));
            for room in rooms {
                query = query.bind(room.to_bytes().to_vec());
            }
            query.execute(self.writer()).await?;
        }
        Ok(())
    }

    /// Those of these rooms whose consultation was ended or cancelled; one that ended by the clock is not among them.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn consultations_over(&self, rooms: &[RoomId]) -> Result<Vec<RoomId>, StoreError> {
        let mut over = Vec::new();
        for rooms in rooms.chunks(ROOMS_AT_ONCE) {
            let sql = format!(
                "SELECT room_id FROM consultations WHERE state IN ('ended', 'cancelled') AND room_id IN ({})",
                places(rooms.len())
            );
            let mut query = sqlx::query(sqlx::AssertSqlSafe(sql));
            for room in rooms {
                query = query.bind(room.to_bytes().to_vec());
            }
            for row in query.fetch_all(self.reader()).await? {
                over.push(row.id(0, RoomId::from_bytes)?);
            }
        }
        Ok(over)
    }

    /// Cancels an open consultation for whoever has the token with this hash; `false` says nothing about why not.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn cancel_consultation_as_guest(
        &self,
        room_id: RoomId,
        token_hash: &[u8],
    ) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "UPDATE consultations SET state = 'cancelled'
             WHERE room_id = $1 AND cancel_hash = $2 AND state IN ('planned', 'opened')",
        )
        .bind(room_id.to_bytes().to_vec())
        .bind(token_hash.to_vec())
        .execute(self.writer())
        .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Marks open consultations whose time is over; says how many.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn expire_consultations(&self, now: Timestamp) -> Result<u64, StoreError> {
        let done = sqlx::query(
            "UPDATE consultations SET state = 'expired' WHERE closes_at <= $1 AND state IN ('planned', 'opened')",
        )
        .bind(now.as_millisecond())
        .execute(self.writer())
        .await?;
        Ok(done.rows_affected())
    }

    /// Deletes consultations that closed before a time; says how many.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn purge_consultations(&self, closed_before: Timestamp) -> Result<u64, StoreError> {
        let done = sqlx::query("DELETE FROM consultations WHERE closes_at < $1")
            .bind(closed_before.as_millisecond())
            .execute(self.writer())
            .await?;
        Ok(done.rows_affected())
    }
}

/// `$1, $2, …` for so many values.
fn places(count: usize) -> String {
    let places: Vec<String> = (1..=count).map(|place| format!("${place}")).collect();
    places.join(", ")
}

async fn insert(transaction: &mut Transaction<'_, Any>, row: &ConsultationRow) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO consultations
            (room_id, account_id, nameplate, state, opens_at, closes_at, sealed, cancel_hash, practice_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(row.room_id.to_bytes().to_vec())
    .bind(row.account_id.to_bytes().to_vec())
    .bind(row.nameplate.map(|nameplate| i64::from(nameplate.number())))
    .bind(row.state.as_str())
    .bind(row.opens_at.as_millisecond())
    .bind(row.closes_at.as_millisecond())
    .bind(row.sealed.0.clone())
    .bind(row.cancel_hash.as_ref().map(|hash| hash.0.clone()))
    .bind(row.practice_id.map(|practice| practice.to_bytes().to_vec()))
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

fn read(row: &AnyRow) -> Result<ConsultationRow, StoreError> {
    Ok(ConsultationRow {
        room_id: row.id(0, RoomId::from_bytes)?,
        account_id: row.id(1, AccountId::from_bytes)?,
        nameplate: row.maybe_int(2)?.map(nameplates::read).transpose()?,
        state: row.named(3, ConsultationState::from_name)?,
        opens_at: row.time(4)?,
        closes_at: row.time(5)?,
        sealed: row.bytes(6)?.into(),
        cancel_hash: row.maybe_bytes(7)?.map(Into::into),
        practice_id: row.maybe_id(8, PracticeId::from_bytes)?,
    })
}
