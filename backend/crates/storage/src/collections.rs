//! Collections: sets of records that share their keys, which are sealed.

use heilsam_domain::{AccountId, CollectionId};
use heilsam_protocol::sync::Collection;
use sqlx::{Any, Transaction};

use crate::row::Columns;
use crate::{Store, StoreError};

/// How setting a collection ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CollectionPut {
    /// It is as given.
    Stored,
    /// The account has as many as it may.
    Full,
}

impl Store {
    /// All collections of an account, in the order of their last change.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn collections(&self, account_id: AccountId) -> Result<Vec<Collection>, StoreError> {
        let rows = sqlx::query(
            "SELECT collection_id, sealed_keys FROM collections WHERE account_id = $1 ORDER BY sequence",
        )
        .bind(account_id.to_bytes().to_vec())
        .fetch_all(self.reader())
        .await?;
        rows.iter()
            .map(|row| {
                Ok(Collection {
                    collection_id: row.id(0, CollectionId::from_bytes)?,
                    sealed_keys: row.bytes(1)?.into(),
                })
            })
            .collect()
    }

    /// Makes a collection or renews its sealed keys; the same again changes nothing.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn put_collection(
        &self,
        account_id: AccountId,
        collection: &Collection,
        maximum: usize,
    ) -> Result<CollectionPut, StoreError> {
        let account = account_id.to_bytes().to_vec();
        let id = collection.collection_id.to_bytes().to_vec();
        let mut transaction = self.begin().await?;
        let sequence = next_sequence(&mut transaction, account_id, 1).await?;
        let same = sqlx::query(
            "SELECT COUNT(*) FROM collections WHERE account_id = $1 AND collection_id = $2 AND sealed_keys = $3",
        )
        .bind(account.clone())
        .bind(id.clone())
        .bind(collection.sealed_keys.0.clone())
        .fetch_one(&mut *transaction)
        .await?
        .count(0)?;
        if same > 0 {
            return Ok(CollectionPut::Stored);
        }
        sqlx::query(
            "INSERT INTO collections (account_id, collection_id, sealed_keys, sequence, record_count)
             VALUES ($1, $2, $3, $4, 0)
             ON CONFLICT (account_id, collection_id) DO UPDATE SET sealed_keys = excluded.sealed_keys,
             sequence = excluded.sequence",
        )
        .bind(account.clone())
        .bind(id)
        .bind(collection.sealed_keys.0.clone())
        .bind(sequence)
        .execute(&mut *transaction)
        .await?;
        let count = sqlx::query("SELECT COUNT(*) FROM collections WHERE account_id = $1")
            .bind(account)
            .fetch_one(&mut *transaction)
            .await?
            .count(0)?;
        if count > u64::try_from(maximum).unwrap_or(u64::MAX) {
            return Ok(CollectionPut::Full);
        }
        transaction.commit().await?;
        Ok(CollectionPut::Stored)
    }
}

/// Takes the next numbers of the account's change feed and says the last one. Holds the account's row until the end of the
/// transaction, so that changes become visible in the order of their numbers.
pub(crate) async fn next_sequence(
    transaction: &mut Transaction<'_, Any>,
    account_id: AccountId,
    numbers: i64,
) -> Result<i64, StoreError> {
    let row = sqlx::query(
        "UPDATE accounts SET change_sequence = change_sequence + $1 WHERE account_id = $2 RETURNING change_sequence",
    )
    .bind(numbers)
    .bind(account_id.to_bytes().to_vec())
    .fetch_optional(&mut **transaction)
    .await?;
    row.ok_or(StoreError::Corrupt("account"))?.int(0)
}
