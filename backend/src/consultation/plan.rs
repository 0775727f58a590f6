//! A doctor plans, changes and cancels consultations; in a practice, everybody who belongs to it does.

use axum::extract::State;
use axum::http::StatusCode;
use heilsam_domain::{AccountId, ConsultationState, PracticeId, Role, RoomId};
use heilsam_protocol::consultation::{
    CancelAsGuest, ChangeConsultation, Consultation, PlanConsultation, RoomTimes,
};
use heilsam_protocol::{Bytes, ProblemCode, limit};
use heilsam_storage::consultations::{Changed, ConsultationChange, ConsultationRow, What};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::nameplate::choice;
use super::{entries, numbering};
use crate::extract::{Json, Path, Query};
use crate::{ApiError, AppState, Caller, practice};

/// The longest time a room may be open.
const LONGEST: SignedDuration = SignedDuration::from_hours(31 * 24);
const SHA256_BYTES: usize = 32;

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
    let (doctor, practice_id) = calendar(&state, caller, request.doctor).await?;
    if let Some(row) = state.store.consultation(request.room_id).await? {
        let same =
            (row.account_id, row.practice_id) == (doctor, practice_id) && row.opens_at == request.opens_at;
        return if same { Ok(Json(to_wire(&state, row, now))) } else { Err(ProblemCode::Conflict.into()) };
    }
    let of = choice(request.opens_at, now);
    let row = numbering::plan(&state, caller, planned(request, doctor, practice_id), of).await?;
    Ok(Json(to_wire(&state, row, now)))
}

/// Into whose calendar it comes, and of which practice.
async fn calendar(
    state: &AppState,
    caller: Caller,
    doctor: Option<AccountId>,
) -> Result<(AccountId, Option<PracticeId>), ApiError> {
    match doctor {
        Some(doctor) => Ok((doctor, Some(practice::of(state, caller).await?))),
        None if caller.role == Role::Staff => Err(ApiError::invalid_field("doctor")),
        None => Ok((caller.account_id, None)),
    }
}

fn planned(request: PlanConsultation, doctor: AccountId, practice_id: Option<PracticeId>) -> ConsultationRow {
    ConsultationRow {
        room_id: request.room_id,
        account_id: doctor,
        practice_id,
        nameplate: None,
        state: ConsultationState::Planned,
        opens_at: request.opens_at,
        closes_at: request.closes_at,
        sealed: request.sealed,
        cancel_hash: request.cancel_hash,
    }
}

/// `PATCH`: a new sealed description, other times, another doctor, a cancellation, or the end.
pub(super) async fn change(
    State(state): State<AppState>,
    caller: Caller,
    Path(room): Path<RoomId>,
    Json(request): Json<ChangeConsultation>,
) -> Result<StatusCode, ApiError> {
    let row = own(&state, caller, room).await?;
    let what = wanted(&state, caller, &request).await?;
    if request.end {
        // Before anything is written: what is refused changes nothing.
        if row.account_id != caller.account_id {
            return Err(ProblemCode::Forbidden.into());
        }
        if what != What::Described {
            return Err(ApiError::invalid_field("end"));
        }
    }
    match request.sealed {
        Some(sealed) => {
            if sealed.0.len() > limit::CONSULTATION_BYTES {
                return Err(ProblemCode::TooLarge.into());
            }
            check_read(&row, what, request.based_on)?;
            alter(&state, caller, &row, what, sealed).await?;
        }
        None if what != What::Described => return Err(ApiError::invalid_field("sealed")),
        None => {}
    }
    if request.end {
        let ended = row.state.end().map_err(|_| ApiError::from(ProblemCode::Conflict))?;
        close(&state, &row, ended).await?;
    }
    Ok(StatusCode::NO_CONTENT)
}

/// What the request changes besides the description: one thing at most.
async fn wanted(state: &AppState, caller: Caller, request: &ChangeConsultation) -> Result<What, ApiError> {
    match (request.times, request.doctor, request.cancel) {
        (None, None, false) => Ok(What::Described),
        (Some(times), None, false) => {
            check_times(times, state.clock.now())?;
            Ok(What::Moved(times))
        }
        (None, Some(to), false) => Ok(What::HandedOver { to, practice: practice::of(state, caller).await? }),
        (None, None, true) => Ok(What::Cancelled),
        (Some(_), Some(_), _) => Err(ApiError::invalid_field("doctor")),
        (_, _, true) => Err(ApiError::invalid_field("cancel")),
    }
}

/// Whether the new description was made from the one that is stored.
fn check_read(row: &ConsultationRow, what: What, based_on: Option<Bytes>) -> Result<(), ApiError> {
    let based_on = based_on.ok_or(ApiError::invalid_field("based_on"))?;
    let read: [u8; SHA256_BYTES] = Sha256::digest(row.sealed.as_ref()).into();
    if based_on.0 == read { Ok(()) } else { Err(not_as_read(row, what)) }
}

/// `DELETE`: cancels it without a word about who did, as a description is cancelled that nobody can read.
pub(super) async fn cancel(
    State(state): State<AppState>,
    caller: Caller,
    Path(room): Path<RoomId>,
) -> Result<StatusCode, ApiError> {
    let row = own(&state, caller, room).await?;
    alter(&state, caller, &row, What::Cancelled, row.sealed.clone()).await?;
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
        Ok(())
    });
    cancelling.await.unwrap_or(Err(ProblemCode::Internal.into()))?;
    Ok(StatusCode::NO_CONTENT)
}

/// Changes it as it was read. Not given up half-way when the line breaks: database and memory must agree about times, whose
/// seat it is, and whether the room is open.
async fn alter(
    state: &AppState,
    caller: Caller,
    row: &ConsultationRow,
    what: What,
    sealed: Bytes,
) -> Result<(), ApiError> {
    let (state, row, account) = (state.clone(), row.clone(), caller.account_id);
    let altering = tokio::spawn(async move {
        let room = row.room_id;
        let change = ConsultationChange { before: &row, by: account, what, sealed: sealed.as_ref() };
        let changed = state.store.change_consultation(&change).await;
        state.consultations.known.forget(room);
        match changed? {
            Changed::Done => {}
            Changed::Meanwhile => {
                let now =
                    state.store.consultation(room).await?.ok_or(ApiError::from(ProblemCode::NotFound))?;
                return Err(not_as_read(&now, what));
            }
            Changed::Stranger if matches!(what, What::HandedOver { .. }) => {
                return Err(ApiError::invalid_field("doctor"));
            }
            Changed::Stranger => return Err(ProblemCode::NotFound.into()),
        }
        if what == What::Cancelled {
            state.consultations.end(room);
        }
        Ok(())
    });
    altering.await.unwrap_or(Err(ProblemCode::Internal.into()))
}

/// Why it cannot be changed any more as it was read: it is over, or somebody was quicker.
fn not_as_read(now: &ConsultationRow, what: What) -> ApiError {
    if what == What::Described || now.state.is_open() {
        ProblemCode::ChangedMeanwhile.into()
    } else {
        ProblemCode::Conflict.into()
    }
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
    if request.cancel_hash.as_ref().is_some_and(|hash| hash.0.len() != SHA256_BYTES) {
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
        nameplate: row.nameplate.map(|nameplate| nameplate.to_string()).unwrap_or_default(),
        state,
        opens_at: row.opens_at,
        closes_at: row.closes_at,
        sealed: row.sealed,
        doctor: row.account_id,
        shared: row.practice_id.is_some(),
        guest_waits: state.is_open() && app.consultations.hub.has_guest(row.room_id),
    }
}
