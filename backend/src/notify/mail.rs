//! The address of a patient: typed, proven by a code, shown, changed, forgotten. Sealed under the server's own key, because the
//! server has to write to it.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use heilsam_domain::AccountId;
use heilsam_protocol::ProblemCode;
use heilsam_protocol::notification::{MailCode, NewMail, SecurityKind};
use heilsam_storage::notifications::{Removal, WaitingMail};
use jiff::SignedDuration;
use lettre::Address;

use super::{offered, security, words};
use crate::audit::Event;
use crate::extract::Json;
use crate::gateway::NotSent;
use crate::gateway::mail::Letter;
use crate::{ApiError, AppState, Caller, consents};

/// How long a code counts.
const COUNTS: SignedDuration = SignedDuration::from_mins(15);
/// Time between two codes for one account, whatever became of the address before.
const APART: SignedDuration = SignedDuration::from_secs(60);
/// Wrong codes before a new one is needed.
const TRIES: u64 = 5;
/// Characters of an address.
const LONGEST: usize = 254;

/// `PUT`: sends a code to an address.
pub(super) async fn put(
    State(state): State<AppState>,
    caller: Caller,
    Json(new): Json<NewMail>,
) -> Result<StatusCode, ApiError> {
    let line = state.gateway.mail.as_ref().ok_or(ProblemCode::NotFound)?;
    consents::demand_intended_use(&state, caller).await?;
    let address = new.address.trim();
    let to: Address = address.parse().map_err(|_| ApiError::invalid_field("address"))?;
    if address.len() > LONGEST {
        return Err(ApiError::invalid_field("address"));
    }
    let now = state.clock.now();
    let until = now.saturating_add(COUNTS).unwrap_or(now);
    if let Some(earlier) = state.store.notification_mail(caller.account_id).await?.code_until {
        let wait = earlier.duration_since(until) + APART;
        if wait.is_positive() {
            return Err(ApiError::too_many(u64::try_from(wait.as_secs() + 1).unwrap_or(60)));
        }
    }
    let code = make_code(state.entropy.bytes());
    let waiting = WaitingMail {
        sealed: seal(&state, caller.account_id, address)?,
        code_hash: code_hash(&state, caller.account_id, &code),
        until,
        tries: 0,
    };
    let latest = until.saturating_sub(APART).unwrap_or(until);
    // Looked at again with the change: whoever asks many times at once has one letter sent.
    if !state.store.put_waiting_mail(caller.account_id, &waiting, latest).await? {
        return Err(ApiError::too_many(APART.as_secs().unsigned_abs()));
    }
    let (subject, text) = (words::CODE_SUBJECT.to_owned(), words::code(&code));
    match line.send(Letter { to, subject, text, calendar: None }).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(NotSent::Address) => Err(ApiError::invalid_field("address")),
        Err(NotSent::Unavailable) => Err(ProblemCode::Unavailable.into()),
    }
}

/// `POST`: the code that came.
pub(super) async fn confirm(
    State(state): State<AppState>,
    caller: Caller,
    headers: HeaderMap,
    Json(typed): Json<MailCode>,
) -> Result<StatusCode, ApiError> {
    let account = caller.account_id;
    let kept = state.store.notification_mail(account).await?;
    let waiting = kept.waiting.as_ref().ok_or(ProblemCode::StartAgain)?;
    if waiting.tries >= TRIES || waiting.until <= state.clock.now() {
        return Err(ProblemCode::StartAgain.into());
    }
    let digits: String = typed.code.chars().filter(|c| !c.is_whitespace()).collect();
    // Counted first, and counted again with the code: whoever asks many times at once gets no more tries.
    state.store.count_mail_try(account).await?;
    if !state.store.confirm_mail(account, code_hash(&state, account, &digits), TRIES).await? {
        return Err(ApiError::invalid_field("code"));
    }
    state.audit.record(Event::NotificationMailSet { account }).await?;
    security::happened(&state, caller, &headers, SecurityKind::MailChanged).await?;
    if let Some(before) = kept.sealed.and_then(|sealed| open(&state, account, &sealed)) {
        tell_before(&state, &before).await;
    }
    Ok(StatusCode::NO_CONTENT)
}

/// `DELETE`: forgets the address that waits for its code; one that counts stays.
pub(super) async fn give_up(State(state): State<AppState>, caller: Caller) -> Result<StatusCode, ApiError> {
    if state.store.forget_waiting_mail(caller.account_id).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(ProblemCode::NotFound.into())
    }
}

/// A last message to the address that counted before, whatever was chosen: somebody else may have put another one in its place,
/// and all later messages go there.
async fn tell_before(state: &AppState, before: &str) {
    let (Some(line), Ok(to)) = (&state.gateway.mail, before.parse::<Address>()) else { return };
    let text = words::message(&state.config.server.public_origin);
    // Why it did not leave was logged; the new address counts all the same.
    let _ = line.send(Letter { to, subject: words::SUBJECT.to_owned(), text, calendar: None }).await;
}

/// `DELETE`: forgets the address, also one that waits.
pub(super) async fn remove(State(state): State<AppState>, caller: Caller) -> Result<StatusCode, ApiError> {
    match state.store.remove_mail(caller.account_id, offered(&state)).await? {
        Removal::Removed => {}
        Removal::Missing => return Err(ProblemCode::NotFound.into()),
        Removal::Last => return Err(ProblemCode::LastChannel.into()),
    }
    state.audit.record(Event::NotificationMailRemoved { account: caller.account_id }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Writes to the confirmed address; without one there is nothing to do.
pub(super) async fn send(state: &AppState, account: AccountId) -> Result<(), NotSent> {
    let (Some(line), Ok(kept)) = (&state.gateway.mail, state.store.notification_mail(account).await) else {
        return Err(NotSent::Unavailable);
    };
    let Some(sealed) = kept.sealed else { return Ok(()) };
    let to = open(state, account, &sealed).and_then(|text| text.parse::<Address>().ok());
    let to = to.ok_or(NotSent::Address)?;
    let text = words::message(&state.config.server.public_origin);
    line.send(Letter { to, subject: words::SUBJECT.to_owned(), text, calendar: None }).await
}

/// The address as its owner typed it.
pub(super) fn open(state: &AppState, account: AccountId, sealed: &[u8]) -> Option<String> {
    state.accounts.secrets().open_text(sealed, &place(account)).ok().map(|text| text.to_string())
}

fn seal(state: &AppState, account: AccountId, address: &str) -> Result<Vec<u8>, ApiError> {
    let sealed = state.accounts.secrets().seal_text(address, &place(account), state.entropy.bytes());
    sealed.map_err(|error| ApiError::internal(&error))
}

fn place(account: AccountId) -> Vec<u8> {
    [b"notification-mail".as_slice(), &account.to_bytes()].concat()
}

/// Six digits.
fn make_code(random: [u8; 8]) -> String {
    format!("{:06}", u64::from_be_bytes(random) % 1_000_000)
}

fn code_hash(state: &AppState, account: AccountId, code: &str) -> [u8; 32] {
    state.keys.mac("mail-code", &[&account.to_bytes(), code.as_bytes()])
}
