//! Follow-up codes, and codes whose insurer could not be asked yet.

use axum::extract::State;
use heilsam_domain::{AccountId, ActivationCode, Role, prescription};
use heilsam_protocol::ProblemCode;
use heilsam_protocol::account::{Account, CodeCheck, RedeemCode};
use heilsam_storage::StoreError;
use heilsam_storage::entitlements::{FurtherCode, Redemption};
use heilsam_storage::registrations::RegistrationRow;
use jiff::{SignedDuration, Timestamp};

use super::begin::millis;
use super::insurer::InsurerRefusal;
use crate::audit::Event;
use crate::extract::Json;
use crate::{ApiError, AppState, Caller};

/// Bounds of the time from one question to the next about the same code.
const SOONEST: SignedDuration = SignedDuration::from_mins(1);
const LATEST: SignedDuration = SignedDuration::from_hours(6);

/// `POST`: a follow-up code makes the period longer.
pub(super) async fn redeem(
    State(state): State<AppState>,
    caller: Caller,
    Json(request): Json<RedeemCode>,
) -> Result<Json<Account>, ApiError> {
    match extend(&state, caller.account_id, &request.code).await {
        Err(refused) if refused.code() == ProblemCode::CodeRefused => {
            state.audit.record(Event::CodeRefused).await?;
            Err(refused)
        }
        extended => extended,
    }
}

async fn extend(state: &AppState, account_id: AccountId, text: &str) -> Result<Json<Account>, ApiError> {
    let refused = || ApiError::from(ProblemCode::CodeRefused);
    let now = state.clock.now();
    let code = ActivationCode::parse(text).map_err(|_| refused())?;
    let code_hash = state.accounts.secrets.hash_activation_code(&code);
    if state.store.is_code_redeemed(code_hash).await? {
        return Err(refused());
    }
    let (account, _) = state.store.account(account_id).await?.ok_or(ApiError::from(ProblemCode::NotFound))?;
    if account.code_check == Some(CodeCheck::Waiting) {
        // Before the insurer is asked: for the insurer a code that was asked about is used.
        return Err(ProblemCode::CodeWaiting.into());
    }
    let begun = state.store.confirmed_code(code_hash, now).await?;
    let waiting_code = match check(state, &code, begun, now).await? {
        Checked::Confirmed => {
            if begun.is_none() {
                keep_answer(state, code_hash, now).await?;
            }
            None
        }
        Checked::Waits => Some(seal(state, &code, account_id)?),
    };
    let further = FurtherCode { code_hash, waiting_code };
    match state.store.redeem_further_code(account_id, &further, now).await? {
        Redemption::Extended => {}
        Redemption::CodeUsed => return Err(refused()),
        Redemption::EarlierWaits => return Err(ProblemCode::CodeWaiting.into()),
    }
    state.audit.record(Event::CodeRedeemed { account: account_id }).await?;
    let (account, _) = state.store.account(account_id).await?.ok_or(ApiError::from(ProblemCode::NotFound))?;
    Ok(Json(account))
}

/// Keeps that the insurer has confirmed a code before anything else is done with it: should that fail, the code can be entered
/// again, here or for a new account. Kept is a registration that nobody can finish: its token is known to nobody, and it is over.
async fn keep_answer(state: &AppState, code_hash: [u8; 32], now: Timestamp) -> Result<(), StoreError> {
    let answered = RegistrationRow {
        token_hash: state.entropy.bytes(),
        account_id: AccountId::from_parts(millis(now), state.entropy.bytes()),
        role: Role::Patient,
        code_hash,
        entitled_until: Some(prescription::until(now, None)),
        state: Vec::new(),
        self_registered: false,
        expires_at: now,
    };
    state.store.begin_registration(&answered).await
}

/// What is known about a code that may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Checked {
    /// The insurer has confirmed it.
    Confirmed,
    /// The insurer could not be asked.
    Waits,
}

/// Asks the insurer about a code, unless it has confirmed it before (`begun`): it would refuse a second question, and whoever left
/// between the code and the account would have lost the code.
///
/// # Errors
/// [`ProblemCode::CodeRefused`]
pub(super) async fn check(
    state: &AppState,
    code: &ActivationCode,
    begun: Option<Timestamp>,
    now: Timestamp,
) -> Result<Checked, ApiError> {
    if begun.is_some() {
        return Ok(Checked::Confirmed);
    }
    match state.accounts.insurer.check(code, now).await {
        Ok(_) => Ok(Checked::Confirmed),
        Err(InsurerRefusal::NotAccepted) => Err(ProblemCode::CodeRefused.into()),
        Err(InsurerRefusal::Unavailable) => Ok(Checked::Waits),
    }
}

/// A code as it waits in the database: only this account's row opens it.
pub(super) fn seal(
    state: &AppState,
    code: &ActivationCode,
    account_id: AccountId,
) -> Result<Vec<u8>, ApiError> {
    let sealed = state.accounts.secrets.seal_text(code.expose(), &place(account_id), state.entropy.bytes());
    sealed.map_err(|error| ApiError::internal(&error))
}

fn place(account_id: AccountId) -> Vec<u8> {
    [b"waiting-code".as_slice(), &account_id.to_bytes()].concat()
}

/// Asks again about codes whose insurer could not be asked; says how many were answered.
///
/// # Errors
/// If the database fails.
pub async fn ask_again(state: &AppState) -> Result<u64, StoreError> {
    let now = state.clock.now();
    let mut answered = 0;
    for waiting in state.store.waiting_codes(now).await? {
        let opened = state.accounts.secrets.open_text(&waiting.sealed, &place(waiting.account_id));
        let code = opened.ok().and_then(|text| ActivationCode::parse(&text).ok());
        let Some(code) = code else {
            tracing::error!(
                "a waiting code cannot be opened: the key file is not the one it was sealed with"
            );
            state.store.put_off_code(waiting.account_id, now, LATEST, LATEST).await?;
            continue;
        };
        let accepted = match state.accounts.insurer.check(&code, now).await {
            Ok(_) => true,
            Err(InsurerRefusal::NotAccepted) => false,
            Err(InsurerRefusal::Unavailable) => {
                state.store.put_off_code(waiting.account_id, now, SOONEST, LATEST).await?;
                continue;
            }
        };
        state.store.settle_code(&waiting, accepted, now).await?;
        answered += 1;
    }
    Ok(answered)
}
