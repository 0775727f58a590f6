//! The trusted person. The half that lies here opens nothing without the sheet, and is handed out only to whoever shows the
//! sheet, waits, and meets no objection. Meanwhile the patient is told on every channel, at once and every day; without one
//! nobody waits. See decision 0027.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use data_encoding::BASE64URL_NOPAD;
use heilsam_domain::{AccountId, Purpose};
use heilsam_protocol::account::SlotKind;
use heilsam_protocol::contact::{AskContact, Contact, ContactAnswer, ContactPage, SetContact};
use heilsam_protocol::notification::SecurityKind;
use heilsam_protocol::{Bytes, ProblemCode, limit};
use heilsam_storage::StoreError;
use heilsam_storage::contacts::ContactRow;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::begin::{answer_with, slot_to_wire};
use super::device;
use super::registration::{check_slot, slot_as_sent};
use crate::audit::Event;
use crate::extract::Json;
use crate::notify::{self, security};
use crate::{ApiError, AppState, Caller, consents};

const WAIT: SignedDuration = SignedDuration::from_hours(limit::CONTACT_WAIT_HOURS);
const OPEN: SignedDuration = SignedDuration::from_hours(limit::CONTACT_OPEN_HOURS);
const DAY: SignedDuration = SignedDuration::from_hours(24);
const HALF_BYTES: usize = 32;

/// `GET`: the contact.
pub(super) async fn show(
    State(state): State<AppState>,
    caller: Caller,
) -> Result<Json<ContactPage>, ApiError> {
    let row = state.store.contact(caller.account_id).await?;
    let contact = row.map(|row| Contact {
        note: row.note.into(),
        made_at: row.made_at,
        opens_at: row.asked_at.map(opens_at),
    });
    Ok(Json(ContactPage { contact }))
}

