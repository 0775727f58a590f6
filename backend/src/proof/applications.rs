//! Accounts of doctors who registered without a code: those that nobody waits for any more go by themselves. See decision 0043.

use heilsam_domain::physician::APPLICATION_TIME;

use crate::audit::Event;
use crate::{ApiError, AppState, account};

/// When somebody may come back who is one too many, in seconds.
pub(crate) const FULL_SECONDS: u64 = 3_600;

/// Erases who registered without a code 30 days ago and has handed in nothing, or whose proof was refused as long ago. Says how
/// many.
///
/// # Errors
/// If the database fails.
pub(crate) async fn erase_lapsed(state: &AppState) -> Result<u64, ApiError> {
    let now = state.clock.now();
    let mut erased = 0;
    let before = now.saturating_sub(APPLICATION_TIME).unwrap_or(now);
    for account in state.store.lapsed_applications(before).await? {
        state.audit.record(Event::ApplicationLapsed { account }).await?;
        account::erase(&state.store, &state.audit, account).await?;
        erased += 1;
    }
    Ok(erased)
}
