//! Registration: a code or an invitation first, if the role needs one, then two factors. The account exists only after the last
//! step, in one transaction.

use axum::Extension;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use heilsam_domain::{
    AccountId, ActivationCode, CredentialId, EnrolmentCode, JoiningId, LoginName, Role, WishedName,
    prescription,
};
use heilsam_protocol::account::{Account, CodeCheck, SlotKind};
use heilsam_protocol::credential::{CredentialKind, PasskeyCreation};
use heilsam_protocol::registration::{
    FinishWithPasskey, FinishWithPassphrase, NewAccount, PassphraseStarted, RegistrationCode,
    RegistrationStarted, StartPassphrase, StartRegistration,
};
use heilsam_protocol::{Bytes, ProblemCode};
use heilsam_storage::accounts::{Creation, NewAccountRow};
use heilsam_storage::credentials::CredentialRow;
use heilsam_storage::registrations::RegistrationRow;
use jiff::Timestamp;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::begin::{answer, end_previous, make_session, millis, slot_to_wire};
use super::codes::{self, Checked};
use super::login_names::{self, Owner};
use super::passkey::{PasskeyCeremony, PasskeyError};
use super::{NewPassphrase, REGISTRATION_TIME, RegistrationStep, opaque, totp};
use crate::audit::Event;
use crate::client_net::ClientNet;
use crate::extract::Json;
use crate::notify::security;
use crate::{ApiError, AppState};

mod check;
mod joining;
mod without_code;

use self::check::label;
pub(super) use self::check::{check_slot, slot_as_sent, slot_to_row};

/// What a code allows.
struct Admission {
    role: Role,
    code_hash: [u8; 32],
    /// How long it is known that the insurer has confirmed the code.
    entitled_until: Option<Timestamp>,
    /// The code, if the insurer could not be asked about it: it is asked again later.
    waiting: Option<ActivationCode>,
    /// Whether there was no code.
    self_registered: bool,
    /// The invitation to a practice that takes the place of a code.
    joining: Option<JoiningId>,
}

/// `POST`: begins with a code, with an invitation to a practice, or without one.
pub(super) async fn start(
    State(state): State<AppState>,
    Extension(network): Extension<ClientNet>,
    Json(request): Json<StartRegistration>,
) -> Result<Json<RegistrationStarted>, ApiError> {
    let now = state.clock.now();
    let admission = match admit(&state, &request.code, network, now).await {
        Ok(admission) => admission,
        // No code was tried, and a crowd does not fill the log.
        Err(refused) if request.code == RegistrationCode::WithoutCode => return Err(refused),
        Err(refused) => {
            state.audit.record(Event::CodeRefused).await?;
            return Err(refused);
        }
    };
    let account_id = AccountId::from_parts(millis(now), state.entropy.bytes());
    let waiting = match &admission.waiting {
        Some(code) => codes::seal(&state, code, account_id)?,
        None => Vec::new(),
    };
    let token: [u8; 32] = state.entropy.bytes();
    let (ceremony, options) =
        state.accounts.passkeys.start_registration(account_id, vec![]).map_err(passkey_error)?;
    let row = RegistrationRow {
        token_hash: Sha256::digest(token).into(),
        account_id,
        role: admission.role,
        code_hash: admission.code_hash,
        entitled_until: admission.entitled_until,
        state: waiting,
        self_registered: admission.self_registered,
        expires_at: now.saturating_add(REGISTRATION_TIME).unwrap_or(now),
    };
    state.store.begin_registration(&row).await?;
    let step = RegistrationStep { ceremony, passphrase: None, joining: admission.joining };
    state.accounts.registrations.insert(&token, step, now);
    let passkey = PasskeyCreation { options };
    Ok(Json(RegistrationStarted { token: token.into(), account_id, role: admission.role, passkey }))
}

/// `POST`: the account with a passkey.
pub(super) async fn finish_with_passkey(
    State(state): State<AppState>,
    headers: HeaderMap,
    Json(request): Json<FinishWithPasskey>,
) -> Result<Response, ApiError> {
    let (reservation, step, main_user) = resume(&state, &request.token).await?;
    let credential = accept_passkey(
        &state,
        reservation.account_id,
        &step.ceremony,
        &request.credential,
        request.sealed_label,
    )?;
    create(&state, &headers, (reservation, main_user), credential, &request.token, request.account).await
}

/// `POST`: first message of a passphrase; alike whether somebody has the wished login name or not.
pub(super) async fn start_passphrase(
    State(state): State<AppState>,
    Json(request): Json<StartPassphrase>,
) -> Result<Json<PassphraseStarted>, ApiError> {
    let (reservation, ..) = resume(&state, &request.token).await?;
    let owner = Owner::Code(reservation.code_hash);
    let offer = offer_passphrase(&state, &request.login_name, owner, &request.opaque).await?;
    let passphrase = offer.passphrase;
    let now = state.clock.now();
    state
        .accounts
        .registrations
        .change(request.token.as_ref(), now, |step| step.passphrase = Some(passphrase));
    let login_name = offer.login_name.expose().to_owned();
    Ok(Json(PassphraseStarted { login_name, opaque: offer.opaque, totp_secret: passphrase.totp.into() }))
}