/// `PUT`: a contact, in place of the one there was. Needs the consent, and a channel on which the patient can be told.
pub(super) async fn set(
    State(state): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    Json(new): Json<SetContact>,
) -> Result<StatusCode, ApiError> {
    consents::demand(&state, caller, Purpose::RecoveryContact).await?;
    let account = caller.account_id;
    check(&new)?;
    if !notify::has_channel(&state, account).await? {
        return Err(ApiError::with_detail(ProblemCode::Conflict, "no channel for a message"));
    }
    let half = BASE64URL_NOPAD.encode(&new.half.0);
    let sealed = state.accounts.secrets().seal_text(&half, &place(account), state.entropy.bytes());
    let row = ContactRow {
        account_id: account,
        slot_id: new.slot.slot_id,
        half: sealed.map_err(|error| ApiError::internal(&error))?,
        note: new.note.0,
        made_at: state.clock.now(),
        asked_at: None,
        opened_at: None,
    };
    state.store.put_contact(&row, &slot_as_sent(new.slot)).await?;
    state.audit.record(Event::ContactSet { account }).await?;
    security::happened(&state, caller, &headers, SecurityKind::ContactMade).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn check(new: &SetContact) -> Result<(), ApiError> {
    check_slot(&new.slot)?;
    if new.slot.kind != SlotKind::RecoveryContact || new.slot.credential_id.is_some() {
        return Err(ApiError::invalid_field("slot.kind"));
    }
    if new.half.0.len() != HALF_BYTES {
        return Err(ApiError::invalid_field("half"));
    }
    if new.note.0.len() > limit::CONTACT_NOTE_BYTES {
        return Err(ApiError::invalid_field("note"));
    }
    Ok(())
}

/// `DELETE`: the contact's half opens nothing any more, whoever waits with it.
pub(super) async fn remove(
    State(state): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
) -> Result<StatusCode, ApiError> {
    if !state.store.remove_contact(caller.account_id).await? {
        return Err(ProblemCode::NotFound.into());
    }
    state.audit.record(Event::ContactRemoved { account: caller.account_id }).await?;
    security::happened(&state, caller, &headers, SecurityKind::ContactRemoved).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST`: with the sheet of the contact. Unknown sheets and wrong keys are answered alike.
pub(super) async fn ask(
    State(state): State<AppState>,
    headers: HeaderMap,
    Json(asked): Json<AskContact>,
) -> Result<Response, ApiError> {
    let given: [u8; 32] = Sha256::digest(&asked.auth_key.0).into();
    let found = state.store.slot_by_locator(asked.locator.as_ref()).await?;
    let found = found.filter(|(_, slot)| slot.kind == SlotKind::RecoveryContact);
    let kept = found.as_ref().and_then(|(_, slot)| slot.auth_hash).unwrap_or_default();
    let fits: bool = kept.ct_eq(&given).into();
    let Some((account, slot)) = found.filter(|_| fits) else { return refuse(&state).await };
    // Who cannot be told cannot object: then nobody waits in silence, and nothing opens. Answered like an unknown sheet.
    if !can_be_told(&state, account).await? {
        return refuse(&state).await;
    }
    let now = state.clock.now();
    if state.store.ask_contact(account, now).await? {
        state.audit.record(Event::ContactAsked { account }).await?;
        security::record(&state, account, device::of(&headers), SecurityKind::ContactAsked).await?;
    }
    let Some(row) = state.store.contact(account).await? else { return refuse(&state).await };
    let asked_at = row.asked_at.unwrap_or(now);
    if now < opens_at(asked_at) {
        return Ok(Json(ContactAnswer::Waits { opens_at: opens_at(asked_at) }).into_response());
    }
    let half = open(&state, &row)?;
    let first = row.opened_at.is_none();
    if !state.store.open_contact(account, asked_at, now).await? {
        return refuse(&state).await;
    }
    if first {
        state.audit.record(Event::ContactOpened { account }).await?;
        security::record(&state, account, device::of(&headers), SecurityKind::ContactUsed).await?;
    }
    answer_with(&state, &headers, account, slot_to_wire(slot), |login| ContactAnswer::Open {
        login: Box::new(login),
        half: half.clone(),
    })
    .await
}

/// Whether there is a channel, or the patient was told already that the sheet opened.
async fn can_be_told(state: &AppState, account: AccountId) -> Result<bool, ApiError> {
    let row = state.store.contact(account).await?;
    Ok(row.is_some_and(|row| row.opened_at.is_some()) || notify::has_channel(state, account).await?)
}

/// Tells patients every day as long as somebody waits, and ends contacts that were used.
///
/// # Errors
/// If the database fails.
pub async fn look_after(state: &AppState) -> Result<(), ApiError> {
    let now = state.clock.now();
    let before = |time: SignedDuration| now.saturating_sub(time).unwrap_or(now);
    for account in state.store.contacts_to_tell(before(DAY), now).await? {
        notify::send_security(state, account).await?;
    }
    let asked_days = SignedDuration::from_hours(24 * limit::CONTACT_ASKED_DAYS);
    for account in state.store.end_used_contacts(before(OPEN), before(asked_days)).await? {
        state.audit.record(Event::ContactRemoved { account }).await?;
    }
    Ok(())
}

async fn refuse(state: &AppState) -> Result<Response, ApiError> {
    state.audit.record(Event::LoginRefused).await?;
    Err(ProblemCode::LoginRefused.into())
}

fn opens_at(asked_at: Timestamp) -> Timestamp {
    asked_at.saturating_add(WAIT).unwrap_or(asked_at)
}

fn open(state: &AppState, row: &ContactRow) -> Result<Bytes, ApiError> {
    let text = state.accounts.secrets().open_text(&row.half, &place(row.account_id));
    let text = text.map_err(|error| ApiError::internal(&error))?;
    let half = BASE64URL_NOPAD.decode(text.as_bytes());
    half.map(Bytes).map_err(|_| ApiError::internal(&StoreError::Corrupt("half")))
}

fn place(account: AccountId) -> Vec<u8> {
    [b"recovery-contact".as_slice(), &account.to_bytes()].concat()
}
