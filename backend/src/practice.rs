//! `/api/v1/practice`: doctors and staff who share a calendar, and the main user who decides who they are.
//!
//! The server knows who belongs to which practice. Names and every key of a practice are sealed on its devices; whoever
//! does not belong to it any more gets nothing sealed later. See decision 0025.
//!
//! Source: Anlage 31b BMV-Ä §§ 2(2), 5(1) no. 2.

use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::routing::{delete, get, post, put};
use heilsam_domain::{CredentialId, JoiningId, PracticeId, Role};
use heilsam_protocol::dossier::MemberKeys;
use heilsam_protocol::practice::{
    AnswerJoining, ChangePractice, DevicesPage, FoundPractice, JoiningOffer, KnownPractice, MemberDevice,
    MembersPage, NewJoining, OwnPractice, PracticeGrant, PreparedGrants,
};
use heilsam_protocol::{Bytes, ProblemCode, limit, path};
use heilsam_storage::practices::{Accepted, PracticeChanged};
use jiff::SignedDuration;

use crate::audit::Event;
use crate::extract::{Json, Path, Query};
use crate::{ApiError, AppState, Caller, RateClass, Route, route::Verb};

const DOCTOR: &[Role] = &[Role::Doctor];
const PEOPLE: &[Role] = &[Role::Doctor, Role::Staff];
/// How long an invitation can be accepted, and then decided about.
const JOINING_TIME: SignedDuration = SignedDuration::from_hours(14 * 24);

/// Routes of this module.
pub const ROUTES: &[Route] = &[
    Route::new(Verb::Get, path::PRACTICE, "The practice that the caller belongs to", || get(own))
        .only(PEOPLE)
        .also_without_release()
        .answers::<OwnPractice>(),
    Route::new(Verb::Post, path::PRACTICE, "Found a practice", || post(found))
        .only(DOCTOR)
        .takes::<FoundPractice>(),
    Route::new(Verb::Put, path::PRACTICE, "Say who belongs to the practice", || {
        put(change).layer(DefaultBodyLimit::max(limit::PRACTICE_CHANGE_BYTES))
    })
    .only(DOCTOR)
    .takes::<ChangePractice>(),
    Route::new(Verb::Get, path::PRACTICE_MEMBERS, "Public keys of the practice's members", || get(members))
        .only(DOCTOR)
        .answers::<Vec<MemberKeys>>(),
    Route::new(Verb::Post, path::PRACTICE_GRANTS, "Hand over grants of a change of members", || {
        post(prepare)
    })
    .only(DOCTOR)
    .takes::<PreparedGrants>(),
    Route::new(Verb::Get, path::PRACTICE_DEVICES, "Devices of the practice's members", || get(devices))
        .only(DOCTOR)
        .answers::<Vec<MemberDevice>>(),
    Route::new(Verb::Post, path::PRACTICE_JOININGS, "Invite a member", || post(invite))
        .only(DOCTOR)
        .takes::<NewJoining>(),
    Route::new(Verb::Get, path::PRACTICE_JOINING, "What an invitation to a practice says", || get(offer))
        .only(PEOPLE)
        .rate(RateClass::Lookup)
        .answers::<JoiningOffer>(),
    Route::new(Verb::Put, path::PRACTICE_JOINING, "Accept an invitation to a practice", || put(accept))
        .only(PEOPLE)
        .rate(RateClass::Lookup)
        .takes::<AnswerJoining>(),
    Route::new(Verb::Delete, path::PRACTICE_JOINING, "Take an invitation to a practice back", || {
        delete(take_back)
    })
    .only(DOCTOR),
    Route::new(Verb::Put, path::PRACTICE_DEVICE, "Release a member's device for the practice", || {
        put(release_device)
    })
    .only(DOCTOR),
    Route::new(Verb::Delete, path::PRACTICE_DEVICE, "Take the release of a device back", || {
        delete(take_device_back)
    })
    .only(DOCTOR),
];

