//! Login with two factors. Every refusal is the same, and the same work is done for names that nobody has.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use heilsam_domain::LoginName;
use heilsam_protocol::ProblemCode;
use heilsam_protocol::credential::CredentialKind;
use heilsam_protocol::login::{
    FinishPasskeyLogin, FinishPassphraseLogin, PasskeyChallenge, PassphraseChallenge, StartPassphraseLogin,
};
use heilsam_storage::credentials::CredentialRow;
use heilsam_storage::slots::SlotRow;

use super::begin::log_in;
use super::passkey::PasskeyError;
use super::registration::passkey_error;
use super::{PassphraseLogin, totp};
use crate::audit::Event;
use crate::extract::Json;
use crate::{ApiError, AppState};

/// `POST`: options for any passkey of this site.
pub(super) async fn start_passkey(State(state): State<AppState>) -> Result<Json<PasskeyChallenge>, ApiError> {
    let (login, options) = state.accounts.passkeys.start_login().map_err(passkey_error)?;
    let token: [u8; 32] = state.entropy.bytes();
    state.accounts.passkey_logins.insert(&token, login, state.clock.now());
    Ok(Json(PasskeyChallenge { token: token.into(), options }))
}

/// `POST`: the passkey's answer.
pub(super) async fn finish_passkey(
    State(state): State<AppState>,
    headers: HeaderMap,
    Json(request): Json<FinishPasskeyLogin>,
) -> Result<Response, ApiError> {
    match check_passkey(&state, &request).await? {
        Some((credential, slot)) => succeed(&state, &headers, credential, slot).await,
        None => refuse(&state).await,
    }
}

/// `POST`: first message of a passphrase; also answered for names that nobody has.
pub(super) async fn start_passphrase(
    State(state): State<AppState>,
    Json(request): Json<StartPassphraseLogin>,
) -> Result<Json<PassphraseChallenge>, ApiError> {
    let name = LoginName::parse(&request.login_name).map_err(|_| ApiError::invalid_field("login_name"))?;
    let now = state.clock.now();
    let name_hash = state.accounts.secrets.hash_login_name(&name);
    if let Some(seconds) = state.accounts.attempts.wait(&name_hash, now) {
        return Err(ApiError::too_many(seconds));
    }
    let known = state.store.credential_by_lookup(&name_hash).await?;
    let known = known.filter(|credential| credential.kind == CredentialKind::Passphrase);
    let record = known.as_ref().map(|credential| credential.verifier.as_slice());
    let (opaque, answer) = state
        .accounts
        .opaque
        .start_login(record, request.opaque.as_ref(), &name_hash, &*state.entropy)
        .map_err(|_| ApiError::invalid_field("opaque"))?;
    let token: [u8; 32] = state.entropy.bytes();
    let known = known.map(|credential| credential.credential_id);
    state.accounts.passphrase_logins.insert(&token, PassphraseLogin { opaque, name_hash, known }, now);
    Ok(Json(PassphraseChallenge { token: token.into(), opaque: answer.into() }))
}

/// `POST`: last message of the passphrase, and the one-time code. Each try needs a new first message.
pub(super) async fn finish_passphrase(
    State(state): State<AppState>,
    headers: HeaderMap,
    Json(request): Json<FinishPassphraseLogin>,
) -> Result<Response, ApiError> {
    let now = state.clock.now();
    let login = state.accounts.passphrase_logins.take(request.token.as_ref(), now);
    let login = login.ok_or(ProblemCode::StartAgain)?;
    let name_hash = login.name_hash;
    match check_passphrase(&state, login, &request).await? {
        Some((credential, slot)) => {
            state.accounts.attempts.succeeded(&name_hash);
            succeed(&state, &headers, credential, slot).await
        }
        None => {
            state.accounts.attempts.failed(name_hash, now);
            refuse(&state).await
        }
    }
}

