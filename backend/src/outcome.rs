//! `/api/v1/outcome`: blind tokens, hand-ins that nobody can be found behind, and the statistics of a quarter.
//!
//! Source: DiGAV §§ 23a to 23e, Anlage 4.

mod statistics;
pub mod token;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::routing::{get, post};
use heilsam_domain::outcome::Quarter;
use heilsam_domain::{Purpose, Role};
use heilsam_protocol::outcome::{
    AskForToken, BlindToken, HandIn, QuarterReport, SERIAL_BYTES, Standing, TokenKey,
};
use heilsam_protocol::{ProblemCode, path};
use heilsam_storage::StoreError;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use sha2::{Digest, Sha256};

use self::token::Tokens;
use crate::extract::{Json, Path};
use crate::route::Verb;
use crate::{ApiError, AppState, Caller, Route, consents};

const PATIENT: &[Role] = &[Role::Patient];
const MANUFACTURER: &[Role] = &[Role::ManufacturerAuthor, Role::ManufacturerReviewer];

/// Routes of this module.
pub const ROUTES: &[Route] = &[
    Route::new(Verb::Get, path::OUTCOME_KEY, "Public key that tokens of a quarter are made with", || {
        get(key)
    })
    .public()
    .answers::<TokenKey>(),
    Route::new(Verb::Post, path::OUTCOME_TOKENS, "The blind token of the account for a quarter", || {
        post(issue)
    })
    .only(PATIENT)
    .takes::<AskForToken>()
    .answers::<BlindToken>(),
    Route::new(
        Verb::Post,
        path::OUTCOME_HAND_INS,
        "Numbers of a course, with a token and without a session",
        || post(take),
    )
    .public()
    .takes::<HandIn>(),
    Route::new(
        Verb::Get,
        path::OUTCOME_REPORTS,
        "Statistics of each quarter, for groups of ten and more",
        || get(reports),
    )
    .only(MANUFACTURER)
    .answers::<Vec<QuarterReport>>(),
];

async fn key(
    State(state): State<AppState>,
    headers: HeaderMap,
    Path(quarter): Path<Quarter>,
) -> Result<Json<TokenKey>, ApiError> {
    refuse_session(&headers)?;
    if !quarter.is_open(today(&state)) {
        return Err(closed());
    }
    let public_key = tokens(&state, quarter)?.public_key().into();
    Ok(Json(TokenKey { quarter, public_key, closes: quarter.closes() }))
}

async fn issue(
    State(state): State<AppState>,
    caller: Caller,
    Json(asked): Json<AskForToken>,
) -> Result<Json<BlindToken>, ApiError> {
    consents::demand(&state, caller, Purpose::OutcomeReporting).await?;
    if !asked.quarter.is_open(today(&state)) {
        return Err(closed());
    }
    let (evaluated, proof) = tokens(&state, asked.quarter)?
        .answer(&asked.blinded.0, state.entropy.as_ref())
        .map_err(|_| ApiError::invalid_field("blinded"))?;
    let hash = Sha256::digest(&asked.blinded.0).into();
    if !state.store.note_token(caller.account_id, asked.quarter, hash).await? {
        return Err(ApiError::with_detail(ProblemCode::Conflict, "this account has its token"));
    }
    Ok(Json(BlindToken { evaluated: evaluated.into(), proof: proof.into() }))
}

async fn take(
    State(state): State<AppState>,
    headers: HeaderMap,
    Json(hand_in): Json<HandIn>,
) -> Result<StatusCode, ApiError> {
    refuse_session(&headers)?;
    let quarter = hand_in.contribution.quarter();
    if !quarter.is_open(today(&state)) {
        return Err(closed());
    }
    let known = hand_in.serial.0.len() == SERIAL_BYTES
        && tokens(&state, quarter)?.is_token(&hand_in.serial.0, &hand_in.token.0);
    if !known {
        return Err(ApiError::invalid_field("token"));
    }
    let hash = Sha256::digest(&hand_in.serial.0).into();
    if !state.store.count_contribution(hash, &hand_in.contribution).await? {
        return Err(ApiError::with_detail(ProblemCode::Conflict, "this token is spent"));
    }
    Ok(StatusCode::NO_CONTENT)
}

/// Newest quarter first: those that are open, and those of which something was handed in.
async fn reports(State(state): State<AppState>) -> Result<Json<Vec<QuarterReport>>, ApiError> {
    let today = today(&state);
    let mut quarters = state.store.outcome_quarters().await?;
    let now = Quarter::of(today);
    quarters.extend([now, now.before()].into_iter().filter(|it| it.is_open(today)));
    quarters.sort_unstable();
    quarters.dedup();
    let mut reports = Vec::with_capacity(quarters.len());
    for quarter in quarters.into_iter().rev() {
        let standing = if today <= quarter.closes() {
            Standing::Collecting
        } else {
            statistics::of(&state.store.outcome_counts(quarter).await?)
        };
        reports.push(QuarterReport { quarter, closes: quarter.closes(), due: quarter.due(), standing });
    }
    Ok(Json(reports))
}

/// Forgets who took part in quarters that are closed; their counts stay.
///
/// # Errors
/// If the database fails.
pub(crate) async fn forget_closed(state: &AppState) -> Result<(), StoreError> {
    let today = today(state);
    let now = Quarter::of(today);
    let oldest = if now.before().is_open(today) { now.before() } else { now };
    state.store.purge_tokens(oldest).await?;
    Ok(())
}

/// Another answer than for a spent token: that one means that the numbers are counted.
fn closed() -> ApiError {
    ApiError::with_detail(ProblemCode::NotFound, "this quarter is not open")
}

/// A client that sends a session by mistake is told so, instead of being found by it.
fn refuse_session(headers: &HeaderMap) -> Result<(), ApiError> {
    if headers.contains_key(header::COOKIE) || headers.contains_key(header::AUTHORIZATION) {
        return Err(ApiError::with_detail(ProblemCode::BadRequest, "send this without a session"));
    }
    Ok(())
}

fn tokens(state: &AppState, quarter: Quarter) -> Result<Tokens, ApiError> {
    let secret = state.keys.secret(&format!("outcome-token/{quarter}"));
    Tokens::derive(&secret).map_err(|error| ApiError::internal(&error))
}

fn today(state: &AppState) -> Date {
    state.clock.now().to_zoned(TimeZone::UTC).date()
}
