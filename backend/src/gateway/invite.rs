//! Sending an invitation for a practice. Nothing but the practice's name is free text, so that nobody sends what they like.

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use heilsam_domain::{AccountId, Role, RoomId};
use heilsam_protocol::gateway::Invite;
use heilsam_protocol::{ProblemCode, path};
use heilsam_storage::consultations::ConsultationRow;
use lettre::Address;

use super::mail::Letter;
use super::sms::Phone;
use super::{NotSent, calendar, words};
use crate::consultation::plan::own;
use crate::contract::invoices;
use crate::extract::{Json, Path};
use crate::{ApiError, AppState, Caller, RateClass, Route, route::Verb};

const PEOPLE: &[Role] = &[Role::Doctor, Role::Staff];
/// Characters of a practice's name.
const PRACTICE: usize = 80;
/// Characters of a link.
const LINK: usize = 300;

/// Routes of this module.
pub const ROUTES: &[Route] = &[
    Route::new(Verb::Post, path::CONSULTATION_MAIL, "Send an invitation by e-mail", || post(by_mail))
        .only(PEOPLE)
        .rate(RateClass::Lookup)
        .takes::<Invite>(),
    Route::new(Verb::Post, path::CONSULTATION_SMS, "Send an invitation by SMS", || post(by_sms))
        .only(PEOPLE)
        .rate(RateClass::Lookup)
        .takes::<Invite>(),
];

async fn by_mail(
    State(state): State<AppState>,
    caller: Caller,
    Path(room): Path<RoomId>,
    Json(invite): Json<Invite>,
) -> Result<StatusCode, ApiError> {
    let line = state.gateway.mail.as_ref().ok_or(ProblemCode::NotFound)?;
    let to: Address = invite.to.trim().parse().map_err(|_| ApiError::invalid_field("to"))?;
    check(&state, caller, room, &invite).await?;
    let calendar = Some(calendar::write(room, &invite, state.clock.now()));
    let letter =
        Letter { to, subject: words::subject(&invite).to_owned(), text: words::letter(&invite), calendar };
    sent(line.send(letter).await)
}

async fn by_sms(
    State(state): State<AppState>,
    caller: Caller,
    Path(room): Path<RoomId>,
    Json(invite): Json<Invite>,
) -> Result<StatusCode, ApiError> {
    let line = state.gateway.sms.as_ref().ok_or(ProblemCode::NotFound)?;
    let to = Phone::parse(&invite.to).ok_or_else(|| ApiError::invalid_field("to"))?;
    let row = check(&state, caller, room, &invite).await?;
    let payer = payer(&state, caller, &row).await?;
    let done = sent(line.send(&to, &words::short(&invite)).await)?;
    // It is on its way: a database that fails now costs the operator an SMS, and nobody is told that none was sent.
    if let Err(error) = invoices::note_sms(&state, payer).await {
        tracing::error!(%error, "an SMS was not noted for the invoice");
    }
    Ok(done)
}

/// Who pays for an SMS: the main user of the practice in whose calendar the appointment stands, or the doctor alone.
async fn payer(state: &AppState, caller: Caller, row: &ConsultationRow) -> Result<AccountId, ApiError> {
    let membership = match row.practice_id {
        Some(_) => state.store.membership(caller.account_id).await?,
        None => None,
    };
    Ok(membership.map_or(row.account_id, |membership| membership.main_user))
}

/// A room of the caller or the caller's practice that is not over, and links of this server.
async fn check(
    state: &AppState,
    caller: Caller,
    room: RoomId,
    invite: &Invite,
) -> Result<ConsultationRow, ApiError> {
    let practice = invite.practice.trim();
    let plain = |c: char| {
        !c.is_control() && !matches!(c, '@' | '<' | '>' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
    };
    if practice.is_empty()
        || practice.chars().count() > PRACTICE
        || !practice.chars().all(plain)
        || practice.contains("://")
        || practice.contains("www.")
    {
        return Err(ApiError::invalid_field("practice"));
    }
    if !is_ours(state, &invite.link, "/v#") {
        return Err(ApiError::invalid_field("link"));
    }
    if invite.cancel_link.as_deref().is_some_and(|link| !is_ours(state, link, "/cancel#")) {
        return Err(ApiError::invalid_field("cancel_link"));
    }
    let row = own(state, caller, room).await?;
    if !row.state.is_open() || row.closes_at <= state.clock.now() {
        return Err(ProblemCode::Conflict.into());
    }
    Ok(row)
}

fn is_ours(state: &AppState, link: &str, begins: &str) -> bool {
    let rest = link.strip_prefix(state.config.server.public_origin.as_str());
    let secret = rest.and_then(|rest| rest.strip_prefix(begins));
    link.len() <= LINK
        && secret.is_some_and(|it| {
            !it.is_empty()
                && it.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
        })
}

fn sent(done: Result<(), NotSent>) -> Result<StatusCode, ApiError> {
    match done {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(NotSent::Address) => Err(ApiError::invalid_field("to")),
        Err(NotSent::Unavailable) => Err(ProblemCode::Unavailable.into()),
    }
}
