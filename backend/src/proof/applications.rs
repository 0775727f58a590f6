//! Accounts of doctors who registered without a code: those that nobody waits for any more go by themselves. See decision 0043.

use heilsam_domain::physician::APPLICATION_DAYS;
use jiff::SignedDuration;

use crate::audit::Event;
use crate::{ApiError, AppState};

/// When somebody may come back who is one too many, in seconds.
pub(crate) const FULL_SECONDS: u64 = 3_600;

/// Erases who registered without a code 30 days ago and has handed in nothing, or whose proof was refused as long ago. Says how
/// many.
///
/// # Errors
/// If the database fails.
pub(crate) async fn erase_lapsed(state: &AppState) -> Result<u64, ApiError> {
    let now = state.clock.now();
    let days = SignedDuration::from_hours(24 * APPLICATION_DAYS);
    let mut erased = 0;
    for account in state.store.lapsed_applications(now.saturating_sub(days).unwrap_or(now)).await? {
        // Recorded first: an erasure without a trace would be worse than a trace without one.
        state.audit.record(Event::ApplicationLapsed { account }).await?;
        state.audit.record(Event::AccountErased { account }).await?;
        state.store.erase_account(account).await?;
        erased += 1;
    }
    Ok(erased)
}
