//! What is kept about an account beside its own lists, for the access report.
//!
//! Source: Art. 15 DSGVO.

use heilsam_domain::AccountId;
use jiff::Timestamp;

use crate::row::Columns;
use crate::{Store, StoreError};

/// Events read at a time. The log grows with the years, and there are few connections: nobody else waits for all of it.
const PAGE: i64 = 10_000;

/// What the other lists of an account do not show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlsoKeptRow {
    /// Events of the audit log that name the account, in their canonical form: the newest ones, the oldest of them first.
    pub audit: Vec<String>,
    /// How many such events there are.
    pub audit_count: u64,
    /// Quarters for which a token of outcome reporting was asked for, oldest first.
    pub token_quarters: Vec<String>,
    /// Since when an activation code waits for the insurer's answer.
    pub code_waits_since: Option<Timestamp>,
}

impl Store {
    /// What else is kept about an account; at most `limit` events.
    ///
    /// # Errors
    /// [`StoreError`]
    pub async fn also_kept(&self, account_id: AccountId, limit: u32) -> Result<AlsoKeptRow, StoreError> {
        let account = account_id.to_bytes().to_vec();
        let (audit, audit_count) = self.audit_naming(account_id, limit, PAGE).await?;
        let quarters =
            sqlx::query("SELECT quarter FROM outcome_tokens WHERE account_id = $1 ORDER BY quarter")
                .bind(account.clone())
                .fetch_all(self.reader())
                .await?;
        let waiting = sqlx::query("SELECT asked_at FROM waiting_codes WHERE account_id = $1")
            .bind(account)
            .fetch_optional(self.reader())
            .await?;
        Ok(AlsoKeptRow {
            audit,
            audit_count,
            token_quarters: quarters.iter().map(|row| row.text(0)).collect::<Result<_, _>>()?,
            code_waits_since: waiting.map(|row| row.time(0)).transpose()?,
        })
    }

    /// The newest events that name the account, the oldest of them first, and how many there are. The log is one text for each
    /// event, chained by hashes: it has no column for whom it names. So all of it is read, from its end, `page` events at a time;
    /// it only grows, so the pages fit together.
    async fn audit_naming(
        &self,
        account_id: AccountId,
        limit: u32,
        page: i64,
    ) -> Result<(Vec<String>, u64), StoreError> {
        let named = format!("%\"{account_id}\"%");
        let last = sqlx::query("SELECT position FROM audit_log ORDER BY position DESC LIMIT 1")
            .fetch_optional(self.reader())
            .await?;
        let mut end = last.map_or(Ok(0), |row| row.int(0).map(|position| position + 1))?;
        let (mut newest, mut count) = (Vec::new(), 0_u64);
        while end > 0 {
            let from = end - page;
            let rows = sqlx::query(
                "SELECT event FROM audit_log WHERE position >= $1 AND position < $2 AND event LIKE $3
                 ORDER BY position DESC",
            )
            .bind(from)
            .bind(end)
            .bind(named.clone())
            .fetch_all(self.reader())
            .await?;
            for row in &rows {
                if count < u64::from(limit) {
                    newest.push(row.text(0)?);
                }
                count += 1;
            }
            end = from;
        }
        newest.reverse();
        Ok((newest, count))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_pages_of_the_audit_log_fit_together() {
        let folder = tempfile::tempdir().unwrap();
        let store =
            Store::open(&format!("sqlite:{}", folder.path().join("heilsam.db").display())).await.unwrap();
        let (own, other) = (AccountId::from_bytes([1; 16]), AccountId::from_bytes([2; 16]));
        assert_eq!(store.audit_naming(own, 10, 2).await.unwrap(), (vec![], 0), "an empty log");
        let events = [own, other, own, own, other, other, own]
            .iter()
            .zip(0..)
            .map(|(whose, number)| format!(r#"{{"number":{number},"account":"{whose}"}}"#))
            .collect::<Vec<_>>();
        for event in &events {
            store.append_audit(event).await.unwrap();
        }
        let of_own = [0, 2, 3, 6].map(|number: usize| events[number].clone()).to_vec();
        // Pages that end beside events, in the middle of the log and at its end, and one that holds all of it.
        for page in [1, 2, 3, 7, 8] {
            assert_eq!(store.audit_naming(own, 10, page).await.unwrap(), (of_own.clone(), 4), "{page}");
            let newest = store.audit_naming(own, 2, page).await.unwrap();
            assert_eq!(newest, (of_own[2..].to_vec(), 4), "{page}");
        }
        store.close().await;
    }
}