async fn check_passkey(
    state: &AppState,
    request: &FinishPasskeyLogin,
) -> Result<Option<(CredentialRow, SlotRow)>, ApiError> {
    let now = state.clock.now();
    let claim = match state.accounts.passkeys.read_claim(&request.credential) {
        Ok(claim) => claim,
        Err(PasskeyError::PrfResults) => return Err(passkey_error(PasskeyError::PrfResults)),
        Err(PasskeyError::Malformed | PasskeyError::Refused | PasskeyError::Site) => return Ok(None),
    };
    let login = state.accounts.passkey_logins.take(request.token.as_ref(), now);
    let login = login.ok_or(ProblemCode::StartAgain)?;
    let Some(credential) = state.store.credential_by_lookup(&claim.id).await? else { return Ok(None) };
    if credential.kind != CredentialKind::Passkey || credential.account_id != claim.account_id {
        return Ok(None);
    }
    let stored = String::from_utf8_lossy(&credential.verifier);
    let Ok(changed) = state.accounts.passkeys.finish_login(login, &claim, &stored) else { return Ok(None) };
    let changed = changed.map(String::into_bytes);
    state.store.mark_credential_used(credential.credential_id, changed, now).await?;
    with_slot(state, credential).await
}

/// Passphrase and one-time code are both always checked, with made-up values for names that nobody has.
async fn check_passphrase(
    state: &AppState,
    login: PassphraseLogin,
    request: &FinishPassphraseLogin,
) -> Result<Option<(CredentialRow, SlotRow)>, ApiError> {
    let now = state.clock.now();
    let known = state.store.credential_by_lookup(&login.name_hash).await?;
    let known = known.filter(|credential| Some(credential.credential_id) == login.known);
    let (secret, used) = totp_of(state, &login.name_hash, known.as_ref())?;
    let passphrase = login.opaque.finish(request.opaque.as_ref());
    let step = totp::accept(&secret, &request.totp, now, used);
    let (Ok(()), Some(step), Some(credential)) = (passphrase, step, known) else { return Ok(None) };
    if !state.store.use_totp_step(credential.credential_id, step).await? {
        return Ok(None);
    }
    state.store.mark_credential_used(credential.credential_id, None, now).await?;
    with_slot(state, credential).await
}

fn totp_of(
    state: &AppState,
    name_hash: &[u8; 32],
    known: Option<&CredentialRow>,
) -> Result<([u8; totp::SECRET_BYTES], Option<i64>), ApiError> {
    let secrets = &state.accounts.secrets;
    match known {
        Some(credential) => {
            let sealed = credential.totp_sealed.as_deref().unwrap_or_default();
            let opened = secrets.open_totp(sealed, &credential.credential_id.to_bytes());
            Ok((opened.map_err(|error| ApiError::internal(&error))?, credential.totp_step))
        }
        None => Ok((secrets.made_up_totp(name_hash), None)),
    }
}

async fn with_slot(
    state: &AppState,
    credential: CredentialRow,
) -> Result<Option<(CredentialRow, SlotRow)>, ApiError> {
    let slots = state.store.slots(credential.account_id).await?;
    let opened = slots.into_iter().find(|slot| slot.credential_id == Some(credential.credential_id));
    Ok(opened.map(|slot| (credential, slot)))
}

async fn succeed(
    state: &AppState,
    headers: &HeaderMap,
    credential: CredentialRow,
    slot: SlotRow,
) -> Result<Response, ApiError> {
    let account = credential.account_id;
    state.audit.record(Event::LoggedIn { account, kind: credential.kind }).await?;
    log_in(state, headers, account, slot, Some(credential.credential_id)).await
}

/// Nothing about the account is written down: the refusal must not depend on whether there is one.
async fn refuse(state: &AppState) -> Result<Response, ApiError> {
    state.audit.record(Event::LoginRefused).await?;
    Err(ProblemCode::LoginRefused.into())
}
