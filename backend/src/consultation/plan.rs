//! A doctor plans, changes and cancels consultations; in a practice, everybody who belongs to it does.

use axum::extract::State;
use axum::http::StatusCode;
use heilsam_domain::{AccountId, ConsultationState, Role, RoomId};
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
use crate::{ApiError, AppState, Caller, practice};

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

/// `GET`: the consultations of the caller and of the caller's practice, by opening time.
pub(super) async fn list(
    State(state): State<AppState>,
    caller: Caller,
    Query(page): Query<Page>,
) -> Result<Json<Vec<Consultation>>, ApiError> {
    let now = state.clock.now();
    entries::write_down(&state).await?;
    let practice = state.store.membership(caller.account_id).await?.map(|it| it.practice_id);
    let rows = state.store.consultations(caller.account_id, practice, page.after).await?;
    Ok(Json(rows.into_iter().map(|row| to_wire(&state, row, now)).collect()))
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
    let (doctor, practice_id) = match request.doctor {
        Some(doctor) => (doctor, Some(practice::shared_with(&state, caller, doctor).await?)),
        None if caller.role == Role::Staff => return Err(ApiError::invalid_field("doctor")),
        None => (caller.account_id, None),
    };
    if let Some(row) = state.store.consultation(request.room_id).await? {
        let same =
            (row.account_id, row.practice_id) == (doctor, practice_id) && row.opens_at == request.opens_at;
        return if same { Ok(Json(to_wire(&state, row, now))) } else { Err(ProblemCode::Conflict.into()) };
    }
    for _ in 0..TRIES {
        let Some(nameplate) = choose(&*state.entropy, |_| false) else { break };
        let row = ConsultationRow {
            room_id: request.room_id,
            account_id: doctor,
            practice_id,
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
                return Ok(Json(to_wire(&state, row, now)));
            }
            Err(StoreError::Conflict) => {}
            Err(other) => return Err(other.into()),
        }
    }
    Err(ApiError::with_detail(ProblemCode::Unavailable, "no nameplate is free"))
}

/// `PATCH`: a new sealed description, other times, another doctor, or the end.
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
    match (request.times, request.doctor, &request.sealed) {
        (Some(times), None, Some(sealed)) => reschedule(&state, caller, &row, times, sealed.as_ref()).await?,
        (None, Some(doctor), Some(sealed)) => {
            hand_over(&state, caller, &row, doctor, sealed.as_ref()).await?;
        }
        (Some(_), Some(_), _) => return Err(ApiError::invalid_field("doctor")),
        (Some(_), None, None) | (None, Some(_), None) => return Err(ApiError::invalid_field("sealed")),
        (None, None, Some(sealed)) => {
            // Nothing is written when it was handed over meanwhile: the new description names the doctor before.
            if !state.store.reseal_consultation(row.account_id, room, sealed.as_ref()).await? {
                return Err(ProblemCode::Conflict.into());
            }
        }
        (None, None, None) => {}
    }
    if request.end {
        if row.account_id != caller.account_id {
            return Err(ProblemCode::Forbidden.into());
        }
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
    caller: Caller,
    row: &ConsultationRow,
    times: RoomTimes,
    sealed: &[u8],
) -> Result<(), ApiError> {
    check_times(times, state.clock.now())?;
    let (state, account, sealed) = (state.clone(), caller.account_id, sealed.to_vec());
    let (doctor, room) = (row.account_id, row.room_id);
    // As in `close`: database and memory must agree, also when the doctor's line breaks.
    let moving = tokio::spawn(async move {
        let moved = state.store.reschedule_consultation(doctor, room, times, &sealed).await;
        state.consultations.known.forget(room);
        if !moved? {
            return Err(ApiError::from(ProblemCode::Conflict));
        }
        state.audit.record(Event::ConsultationMoved { account, room }).await
    });
    moving.await.unwrap_or(Err(ProblemCode::Internal.into()))
}

async fn hand_over(
    state: &AppState,
    caller: Caller,
    row: &ConsultationRow,
    doctor: AccountId,
    sealed: &[u8],
) -> Result<(), ApiError> {
    let practice = practice::shared_with(state, caller, doctor).await?;
    let (state, account, sealed) = (state.clone(), caller.account_id, sealed.to_vec());
    let (before, room) = (row.account_id, row.room_id);
    // As in `close`: database and memory must agree about whose seat it is.
    let handing = tokio::spawn(async move {
        let done = state.store.hand_over_consultation(room, before, doctor, practice, &sealed).await;
        state.consultations.known.forget(room);
        if !done? {
            return Err(ApiError::from(ProblemCode::Conflict));
        }
        state.audit.record(Event::ConsultationHandedOver { account, room, member: doctor }).await
    });
    handing.await.unwrap_or(Err(ProblemCode::Internal.into()))
}

/// A consultation that the caller may organise: an own one, or one of the caller's practice. Any other does not exist.
pub(crate) async fn own(state: &AppState, caller: Caller, room: RoomId) -> Result<ConsultationRow, ApiError> {
    entries::write_down(state).await?;
    let row = state.store.consultation(room).await?.ok_or(ApiError::from(ProblemCode::NotFound))?;
    let allowed = match row.practice_id {
        None => row.account_id == caller.account_id,
        Some(practice) => {
            let membership = state.store.membership(caller.account_id).await?;
            membership.is_some_and(|membership| membership.practice_id == practice)
        }
    };
    if allowed { Ok(row) } else { Err(ProblemCode::NotFound.into()) }
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
fn to_wire(app: &AppState, row: ConsultationRow, now: Timestamp) -> Consultation {
    let state = if row.closes_at <= now { row.state.expire().unwrap_or(row.state) } else { row.state };
    Consultation {
        room_id: row.room_id,
        nameplate: row.nameplate.to_string(),
        state,
        opens_at: row.opens_at,
        closes_at: row.closes_at,
        sealed: row.sealed,
        doctor: row.account_id,
        shared: row.practice_id.is_some(),
        guest_waits: state.is_open() && app.consultations.hub.has_guest(row.room_id),
    }
}