/// `POST`: the account with passphrase and one-time codes.
pub(super) async fn finish_with_passphrase(
    State(state): State<AppState>,
    headers: HeaderMap,
    Json(request): Json<FinishWithPassphrase>,
) -> Result<Response, ApiError> {
    let (reservation, step, main_user) = resume(&state, &request.token).await?;
    let passphrase = step.passphrase.ok_or(ApiError::from(ProblemCode::Conflict))?;
    let credential =
        accept_passphrase(&state, reservation.account_id, passphrase, &request.opaque, &request.totp)?;
    create(&state, &headers, (reservation, main_user), credential, &request.token, request.account).await
}

/// Checks a new passkey.
pub(super) fn accept_passkey(
    state: &AppState,
    account_id: AccountId,
    ceremony: &PasskeyCeremony,
    credential: &Value,
    sealed_label: Bytes,
) -> Result<CredentialRow, ApiError> {
    let passkey = state.accounts.passkeys.finish_registration(ceremony, credential).map_err(passkey_error)?;
    let (id, verifier) = (make_credential_id(state), passkey.stored.into_bytes());
    let row = CredentialRow::passkey(id, account_id, passkey.id, verifier, state.clock.now());
    Ok(CredentialRow { sealed_label: label(sealed_label)?, ..row })
}

/// The first half of setting a passphrase.
pub(super) struct PassphraseOffer {
    /// What to remember until the last message.
    pub(super) passphrase: NewPassphrase,
    /// The login name that it is for.
    pub(super) login_name: LoginName,
    /// OPAQUE `RegistrationResponse`, bound to that name.
    pub(super) opaque: Bytes,
}

/// Gives a login name, answers the first OPAQUE message and makes a one-time-code secret.
pub(super) async fn offer_passphrase(
    state: &AppState,
    wish: &str,
    owner: Owner,
    message: &Bytes,
) -> Result<PassphraseOffer, ApiError> {
    let wish = WishedName::parse(wish).map_err(|_| ApiError::invalid_field("login_name"))?;
    let login_name = login_names::give(state, &wish, owner).await?;
    let name_hash = state.accounts.secrets.hash_login_name(&login_name);
    let answer = state.accounts.opaque.start_registration(message.as_ref(), &name_hash);
    let opaque = answer.map_err(|_| ApiError::invalid_field("opaque"))?.into();
    let passphrase = NewPassphrase { name_hash, totp: state.entropy.bytes() };
    Ok(PassphraseOffer { passphrase, login_name, opaque })
}

/// Checks the last OPAQUE message and the first one-time code.
pub(super) fn accept_passphrase(
    state: &AppState,
    account_id: AccountId,
    passphrase: NewPassphrase,
    upload: &Bytes,
    code: &str,
) -> Result<CredentialRow, ApiError> {
    let now = state.clock.now();
    let verifier =
        opaque::finish_registration(upload.as_ref()).map_err(|_| ApiError::invalid_field("opaque"))?;
    let step = totp::accept(&passphrase.totp, code, now, None).ok_or(ApiError::invalid_field("totp"))?;
    let credential_id = make_credential_id(state);
    let sealed = state
        .accounts
        .secrets
        .seal_totp(&passphrase.totp, &credential_id.to_bytes(), state.entropy.bytes())
        .map_err(|error| ApiError::internal(&error))?;
    Ok(CredentialRow {
        credential_id,
        account_id,
        kind: CredentialKind::Passphrase,
        lookup: passphrase.name_hash.to_vec(),
        verifier,
        totp_sealed: Some(sealed),
        totp_step: Some(step),
        sealed_label: Vec::new(),
        created_at: now,
        last_used_at: None,
    })
}

fn make_credential_id(state: &AppState) -> CredentialId {
    CredentialId::from_parts(millis(state.clock.now()), state.entropy.bytes())
}

/// What is wrong with a new passkey, in words for the developer of a client.
pub(super) fn passkey_error(error: PasskeyError) -> ApiError {
    match error {
        PasskeyError::PrfResults => ApiError::with_detail(ProblemCode::InvalidField, error.to_string()),
        PasskeyError::Malformed | PasskeyError::Refused => ApiError::invalid_field("credential"),
        PasskeyError::Site => ApiError::internal(&error),
    }
}