async fn own(
    State(state): State<AppState>,
    caller: Caller,
    Query(known): Query<KnownPractice>,
) -> Result<Json<OwnPractice>, ApiError> {
    if !caller.released {
        return Ok(Json(OwnPractice { practice: None, waits: false, device_waits: true }));
    }
    let now = state.clock.now();
    let Some(mut practice) = state.store.practice(caller.account_id, known).await? else {
        let waits = state.store.waits_for_practice(caller.account_id, now).await?;
        return Ok(Json(OwnPractice { practice: None, waits, device_waits: false }));
    };
    if practice.main_user == caller.account_id {
        practice.joinings = state.store.joinings(practice.practice_id, now).await?;
    }
    Ok(Json(OwnPractice { practice: Some(practice), waits: false, device_waits: false }))
}

async fn found(
    State(state): State<AppState>,
    caller: Caller,
    Json(new): Json<FoundPractice>,
) -> Result<StatusCode, ApiError> {
    sized("roster", &new.roster, limit::PRACTICE_ROSTER_BYTES)?;
    sized("grant", &new.grant, limit::PRACTICE_GRANT_BYTES)?;
    sized("note", &new.note, limit::PRACTICE_NOTE_BYTES)?;
    let account = caller.account_id;
    if !state.store.found_practice(account, &new, state.clock.now()).await? {
        return Err(ProblemCode::Conflict.into());
    }
    state.audit.record(Event::PracticeFounded { account }).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn change(
    State(state): State<AppState>,
    caller: Caller,
    Json(change): Json<ChangePractice>,
) -> Result<StatusCode, ApiError> {
    let practice = led(&state, caller).await?;
    sized("roster", &change.roster, limit::PRACTICE_ROSTER_BYTES)?;
    let own = change.grants.iter().any(|grant| grant.account_id == caller.account_id)
        || change.kept.contains(&caller.account_id);
    if !own {
        return Err(ApiError::invalid_field("grants"));
    }
    granted(&change.grants)?;
    let account = caller.account_id;
    match state.store.change_practice(practice, &change, state.clock.now()).await? {
        PracticeChanged::Done { came, went } => {
            for member in came {
                state.audit.record(Event::PracticeMemberCame { account, member }).await?;
            }
            for member in went {
                state.audit.record(Event::PracticeMemberWent { account, member }).await?;
            }
            Ok(StatusCode::NO_CONTENT)
        }
        PracticeChanged::Moved => Err(ProblemCode::Conflict.into()),
        PracticeChanged::Busy => Err(ApiError::with_detail(ProblemCode::Conflict, "open-consultations")),
        PracticeChanged::Stranger => Err(ApiError::invalid_field("grants")),
    }
}

async fn members(
    State(state): State<AppState>,
    caller: Caller,
    Query(page): Query<MembersPage>,
) -> Result<Json<Vec<MemberKeys>>, ApiError> {
    let practice = led(&state, caller).await?;
    Ok(Json(state.store.practice_member_keys(practice, page.after).await?))
}

async fn prepare(
    State(state): State<AppState>,
    caller: Caller,
    Json(prepared): Json<PreparedGrants>,
) -> Result<StatusCode, ApiError> {
    let practice = led(&state, caller).await?;
    granted(&prepared.grants)?;
    if state.store.prepare_grants(practice, &prepared, state.clock.now()).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(ApiError::invalid_field("grants"))
    }
}

async fn devices(
    State(state): State<AppState>,
    caller: Caller,
    Query(page): Query<DevicesPage>,
) -> Result<Json<Vec<MemberDevice>>, ApiError> {
    let practice = led(&state, caller).await?;
    Ok(Json(state.store.practice_devices(practice, page.after).await?))
}

