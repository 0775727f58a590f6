//! A doctor plans, changes and cancels consultations.

use axum::extract::State;
use axum::http::StatusCode;
use heilsam_domain::{ConsultationState, RoomId};
use heilsam_protocol::consultation::{
    CancelAsGuest, ChangeConsultation, Consultation, PlanConsultation, RoomTimes,
};
use heilsam_protocol::{ProblemCode, limit};
use heilsam_storage::StoreError;
use heilsam_storage::consultations::ConsultationRow;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::nameplate::choose;
use super::{entries, rooms};
use crate::audit::Event;
use crate::extract::{Json, Path, Query};
use crate::{ApiError, AppState, Caller};

/// The longest time a room may be open.
const LONGEST: SignedDuration = SignedDuration::from_hours(31 * 24);
/// SHA-256.
const CANCEL_HASH_BYTES: usize = 32;
/// Nameplates tried; with half of them taken, one in a thousand plans would need more than ten.
const TRIES: u32 = 40;

#[derive(Deserialize)]
pub(super) struct Page {
    after: Option<RoomId>,
}

/// `GET`: the doctor's consultations, by opening time.
pub(super) async fn list(
    State(state): State<AppState>,
    caller: Caller,
    Query(page): Query<Page>,
) -> Result<Json<Vec<Consultation>>, ApiError> {
    let now = state.clock.now();
    entries::write_down(&state).await?;
    let rows = state.store.consultations(caller.account_id, page.after).await?;
    Ok(Json(rows.into_iter().map(|row| to_wire(row, now)).collect()))
}

/// `POST`: the room id comes from the practice; the same plan again is answered like the first time.
pub(super) async fn plan(
    State(state): State<AppState>,
    caller: Caller,
    Json(request): Json<PlanConsultation>,
) -> Result<Json<Consultation>, ApiError> {
    let now = state.clock.now();
    check(&request, now)?;
    if state.consultations.made_up.contains(request.room_id) {
        return Err(ApiError::invalid_field("room_id"));
    }
    if let Some(row) = state.store.consultation(request.room_id).await? {
        let same = row.account_id == caller.account_id && row.opens_at == request.opens_at;
        return if same { Ok(Json(to_wire(row, now))) } else { Err(ProblemCode::Conflict.into()) };
    }
    for _ in 0..TRIES {
        let Some(nameplate) = choose(&*state.entropy, |_| false) else { break };
        let row = ConsultationRow {
            room_id: request.room_id,
            account_id: caller.account_id,
            nameplate,
            state: ConsultationState::Planned,
            opens_at: request.opens_at,
            closes_at: request.closes_at,
            sealed: request.sealed.clone(),
            cancel_hash: request.cancel_hash.clone(),
        };
        let question = state.consultations.known.ask();
        match state.store.add_consultation(&row).await {
            Ok(()) => {
                rooms::remember(&state, question, row.room_id, rooms::of_row(&row));
                state
                    .audit
                    .record(Event::ConsultationPlanned { account: caller.account_id, room: row.room_id })
                    .await?;
                return Ok(Json(to_wire(row, now)));
            }
            Err(StoreError::Conflict) => {}
            Err(other) => return Err(other.into()),
        }
    }
    Err(ApiError::with_detail(ProblemCode::Unavailable, "no nameplate is free"))
}

/// `PATCH`: a new sealed description, other times, or the end.
pub(super) async fn change(
    State(state): State<AppState>,
    caller: Caller,
    Path(room): Path<RoomId>,
    Json(request): Json<ChangeConsultation>,
) -> Result<StatusCode, ApiError> {
    let row = own(&state, caller, room).await?;
    if request.sealed.as_ref().is_some_and(|sealed| sealed.0.len() > limit::CONSULTATION_BYTES) {
        return Err(ProblemCode::TooLarge.into());
    }
    match (request.times, &request.sealed) {
        (Some(times), Some(sealed)) => reschedule(&state, &row, times, sealed.as_ref()).await?,
        (Some(_), None) => return Err(ApiError::invalid_field("sealed")),
        (None, Some(sealed)) => {
            state.store.reseal_consultation(caller.account_id, room, sealed.as_ref()).await?;
        }
        (None, None) => {}
    }
    if request.end {
        let ended = row.state.end().map_err(|_| ApiError::from(ProblemCode::Conflict))?;
        close(&state, &row, ended).await?;
        state.audit.record(Event::ConsultationEnded { account: caller.account_id, room }).await?;
    }
    Ok(StatusCode::NO_CONTENT)
}

