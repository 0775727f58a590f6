//! Further credentials for an account that exists.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use heilsam_domain::CredentialId;
use heilsam_protocol::account::{Slot, SlotKind};
use heilsam_protocol::credential::{
    AddPasskey, AddPasskeyStarted, AddPassphrase, AddPassphraseStarted, CredentialKind, PasskeyCreation,
    StartAddPassphrase,
};
use heilsam_protocol::notification::SecurityKind;
use heilsam_protocol::{Bytes, ProblemCode, limit};
use heilsam_storage::credentials::{Addition as Added, CredentialRow};

use super::Addition;
use super::login_names::Owner;
use super::registration::{
    accept_passkey, accept_passphrase, check_slot, offer_passphrase, passkey_error, slot_to_row,
};
use crate::audit::Event;
use crate::extract::Json;
use crate::notify::security;
use crate::{ApiError, AppState, Caller};

/// `POST`: options for a further passkey.
pub(super) async fn start_passkey(
    State(state): State<AppState>,
    caller: Caller,
) -> Result<Json<AddPasskeyStarted>, ApiError> {
    let known = state.store.credentials(caller.account_id).await?;
    let known = known.into_iter().filter(|row| row.kind == CredentialKind::Passkey).map(|row| row.lookup);
    let (ceremony, options) = state
        .accounts
        .passkeys
        .start_registration(caller.account_id, known.collect())
        .map_err(passkey_error)?;
    let token = remember(&state, Addition::Passkey { account: caller.account_id, ceremony });
    Ok(Json(AddPasskeyStarted { token, passkey: PasskeyCreation { options } }))
}

/// `POST`: the further passkey and its slot.
pub(super) async fn finish_passkey(
    State(state): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    Json(request): Json<AddPasskey>,
) -> Result<StatusCode, ApiError> {
    let now = state.clock.now();
    let ceremony = match state.accounts.additions.get(request.token.as_ref(), now) {
        Some(Addition::Passkey { account, ceremony }) if account == caller.account_id => ceremony,
        _ => return Err(ProblemCode::StartAgain.into()),
    };
    let credential =
        accept_passkey(&state, caller.account_id, &ceremony, &request.credential, request.sealed_label)?;
    add(&state, caller, &request.token, credential, request.slot, SlotKind::Device).await?;
    security::happened(&state, caller, &headers, SecurityKind::WayAdded).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST`: first message of a new passphrase.
pub(super) async fn start_passphrase(
    State(state): State<AppState>,
    caller: Caller,
    Json(request): Json<StartAddPassphrase>,
) -> Result<Json<AddPassphraseStarted>, ApiError> {
    let account = caller.account_id;
    let owner = Owner::Account(account);
    let offer = offer_passphrase(&state, &request.login_name, owner, &request.opaque).await?;
    let passphrase = offer.passphrase;
    let token = remember(&state, Addition::Passphrase { account, passphrase });
    let login_name = offer.login_name.expose().to_owned();
    Ok(Json(AddPassphraseStarted {
        token,
        login_name,
        opaque: offer.opaque,
        totp_secret: passphrase.totp.into(),
    }))
}

/// `POST`: the new passphrase, its first one-time code and its slot; replaces the one before.
pub(super) async fn finish_passphrase(
    State(state): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    Json(request): Json<AddPassphrase>,
) -> Result<StatusCode, ApiError> {
    let now = state.clock.now();
    let passphrase = match state.accounts.additions.get(request.token.as_ref(), now) {
        Some(Addition::Passphrase { account, passphrase }) if account == caller.account_id => passphrase,
        _ => return Err(ProblemCode::StartAgain.into()),
    };
    let credential =
        accept_passphrase(&state, caller.account_id, passphrase, &request.opaque, &request.totp)?;
    add(&state, caller, &request.token, credential, request.slot, SlotKind::Passphrase).await?;
    security::happened(&state, caller, &headers, SecurityKind::WayAdded).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn remember(state: &AppState, addition: Addition) -> Bytes {
    let token: [u8; 32] = state.entropy.bytes();
    state.accounts.additions.insert(&token, addition, state.clock.now());
    token.into()
}

async fn add(
    state: &AppState,
    caller: Caller,
    token: &Bytes,
    credential: CredentialRow,
    slot: Slot,
    kind: SlotKind,
) -> Result<(), ApiError> {
    check_slot(&slot)?;
    if slot.kind != kind {
        return Err(ApiError::invalid_field("slot.kind"));
    }
    let credential_id: CredentialId = credential.credential_id;
    let slot = slot_to_row(slot, kind, credential_id);
    let maximum = limit::CREDENTIALS;
    let by = Some(caller.session_id).filter(|_| caller.released && !caller.recovering);
    match state.store.add_credential(&credential, &slot, maximum, by).await? {
        Added::Added => {}
        // Somebody took the name since it was given: the next try gets another one.
        Added::Taken => return Err(ProblemCode::StartAgain.into()),
        Added::Full => return Err(ApiError::with_detail(ProblemCode::Conflict, "too many credentials")),
    }
    state.accounts.additions.take(token.as_ref(), state.clock.now());
    let account = caller.account_id;
    state
        .audit
        .record(Event::CredentialAdded { account, credential: credential_id, kind: credential.kind })
        .await?;
    Ok(())
}
