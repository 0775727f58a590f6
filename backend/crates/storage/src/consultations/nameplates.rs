//! Who has which nameplate, and rooms that wait for one.

use std::collections::HashSet;

use heilsam_domain::{Nameplate, RoomId};
use jiff::Timestamp;

use crate::row::Columns;
use crate::{Store, StoreError};

/// Rooms that are told at once; the rest have their turn later.
const ROOMS_AT_ONCE: usize = 100;

impl Store {
    /// The nameplates of all open rooms.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn taken_nameplates(&self) -> Result<HashSet<Nameplate>, StoreError> {
        let rows = sqlx::query(
            "SELECT nameplate FROM consultations WHERE nameplate IS NOT NULL AND state IN ('planned', 'opened')",
        )
        .fetch_all(self.reader())
        .await?;
        rows.iter().map(|row| read(row.int(0)?)).collect()
    }

    /// Open rooms without a nameplate that open before a time and are not over `now`; those that open first, at most 100.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn rooms_without_nameplate(
        &self,
        now: Timestamp,
        opens_before: Timestamp,
    ) -> Result<Vec<RoomId>, StoreError> {
        let sql = sqlx::AssertSqlSafe(format!(
            "SELECT room_id FROM consultations
             WHERE nameplate IS NULL AND state IN ('planned', 'opened') AND opens_at < $1 AND closes_at > $2
             ORDER BY opens_at, room_id LIMIT {ROOMS_AT_ONCE}"
        ));
        let query = sqlx::query(sql).bind(opens_before.as_millisecond()).bind(now.as_millisecond());
        let rows = query.fetch_all(self.reader()).await?;
        rows.iter().map(|row| row.id(0, RoomId::from_bytes)).collect()
    }

    /// Gives an open room without a nameplate this one; `false` if it has one by now or is over.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if another open room has it.
    pub async fn give_nameplate(&self, room: RoomId, nameplate: Nameplate) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "UPDATE consultations SET nameplate = $1
             WHERE room_id = $2 AND nameplate IS NULL AND state IN ('planned', 'opened')",
        )
        .bind(i64::from(nameplate.number()))
        .bind(room.to_bytes().to_vec())
        .execute(self.writer())
        .await?;
        Ok(done.rows_affected() == 1)
    }
}

pub(super) fn read(number: i64) -> Result<Nameplate, StoreError> {
    let nameplate = u16::try_from(number).ok().and_then(Nameplate::new);
    nameplate.ok_or(StoreError::Corrupt("nameplate"))
}
