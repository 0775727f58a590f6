//! The login name that somebody gets: the wished one with digits behind it, whether anybody has the bare name or not.

use heilsam_domain::login_name::Digits;
use heilsam_domain::{AccountId, LoginName, WishedName};
use heilsam_protocol::ProblemCode;

use crate::{ApiError, AppState};

/// So many names with four digits are tried, then as many with five.
const TURNS: u8 = 8;

/// For whom a name is. Who asks again for the same wish gets the same digits: one who could draw often would see which
/// ones never come.
#[derive(Clone, Copy)]
pub(super) enum Owner {
    /// Somebody with a code, by its hash.
    Code([u8; 32]),
    /// An account that exists; it may get the name again that it has.
    Account(AccountId),
}

/// Gives the first name in the owner's row that is free now. Whether it still is shows at the last step.
pub(super) async fn give(state: &AppState, wish: &WishedName, owner: Owner) -> Result<LoginName, ApiError> {
    let (account, owner) = match owner {
        Owner::Code(hash) => (None, hash.to_vec()),
        Owner::Account(account) => (Some(account), account.to_bytes().to_vec()),
    };
    let secrets = &state.accounts.secrets;
    for turn in 0..2 * TURNS {
        let digits = if turn < TURNS { Digits::Four } else { Digits::Five };
        let name = wish.with_digits(digits, secrets.name_number(wish, &owner, turn));
        let known = state.store.credential_by_lookup(&secrets.hash_login_name(&name)).await?;
        if known.is_none_or(|credential| Some(credential.account_id) == account) {
            return Ok(name);
        }
    }
    Err(ProblemCode::StartAgain.into())
}