/// `DELETE`: cancels it; whoever waits is told.
pub(super) async fn cancel(
    State(state): State<AppState>,
    caller: Caller,
    Path(room): Path<RoomId>,
) -> Result<StatusCode, ApiError> {
    let row = own(&state, caller, room).await?;
    let cancelled = row.state.cancel().map_err(|_| ApiError::from(ProblemCode::Conflict))?;
    close(&state, &row, cancelled).await?;
    state.audit.record(Event::ConsultationCancelled { account: caller.account_id, room }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST` without login: the patient cancels. A wrong token, an unknown room and one that is over answer alike.
pub(super) async fn cancel_as_guest(
    State(state): State<AppState>,
    Path(room): Path<RoomId>,
    Json(request): Json<CancelAsGuest>,
) -> Result<StatusCode, ApiError> {
    let hash = Sha256::digest(request.token.as_ref());
    // As in `close`: database and memory must agree, also when the patient's line breaks.
    let cancelling = tokio::spawn(async move {
        let cancelled = state.store.cancel_consultation_as_guest(room, &hash).await;
        state.consultations.known.forget(room);
        if !cancelled? {
            return Err(ApiError::from(ProblemCode::NotFound));
        }
        state.consultations.end(room);
        state.audit.record(Event::ConsultationCancelledByGuest { room }).await
    });
    cancelling.await.unwrap_or(Err(ProblemCode::Internal.into()))?;
    Ok(StatusCode::NO_CONTENT)
}

async fn reschedule(
    state: &AppState,
    row: &ConsultationRow,
    times: RoomTimes,
    sealed: &[u8],
) -> Result<(), ApiError> {
    check_times(times, state.clock.now())?;
    let (state, account, room, sealed) = (state.clone(), row.account_id, row.room_id, sealed.to_vec());
    // As in `close`: database and memory must agree, also when the doctor's line breaks.
    let moving = tokio::spawn(async move {
        let moved = state.store.reschedule_consultation(account, room, times, &sealed).await;
        state.consultations.known.forget(room);
        if !moved? {
            return Err(ApiError::from(ProblemCode::Conflict));
        }
        state.audit.record(Event::ConsultationMoved { account, room }).await
    });
    moving.await.unwrap_or(Err(ProblemCode::Internal.into()))
}

/// Somebody else's consultation does not exist.
async fn own(state: &AppState, caller: Caller, room: RoomId) -> Result<ConsultationRow, ApiError> {
    entries::write_down(state).await?;
    let row = state.store.consultation(room).await?.filter(|row| row.account_id == caller.account_id);
    row.ok_or(ProblemCode::NotFound.into())
}

/// Not given up half-way when the doctor's line breaks: database and memory must agree.
async fn close(state: &AppState, row: &ConsultationRow, to: ConsultationState) -> Result<(), ApiError> {
    let (state, room, from) = (state.clone(), row.room_id, row.state);
    let closing = tokio::spawn(async move {
        let moved = state.store.move_consultation(room, from, to).await;
        state.consultations.known.forget(room);
        if moved? {
            state.consultations.end(room);
            return Ok(());
        }
        Err(ApiError::from(ProblemCode::Conflict))
    });
    closing.await.unwrap_or(Err(ProblemCode::Internal.into()))
}

fn check(request: &PlanConsultation, now: Timestamp) -> Result<(), ApiError> {
    if request.sealed.0.len() > limit::CONSULTATION_BYTES {
        return Err(ProblemCode::TooLarge.into());
    }
    if request.cancel_hash.as_ref().is_some_and(|hash| hash.0.len() != CANCEL_HASH_BYTES) {
        return Err(ApiError::invalid_field("cancel_hash"));
    }
    check_times(RoomTimes { opens_at: request.opens_at, closes_at: request.closes_at }, now)
}

fn check_times(times: RoomTimes, now: Timestamp) -> Result<(), ApiError> {
    let open_for = times.closes_at.duration_since(times.opens_at);
    if !open_for.is_positive() || open_for > LONGEST || times.closes_at <= now {
        return Err(ApiError::invalid_field("closes_at"));
    }
    Ok(())
}

/// What is over by the clock is shown as over, also before the sweep has noted it.
fn to_wire(row: ConsultationRow, now: Timestamp) -> Consultation {
    let state = if row.closes_at <= now { row.state.expire().unwrap_or(row.state) } else { row.state };
    Consultation {
        room_id: row.room_id,
        nameplate: row.nameplate.to_string(),
        state,
        opens_at: row.opens_at,
        closes_at: row.closes_at,
        sealed: row.sealed,
    }
}
