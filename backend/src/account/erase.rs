//! Erasing an account: one way, whoever wants it and whyever.

use std::collections::BTreeMap;

use data_encoding::HEXLOWER;
use heilsam_domain::AccountId;
use heilsam_protocol::account::{Erased, ErasedCount};
use heilsam_storage::Store;

use crate::ApiError;
use crate::audit::{Audit, Event};

/// Erases an account with everything of it, and writes that down in the audit log and outside of the database.
///
/// # Errors
/// If the database fails. The erasure may be recorded then and not done: it can be tried again.
pub(crate) async fn erase(store: &Store, audit: &Audit, account: AccountId) -> Result<Erased, ApiError> {
    // Recorded first: an erasure without a trace would be worse than a trace without one.
    let (erased_at, head) = audit.record_at(Event::AccountErased { account }).await?;
    let tables = store.erase_account(account).await?;
    let left = count_left(store, account).await;
    let audit_row = u64::try_from(head.rows).unwrap_or_default();
    Ok(Erased {
        erased_at,
        counts: by_kind(&tables),
        left,
        audit_row,
        audit_hash: HEXLOWER.encode(&head.hash),
    })
}

/// How many rows name the account still; none if they cannot be counted: the account is gone all the same.
async fn count_left(store: &Store, account: AccountId) -> Option<u64> {
    match store.traces(account).await {
        Ok(traces) => Some(traces.iter().map(|(_, rows)| rows).sum()),
        Err(error) => {
            tracing::error!(%error, "an account was erased, but what is left of it was not counted");
            None
        }
    }
}

/// Tables in the words of the access report.
fn by_kind(tables: &BTreeMap<&str, u64>) -> Vec<ErasedCount> {
    let mut kinds = BTreeMap::<&str, u64>::new();
    for (table, rows) in tables {
        let kind = match *table {
            same @ ("records" | "sessions" | "consents" | "shares") => same,
            "credentials" => "logins",
            "push_devices" => "messages",
            "notification_mail" => "mail",
            "outcome_tokens" => "tokens",
            _ => "other",
        };
        *kinds.entry(kind).or_default() += rows;
    }
    kinds.into_iter().map(|(kind, count)| ErasedCount { kind: kind.to_owned(), count }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_counted_as_what_the_access_report_calls_them() {
        let tables = BTreeMap::from([
            ("credentials", 1),
            ("records", 7),
            ("accounts", 1),
            ("slots", 2),
            ("push_devices", 3),
            ("notification_mail", 1),
        ]);
        let counts = by_kind(&tables);
        let counts: Vec<_> = counts.iter().map(|it| (it.kind.as_str(), it.count)).collect();
        let expected = [("logins", 1), ("mail", 1), ("messages", 3), ("other", 3), ("records", 7)];
        assert_eq!(counts, expected);
    }
}
