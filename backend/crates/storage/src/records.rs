//! Records: per collection an append-only log of record versions, and the feed of what has changed.

use std::collections::HashMap;

use heilsam_domain::{AccountId, CollectionId, RecordId};
use heilsam_protocol::SealedRecord;
use heilsam_protocol::limit::CHANGES_BYTES;
use heilsam_protocol::sync::{Change, Collection, SealedHead};
use sqlx::any::AnyRow;
use sqlx::{Any, AssertSqlSafe, Transaction};

use crate::collections::next_sequence;
use crate::row::{Columns, as_int};
use crate::{Store, StoreError};

/// A record version whose open header was read.
#[derive(Debug, Clone)]
pub struct RecordRow {
    /// Record, from the header.
    pub record_id: RecordId,
    /// Version, from the header; from 1.
    pub version: u64,
    /// The sealed record.
    pub record: SealedRecord,
}

/// How appending a batch ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Appended {
    /// The batch is stored durably, now or by an earlier try; the log holds so many record versions after it.
    Stored {
        /// Record versions after this batch.
        count: u64,
    },
    /// The log holds another number of record versions than the batch expects.
    Moved {
        /// Record versions in the log now.
        count: u64,
    },
    /// A record version is not the next one.
    VersionConflict,
    /// The account has no such collection.
    Missing,
}

/// One page of the feed; each change with its place in the account's order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangePage {
    /// Changes, oldest first.
    pub changes: Vec<Change>,
    /// Place of the last change of the page, or the place asked for if there is none.
    pub last: u64,
    /// Whether there is more.
    pub more: bool,
}

impl Store {
    /// Appends a batch with its head in one durable transaction: all or nothing. A batch that is stored already is answered
    /// like the first time.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn append_records(
        &self,
        account_id: AccountId,
        collection_id: CollectionId,
        expected_count: u64,
        records: &[RecordRow],
        head: &SealedHead,
    ) -> Result<Appended, StoreError> {
        let key = Key { account_id, collection_id };
        let added = i64::try_from(records.len()).map_err(|_| StoreError::Corrupt("batch"))?;
        let mut transaction = self.begin().await?;
        let last = next_sequence(&mut transaction, account_id, added + 1).await?;
        let Some(count) = key.record_count(&mut transaction).await? else { return Ok(Appended::Missing) };
        if count != expected_count {
            let stored = key.holds(&mut transaction, expected_count, records).await?;
            let after = expected_count + u64::try_from(records.len()).unwrap_or_default();
            return Ok(if stored { Appended::Stored { count: after } } else { Appended::Moved { count } });
        }
        let mut versions = key.versions(&mut transaction, records).await?;
        for record in records {
            let version = versions.entry(record.record_id).or_default();
            *version += 1;
            if record.version != *version {
                return Ok(Appended::VersionConflict);
            }
        }
        key.insert(&mut transaction, as_int(count)?, last - added, records).await?;
        sqlx::query(
            "UPDATE collections SET record_count = record_count + $1, head_count = $2, head_signed = $3, head_sequence = $4
             WHERE account_id = $5 AND collection_id = $6",
        )
        .bind(added)
        .bind(as_int(head.count)?)
        .bind(head.signed.0.clone())
        .bind(last)
        .bind(key.account())
        .bind(key.collection())
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(Appended::Stored { count: count + u64::try_from(records.len()).unwrap_or_default() })
    }

    /// What has changed after a place in the account's order, at most `limit` changes.
    ///
    /// After a place that this store has not reached yet (it was set back to an older state) everything is shown from the
    /// beginning: the device then compares the heads, where an empty page would look as if nothing were missing.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn changes(
        &self,
        account_id: AccountId,
        after: u64,
        limit: u32,
    ) -> Result<ChangePage, StoreError> {
        let page = self.feed(account_id, after, limit).await?;
        if page.changes.is_empty() && after > self.newest_place(account_id).await? {
            return self.feed(account_id, 0, limit).await;
        }
        Ok(page)
    }

    async fn newest_place(&self, account_id: AccountId) -> Result<u64, StoreError> {
        let row = sqlx::query("SELECT change_sequence FROM accounts WHERE account_id = $1")
            .bind(account_id.to_bytes().to_vec())
            .fetch_optional(self.reader())
            .await?;
        row.map_or(Ok(0), |row| row.count(0))
    }

    async fn feed(&self, account_id: AccountId, after: u64, limit: u32) -> Result<ChangePage, StoreError> {
        let mut found: Vec<(u64, Change)> = Vec::new();
        let most = i64::from(limit) + 1;
        // A batch that is stored between two statements would show its head without its records: the device takes that for a
        // server that leaves something out, and exchanges nothing any more.
        let mut snapshot = self.snapshot().await?;
        let records = records_that_fit(&mut snapshot, account_id, after, most).await?;
        // One more of each than a page holds, so that it is known whether there is more.
        for ((statement, read), most) in FEEDS.iter().zip([most.min(records + 1), most, most]) {
            let rows = sqlx::query(*statement)
                .bind(account_id.to_bytes().to_vec())
                .bind(as_int(after)?)
                .bind(most)
                .fetch_all(&mut *snapshot)
                .await?;
            for row in rows {
                found.push((row.count(0)?, read(&row)?));
            }
        }
        snapshot.commit().await?;
        found.sort_by_key(|(sequence, _)| *sequence);
        let limit = fits(&found).min(usize::try_from(limit).unwrap_or(usize::MAX));
        let more = found.len() > limit;
        found.truncate(limit);
        let last = found.last().map_or(after, |(sequence, _)| *sequence);
        Ok(ChangePage { changes: found.into_iter().map(|(_, change)| change).collect(), last, more })
    }
}

