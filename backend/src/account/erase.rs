//! Erasing an account: one way, whoever wants it and whyever.

use heilsam_domain::AccountId;
use heilsam_storage::Store;

use crate::ApiError;
use crate::audit::{Audit, Event};

/// Erases an account with everything of it, and writes that down in the audit log and outside of the database.
///
/// # Errors
/// If the database fails. The erasure may be recorded then and not done: it can be tried again.
pub(crate) async fn erase(store: &Store, audit: &Audit, account: AccountId) -> Result<(), ApiError> {
    // Recorded first: an erasure without a trace would be worse than a trace without one.
    audit.record(Event::AccountErased { account }).await?;
    Ok(store.erase_account(account).await?)
}
