//! Sharing with a practice: the server keeps sealed pages and a sealed key, refuses without consent, and writes down when
//! a doctor fetched them.

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{delete, get, put};
use heilsam_domain::sharing_code::SharingCode;
use heilsam_domain::{Purpose, RecordId, Role};
use heilsam_protocol::sharing::{
    OwnShare, PublicKeys, ReceivedShare, SharedPages, StoreShare, code_statement,
};
use heilsam_protocol::{ContentHeader, ProblemCode, SealedRecord, WrapHeader, limit, path};
use heilsam_storage::shares::ShareStored;
use jiff::SignedDuration;
use serde::Deserialize;
use sha2::{Digest, Sha384};

use crate::audit::Event;
use crate::extract::{Json, Path, Query};
use crate::route::{RateClass, Verb};
use crate::{ApiError, AppState, Caller, Route, consents};

const PATIENT: &[Role] = &[Role::Patient];
const DOCTOR: &[Role] = &[Role::Doctor];

/// Routes of this module.
pub const ROUTES: &[Route] = &[
    Route::new(Verb::Put, path::SHARING_CODE, "Let patients find this account by its code", || put(open))
        .only(DOCTOR),
    Route::new(Verb::Get, path::SHARING_PRACTICE, "Public keys of the doctor with this code", || get(find))
        .only(PATIENT)
        .rate(RateClass::Lookup)
        .answers::<PublicKeys>(),
    Route::new(Verb::Get, path::SHARES, "What the patient shows, and who read it when", || get(list))
        .only(PATIENT)
        .answers::<Vec<OwnShare>>(),
    Route::new(Verb::Put, path::SHARE, "Show entries to a doctor, or newer ones", || put(store))
        .only(PATIENT)
        .takes::<StoreShare>(),
    Route::new(Verb::Delete, path::SHARE, "Take a share back", || delete(end)).only(PATIENT),
    Route::new(Verb::Get, path::RECEIVED_SHARES, "What patients show to this doctor", || get(received))
        .only(DOCTOR)
        .answers::<Vec<ReceivedShare>>(),
    Route::new(
        Verb::Get,
        path::RECEIVED_SHARE,
        "The entries of a share; that they were fetched is kept",
        || get(read),
    )
    .only(DOCTOR)
    .answers::<SharedPages>(),
];

/// Longest time of a share.
const LONGEST: SignedDuration = SignedDuration::from_hours(24 * 366);

async fn open(State(state): State<AppState>, caller: Caller) -> Result<StatusCode, ApiError> {
    let (_, identity) = state.store.account(caller.account_id).await?.ok_or(ProblemCode::NotFound)?;
    let keys = PublicKeys {
        account_id: caller.account_id,
        signing_key: identity.signing_key,
        kem_key: identity.kem_key,
        signature: identity.signature,
    };
    let hash = Sha384::digest(code_statement(state.keys.deployment_id(), &keys));
    let code = SharingCode::from_hash(&hash.into()).to_string();
    state.store.open_for_sharing(caller.account_id, &code).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn find(State(state): State<AppState>, Path(code): Path<String>) -> Result<Json<PublicKeys>, ApiError> {
    let code = SharingCode::parse(&code).map_err(|_| ApiError::from(ProblemCode::NotFound))?;
    let found = state.store.practice_by_code(&code.to_string()).await?;
    Ok(Json(found.ok_or(ProblemCode::NotFound)?))
}

async fn list(State(state): State<AppState>, caller: Caller) -> Result<Json<Vec<OwnShare>>, ApiError> {
    Ok(Json(state.store.own_shares(caller.account_id).await?))
}

async fn store(
    State(state): State<AppState>,
    caller: Caller,
    Path(share_id): Path<RecordId>,
    Json(share): Json<StoreShare>,
) -> Result<StatusCode, ApiError> {
    consents::demand(&state, caller, Purpose::IntendedUse).await?;
    consents::demand(&state, caller, Purpose::Sharing).await?;
    check(&state, share_id, &share)?;
    let now = state.clock.now();
    match state.store.store_share(caller.account_id, share_id, &share, now, limit::SHARES).await? {
        ShareStored::Stored => {
            if share.version == 1 {
                let event = Event::ShareBegun {
                    account: caller.account_id,
                    practice: share.practice,
                    share: share_id,
                };
                state.audit.record(event).await?;
            }
            Ok(StatusCode::NO_CONTENT)
        }
        ShareStored::Unknown => Err(ProblemCode::NotFound.into()),
        ShareStored::Moved => Err(ProblemCode::VersionConflict.into()),
        ShareStored::Full => Err(ApiError::with_detail(ProblemCode::TooLarge, "shares")),
    }
}

async fn end(
    State(state): State<AppState>,
    caller: Caller,
    Path(share_id): Path<RecordId>,
) -> Result<StatusCode, ApiError> {
    if !state.store.end_share(caller.account_id, share_id, state.clock.now()).await? {
        return Err(ProblemCode::NotFound.into());
    }
    state.audit.record(Event::ShareEnded { account: caller.account_id, share: share_id }).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize)]
struct Page {
    after: Option<RecordId>,
}

async fn received(
    State(state): State<AppState>,
    caller: Caller,
    Query(page): Query<Page>,
) -> Result<Json<Vec<ReceivedShare>>, ApiError> {
    let shares = state.store.received_shares(caller.account_id, page.after, state.clock.now()).await?;
    Ok(Json(shares))
}

async fn read(
    State(state): State<AppState>,
    caller: Caller,
    Path(share_id): Path<RecordId>,
) -> Result<Json<SharedPages>, ApiError> {
    let pages = state.store.read_share(caller.account_id, share_id, state.clock.now()).await?;
    let pages = pages.ok_or(ProblemCode::NotFound)?;
    state.audit.record(Event::ShareRead { account: caller.account_id, share: share_id }).await?;
    Ok(Json(pages))
}

/// What can be checked without opening anything.
fn check(state: &AppState, share_id: RecordId, share: &StoreShare) -> Result<(), ApiError> {
    let now = state.clock.now();
    if share.expires_at <= now || share.expires_at.duration_since(now) > LONGEST {
        return Err(ApiError::invalid_field("expires_at"));
    }
    if share.grant.0.is_empty() || share.grant.0.len() > limit::SHARE_GRANT_BYTES {
        return Err(ApiError::invalid_field("grant"));
    }
    if share.note.0.is_empty() || share.note.0.len() > limit::SHARE_NOTE_BYTES {
        return Err(ApiError::invalid_field("note"));
    }
    let bytes: usize = share.pages.iter().map(|page| page.content.0.len()).sum();
    if bytes > limit::SHARE_BYTES {
        return Err(ApiError::with_detail(ProblemCode::TooLarge, "pages"));
    }
    for page in std::iter::once(&share.cover).chain(&share.pages) {
        check_page(share_id, page)?;
    }
    Ok(())
}

fn check_page(share_id: RecordId, page: &SealedRecord) -> Result<(), ApiError> {
    let (header, _) =
        ContentHeader::read(&page.content.0).map_err(|_| ApiError::invalid_field("pages.content"))?;
    WrapHeader::read(&page.wrap.0).map_err(|_| ApiError::invalid_field("pages.wrap"))?;
    if header.collection_id.to_bytes() != share_id.to_bytes() {
        return Err(ApiError::invalid_field("pages.collection_id"));
    }
    Ok(())
}