/// Unknown, used, expired, refused: all alike.
async fn admit(
    state: &AppState,
    code: &RegistrationCode,
    network: ClientNet,
    now: Timestamp,
) -> Result<Admission, ApiError> {
    let refused = || ApiError::from(ProblemCode::CodeRefused);
    match code {
        RegistrationCode::Activation(text) => {
            let code = ActivationCode::parse(text).map_err(|_| refused())?;
            let code_hash = state.accounts.secrets.hash_activation_code(&code);
            if state.store.is_code_redeemed(code_hash).await? {
                return Err(refused());
            }
            let begun = state.store.confirmed_code(code_hash, now).await?;
            // Nobody has to wait for a line between two offices.
            let waiting = (codes::check(state, &code, begun, now).await? == Checked::Waits).then_some(code);
            let entitled_until = begun.or_else(|| Some(prescription::until(now, None)));
            Ok(Admission {
                role: Role::Patient,
                code_hash,
                entitled_until,
                waiting,
                self_registered: false,
                joining: None,
            })
        }
        RegistrationCode::Enrolment(text) => {
            let code = EnrolmentCode::parse(text).map_err(|_| refused())?;
            let code_hash = state.accounts.secrets.hash_enrolment_code(&code);
            let role = state.store.enrolment_role(code_hash, now).await?.ok_or_else(refused)?;
            Ok(Admission {
                role,
                code_hash,
                entitled_until: None,
                waiting: None,
                self_registered: false,
                joining: None,
            })
        }
        RegistrationCode::Joining(id) => joining::admit(state, *id, now).await,
        RegistrationCode::WithoutCode => without_code::admit(state, network, now).await,
    }
}

/// The reservation, the steps so far, and who leads the practice that invites. Whoever waited too long begins again with the code.
async fn resume(
    state: &AppState,
    token: &Bytes,
) -> Result<(RegistrationRow, RegistrationStep, Option<AccountId>), ApiError> {
    let now = state.clock.now();
    let step = state.accounts.registrations.get(token.as_ref(), now).ok_or(ProblemCode::StartAgain)?;
    let main_user = match step.joining {
        Some(id) => Some(joining::main_user(state, id, now).await?),
        None => None,
    };
    let hash = Sha256::digest(token.as_ref()).into();
    let reservation = state.store.registration(hash, now).await?.ok_or(ProblemCode::StartAgain)?;
    Ok((reservation, step, main_user))
}

async fn create(
    state: &AppState,
    headers: &HeaderMap,
    (reservation, main_user): (RegistrationRow, Option<AccountId>),
    credential: CredentialRow,
    token: &Bytes,
    new: NewAccount,
) -> Result<Response, ApiError> {
    let kind = match credential.kind {
        CredentialKind::Passkey => SlotKind::Device,
        CredentialKind::Passphrase => SlotKind::Passphrase,
    };
    check::new_account(state, &reservation, &new, kind)?;
    let slots: Vec<_> =
        new.slots.into_iter().map(|slot| slot_to_row(slot, kind, credential.credential_id)).collect();
    let opened = slots.iter().find(|slot| slot.kind == kind).cloned();
    let opened = opened.ok_or(ApiError::invalid_field("account.slots"))?;
    let waiting_code = Some(reservation.state).filter(|sealed| !sealed.is_empty());
    let now = state.clock.now();
    let account = Account {
        account_id: reservation.account_id,
        role: reservation.role,
        created_at: now,
        // Whoever comes back with a code later has all of their days.
        entitled_until: reservation.entitled_until.map(|_| prescription::until(now, None)),
        code_check: waiting_code.as_ref().map(|_| CodeCheck::Waiting),
    };
    let session = make_session(state, account.account_id, Some(credential.credential_id), headers);
    let row = NewAccountRow {
        account: account.clone(),
        identity: new.identity.clone(),
        credential,
        slots,
        consents: new.consents,
        code_hash: reservation.code_hash,
        session: session.row.clone(),
        waiting_code,
        self_registered: reservation.self_registered,
    };
    match state.store.create_account(&row).await? {
        Creation::Created => {}
        Creation::CodeUsed => return Err(ProblemCode::CodeRefused.into()),
        // Somebody took the name since it was given: the next try gets another one.
        Creation::CredentialTaken => return Err(ProblemCode::StartAgain.into()),
    }
    state.accounts.registrations.take(token.as_ref(), state.clock.now());
    end_previous(state, headers).await?;
    note_created(state, &row, main_user).await?;
    security::logged_in(state, (account.account_id, account.role), &session.row.device).await?;
    answer(&session, account, new.identity, slot_to_wire(opened))
}

/// Writes down that there is a new account, and what let it in if it was no code.
async fn note_created(
    state: &AppState,
    new: &NewAccountRow,
    main_user: Option<AccountId>,
) -> Result<(), ApiError> {
    let account = new.account.account_id;
    state.audit.record(Event::AccountCreated { account, role: new.account.role }).await?;
    if new.self_registered {
        state.audit.record(Event::RegisteredWithoutCode { account }).await?;
    }
    if let Some(main_user) = main_user {
        state.audit.record(Event::RegisteredForPractice { account, main_user }).await?;
    }
    Ok(())
}