/// How many of the next records a page holds by their size, one at least: only their lengths are read for it.
async fn records_that_fit(
    snapshot: &mut Transaction<'_, Any>,
    account_id: AccountId,
    after: u64,
    most: i64,
) -> Result<i64, StoreError> {
    let lengths = sqlx::query(
        "SELECT LENGTH(content) + LENGTH(wrap) FROM records WHERE account_id = $1 AND sequence > $2
         ORDER BY sequence LIMIT $3",
    )
    .bind(account_id.to_bytes().to_vec())
    .bind(as_int(after)?)
    .bind(most)
    .fetch_all(&mut **snapshot)
    .await?;
    let (mut bytes, mut fit) = (0, 0);
    for row in &lengths {
        bytes += row.count(0)?;
        if bytes > CHANGES_BYTES as u64 {
            break;
        }
        fit += 1;
    }
    Ok(fit.max(1))
}

/// How many of the first changes one page holds: one at least, and records of so many bytes at most.
fn fits(changes: &[(u64, Change)]) -> usize {
    let mut bytes = 0;
    let small = changes.iter().take_while(|(_, change)| {
        if let Change::Record { record, .. } = change {
            bytes += record.content.0.len() + record.wrap.0.len();
        }
        bytes <= CHANGES_BYTES
    });
    small.count().max(1)
}

type Read = fn(&AnyRow) -> Result<Change, StoreError>;

/// The three parts of the feed; the first column is the place in the account's order.
const FEEDS: &[(&str, Read)] = &[
    (
        "SELECT sequence, position, content, wrap FROM records WHERE account_id = $1 AND sequence > $2
         ORDER BY sequence LIMIT $3",
        |row| {
            let record = SealedRecord { content: row.bytes(2)?.into(), wrap: row.bytes(3)?.into() };
            Ok(Change::Record { position: row.count(1)?, record })
        },
    ),
    (
        "SELECT sequence, collection_id, sealed_keys FROM collections WHERE account_id = $1 AND sequence > $2
         ORDER BY sequence LIMIT $3",
        |row| {
            let collection_id = row.id(1, CollectionId::from_bytes)?;
            Ok(Change::Collection(Collection { collection_id, sealed_keys: row.bytes(2)?.into() }))
        },
    ),
    (
        "SELECT head_sequence, collection_id, head_count, head_signed FROM collections WHERE account_id = $1
         AND head_sequence > $2 ORDER BY head_sequence LIMIT $3",
        |row| {
            let head = SealedHead { count: row.count(2)?, signed: row.bytes(3)?.into() };
            Ok(Change::Head { collection_id: row.id(1, CollectionId::from_bytes)?, head })
        },
    ),
];

