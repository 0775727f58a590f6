//! Somebody registers as staff with an open invitation to a practice, in place of a code of the operator's. See decision 0056.

use heilsam_domain::{AccountId, JoiningId, Role};
use heilsam_protocol::ProblemCode;
use jiff::Timestamp;

use super::Admission;
use crate::{ApiError, AppState};

/// Lets staff begin, once for an invitation. Unknown, taken back, over, accepted and used to register before: all alike.
pub(super) async fn admit(
    state: &AppState,
    joining: JoiningId,
    now: Timestamp,
) -> Result<Admission, ApiError> {
    main_user(state, joining, now).await?;
    let code_hash = state.accounts.secrets.hash_joining(joining);
    if state.store.is_code_redeemed(code_hash).await? {
        return Err(ProblemCode::CodeRefused.into());
    }
    Ok(Admission {
        role: Role::Staff,
        code_hash,
        entitled_until: None,
        waiting: None,
        self_registered: false,
        joining: Some(joining),
    })
}

/// Whose practice it is, as long as the invitation is open: asked with each step, because it can be taken back between them.
pub(super) async fn main_user(
    state: &AppState,
    joining: JoiningId,
    now: Timestamp,
) -> Result<AccountId, ApiError> {
    let main_user = state.store.joining_main_user(joining, now).await?;
    main_user.ok_or(ProblemCode::CodeRefused.into())
}