async fn invite(
    State(state): State<AppState>,
    caller: Caller,
    Json(new): Json<NewJoining>,
) -> Result<StatusCode, ApiError> {
    let practice = led(&state, caller).await?;
    sized("offer", &new.offer, limit::PRACTICE_NOTE_BYTES)?;
    sized("note", &new.note, limit::PRACTICE_NOTE_BYTES)?;
    let now = state.clock.now();
    let expires_at = now.saturating_add(JOINING_TIME).unwrap_or(now);
    if !state.store.add_joining(practice, &new, expires_at, now).await? {
        return Err(ProblemCode::Conflict.into());
    }
    state.audit.record(Event::PracticeMemberInvited { account: caller.account_id }).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn offer(
    State(state): State<AppState>,
    Path(joining): Path<JoiningId>,
) -> Result<Json<JoiningOffer>, ApiError> {
    let offer = state.store.joining_offer(joining, state.clock.now()).await?;
    offer.map(|offer| Json(JoiningOffer { offer })).ok_or(ProblemCode::NotFound.into())
}

async fn accept(
    State(state): State<AppState>,
    caller: Caller,
    Path(joining): Path<JoiningId>,
    Json(answer): Json<AnswerJoining>,
) -> Result<StatusCode, ApiError> {
    sized("sealed", &answer.sealed, limit::PRACTICE_NOTE_BYTES)?;
    sized("note", &answer.note, limit::PRACTICE_NOTE_BYTES)?;
    let now = state.clock.now();
    let by = (caller.account_id, caller.credential_id);
    match state.store.answer_joining(joining, by, &answer, now).await? {
        Accepted::Waits => Ok(StatusCode::NO_CONTENT),
        Accepted::Gone => Err(ProblemCode::NotFound.into()),
        Accepted::Elsewhere => Err(ProblemCode::Conflict.into()),
    }
}

async fn take_back(
    State(state): State<AppState>,
    caller: Caller,
    Path(joining): Path<JoiningId>,
) -> Result<StatusCode, ApiError> {
    let practice = led(&state, caller).await?;
    if state.store.remove_joining(practice, joining).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(ProblemCode::NotFound.into())
    }
}

async fn release_device(
    State(state): State<AppState>,
    caller: Caller,
    Path(credential): Path<CredentialId>,
) -> Result<StatusCode, ApiError> {
    let practice = led(&state, caller).await?;
    let member = state.store.release_device(practice, credential, state.clock.now()).await?;
    let member = member.ok_or(ApiError::from(ProblemCode::NotFound))?;
    let account = caller.account_id;
    state.audit.record(Event::PracticeDeviceReleased { account, member, credential }).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn take_device_back(
    State(state): State<AppState>,
    caller: Caller,
    Path(credential): Path<CredentialId>,
) -> Result<StatusCode, ApiError> {
    let practice = led(&state, caller).await?;
    let member = state.store.take_device_back(practice, credential).await?;
    let member = member.ok_or(ApiError::from(ProblemCode::NotFound))?;
    // Every request asks anew; a seat that is taken has to be told.
    state.consultations.send_away(credential);
    let account = caller.account_id;
    state.audit.record(Event::PracticeDeviceTakenBack { account, member, credential }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The practice of the caller, if the caller decides about it.
async fn led(state: &AppState, caller: Caller) -> Result<PracticeId, ApiError> {
    let membership = state.store.membership(caller.account_id).await?;
    let led = membership.filter(|membership| membership.main_user == caller.account_id);
    led.map(|membership| membership.practice_id).ok_or(ProblemCode::NotFound.into())
}

/// The practice of the caller, among whose doctors one can choose.
///
/// # Errors
/// `invalid-field` for whoever belongs to none.
pub async fn of(state: &AppState, caller: Caller) -> Result<PracticeId, ApiError> {
    let membership = state.store.membership(caller.account_id).await?;
    membership.map(|membership| membership.practice_id).ok_or(ApiError::invalid_field("doctor"))
}

/// Whether so many grants of such a size fit into one request.
fn granted(grants: &[PracticeGrant]) -> Result<(), ApiError> {
    if grants.len() > limit::PRACTICE_GRANTS {
        return Err(ApiError::invalid_field("grants"));
    }
    grants.iter().try_for_each(|grant| sized("grants", &grant.sealed, limit::PRACTICE_GRANT_BYTES))
}

fn sized(name: &'static str, bytes: &Bytes, most: usize) -> Result<(), ApiError> {
    if bytes.0.is_empty() {
        return Err(ApiError::invalid_field(name));
    }
    if bytes.0.len() > most { Err(ProblemCode::TooLarge.into()) } else { Ok(()) }
}