struct Key {
    account_id: AccountId,
    collection_id: CollectionId,
}

impl Key {
    fn account(&self) -> Vec<u8> {
        self.account_id.to_bytes().to_vec()
    }

    fn collection(&self) -> Vec<u8> {
        self.collection_id.to_bytes().to_vec()
    }

    async fn record_count(&self, transaction: &mut Transaction<'_, Any>) -> Result<Option<u64>, StoreError> {
        let row =
            sqlx::query("SELECT record_count FROM collections WHERE account_id = $1 AND collection_id = $2")
                .bind(self.account())
                .bind(self.collection())
                .fetch_optional(&mut **transaction)
                .await?;
        row.map(|row| row.count(0)).transpose()
    }

    /// Whether the log holds exactly these records from this position on.
    async fn holds(
        &self,
        transaction: &mut Transaction<'_, Any>,
        position: u64,
        records: &[RecordRow],
    ) -> Result<bool, StoreError> {
        let rows = sqlx::query(
            "SELECT content, wrap FROM records WHERE account_id = $1 AND collection_id = $2 AND position >= $3
             ORDER BY position LIMIT $4",
        )
        .bind(self.account())
        .bind(self.collection())
        .bind(as_int(position)?)
        .bind(i64::try_from(records.len()).unwrap_or(i64::MAX))
        .fetch_all(&mut **transaction)
        .await?;
        if rows.len() != records.len() {
            return Ok(false);
        }
        for (row, record) in rows.iter().zip(records) {
            if row.bytes(0)? != record.record.content.0 || row.bytes(1)? != record.record.wrap.0 {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The newest version of each record of a batch.
    async fn versions(
        &self,
        transaction: &mut Transaction<'_, Any>,
        records: &[RecordRow],
    ) -> Result<HashMap<RecordId, u64>, StoreError> {
        let places: Vec<String> = (3..3 + records.len()).map(|place| format!("${place}")).collect();
        let sql = format!(
            "SELECT record_id, MAX(version) FROM records WHERE account_id = $1 AND collection_id = $2
             AND record_id IN ({}) GROUP BY record_id",
            places.join(", ")
        );
        let mut query = sqlx::query(AssertSqlSafe(sql)).bind(self.account()).bind(self.collection());
        for record in records {
            query = query.bind(record.record_id.to_bytes().to_vec());
        }
        let rows = query.fetch_all(&mut **transaction).await?;
        rows.iter().map(|row| Ok((row.id(0, RecordId::from_bytes)?, row.count(1)?))).collect()
    }

    /// Appends record versions; positions begin at `position`, places in the account's order at `sequence`.
    async fn insert(
        &self,
        transaction: &mut Transaction<'_, Any>,
        position: i64,
        sequence: i64,
        records: &[RecordRow],
    ) -> Result<(), StoreError> {
        let rows: Vec<String> = (0..records.len())
            .map(|row| {
                let places: Vec<String> =
                    (1..=6).map(|column| format!("${}", 2 + row * 6 + column)).collect();
                format!("($1, $2, {})", places.join(", "))
            })
            .collect();
        let sql = format!(
            "INSERT INTO records (account_id, collection_id, position, sequence, record_id, version, content, wrap)
             VALUES {}",
            rows.join(", ")
        );
        let mut query = sqlx::query(AssertSqlSafe(sql)).bind(self.account()).bind(self.collection());
        for (offset, record) in (0_i64..).zip(records) {
            query = query
                .bind(position + offset)
                .bind(sequence + offset)
                .bind(record.record_id.to_bytes().to_vec())
                .bind(as_int(record.version)?)
                .bind(record.record.content.0.clone())
                .bind(record.record.wrap.0.clone());
        }
        query.execute(&mut **transaction).await?;
        Ok(())
    }
}
