//! Collections, record upload and the feed of changes. All content is sealed; only the open headers are read.

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post, put};
use data_encoding::BASE64URL_NOPAD;
use heilsam_domain::{AccountId, CollectionId, Role, prescription};
use heilsam_protocol::sync::{BatchStored, Changes, Collection, UploadBatch};
use heilsam_protocol::{ContentHeader, ProblemCode, WrapHeader, limit, path};
use heilsam_storage::collections::CollectionPut;
use heilsam_storage::records::{Appended, RecordRow};
use serde::Deserialize;

use crate::extract::{Json, Path, Query};
use crate::{ApiError, AppState, Caller, Route, consents, route::Verb};

/// Roles that keep sealed records: patients their diary, doctors and staff the practice calendar.
const KEEPERS: &[Role] = &[Role::Patient, Role::Doctor, Role::Staff];

/// Routes of this module: what lies here is the account's own, so that no release of a practice is asked for.
pub const ROUTES: &[Route] = &[
    Route::new(Verb::Get, path::COLLECTIONS, "Collections of the account", || get(list))
        .only(KEEPERS)
        .also_without_release()
        .also_recovering()
        .answers::<Vec<Collection>>(),
    Route::new(Verb::Put, path::COLLECTIONS, "Create a collection or renew its sealed keys", || put(put_one))
        .only(KEEPERS)
        .also_without_release()
        .takes::<Collection>(),
    Route::new(Verb::Post, path::COLLECTION_RECORDS, "Append record versions and the new head", || {
        post(append)
    })
    .only(KEEPERS)
    .also_without_release()
    .takes::<UploadBatch>()
    .answers::<BatchStored>(),
    Route::new(Verb::Get, path::CHANGES, "What has changed since a cursor", || get(changes))
        .only(KEEPERS)
        .also_without_release()
        .also_recovering()
        .answers::<Changes>(),
];

const SEALED_KEYS_BYTES: usize = 8 * 1024;
const HEAD_BYTES: usize = 512;

async fn list(State(state): State<AppState>, caller: Caller) -> Result<Json<Vec<Collection>>, ApiError> {
    Ok(Json(state.store.collections(caller.account_id).await?))
}

async fn put_one(
    State(state): State<AppState>,
    caller: Caller,
    Json(collection): Json<Collection>,
) -> Result<StatusCode, ApiError> {
    consents::demand_intended_use(&state, caller).await?;
    if collection.sealed_keys.0.is_empty() || collection.sealed_keys.0.len() > SEALED_KEYS_BYTES {
        return Err(ApiError::invalid_field("sealed_keys"));
    }
    match state.store.put_collection(caller.account_id, &collection, limit::COLLECTIONS).await? {
        CollectionPut::Stored => Ok(StatusCode::NO_CONTENT),
        CollectionPut::Full => Err(ApiError::with_detail(ProblemCode::Conflict, "too many collections")),
    }
}

async fn append(
    State(state): State<AppState>,
    caller: Caller,
    Path(collection_id): Path<CollectionId>,
    Json(batch): Json<UploadBatch>,
) -> Result<Json<BatchStored>, ApiError> {
    consents::demand_intended_use(&state, caller).await?;
    let rows = read_batch(collection_id, &batch)?;
    demand_period(&state, caller, &rows).await?;
    let appended = state
        .store
        .append_records(caller.account_id, collection_id, batch.expected_count, &rows, &batch.head)
        .await?;
    match appended {
        Appended::Stored { count } => Ok(Json(BatchStored { count })),
        Appended::Moved { count } => Err(ApiError::collection_moved(count)),
        Appended::VersionConflict => Err(ProblemCode::VersionConflict.into()),
        Appended::Missing => Err(ProblemCode::NotFound.into()),
    }
}

/// Refuses what a patient begins after the prescription is over, and after the time in which what was written before
/// arrives. Later versions are taken: among them are deletions, shares that end and settings, and only their owner can
/// tell them from other changes. See decision 0032.
async fn demand_period(state: &AppState, caller: Caller, rows: &[RecordRow]) -> Result<(), ApiError> {
    if caller.role != Role::Patient || rows.iter().all(|row| row.version > 1) {
        return Ok(());
    }
    let found = state.store.account(caller.account_id).await?;
    let (account, _) = found.ok_or(ApiError::from(ProblemCode::NotFound))?;
    if !prescription::takes_new(state.clock.now(), account.entitled_until) {
        return Err(ProblemCode::PeriodOver.into());
    }
    Ok(())
}

#[derive(Deserialize)]
struct Page {
    cursor: Option<String>,
    limit: Option<u32>,
}

async fn changes(
    State(state): State<AppState>,
    caller: Caller,
    Query(page): Query<Page>,
) -> Result<Json<Changes>, ApiError> {
    let after = match page.cursor.as_deref() {
        None | Some("") => 0,
        Some(cursor) => {
            read_cursor(&state, caller.account_id, cursor).ok_or_else(|| ApiError::invalid_field("cursor"))?
        }
    };
    let limit = page.limit.unwrap_or(limit::CHANGES_PAGE).clamp(1, limit::CHANGES_PAGE);
    let page = state.store.changes(caller.account_id, after, limit).await?;
    let next_cursor = write_cursor(&state, caller.account_id, page.last);
    Ok(Json(Changes { changes: page.changes, next_cursor, more: page.more }))
}

/// Reads the open header of every record and checks what the server can check without opening anything.
fn read_batch(collection_id: CollectionId, batch: &UploadBatch) -> Result<Vec<RecordRow>, ApiError> {
    if batch.records.is_empty() || batch.records.len() > limit::BATCH_RECORDS {
        return Err(ApiError::invalid_field("records"));
    }
    let after =
        u64::try_from(batch.records.len()).ok().and_then(|more| batch.expected_count.checked_add(more));
    if after != Some(batch.head.count) {
        return Err(ApiError::invalid_field("head.count"));
    }
    if batch.head.signed.0.is_empty() || batch.head.signed.0.len() > HEAD_BYTES {
        return Err(ApiError::invalid_field("head.signed"));
    }
    batch
        .records
        .iter()
        .map(|record| {
            let (header, _) = ContentHeader::read(&record.content.0)
                .map_err(|_| ApiError::invalid_field("records.content"))?;
            WrapHeader::read(&record.wrap.0).map_err(|_| ApiError::invalid_field("records.wrap"))?;
            if header.collection_id != collection_id {
                return Err(ApiError::invalid_field("records.collection_id"));
            }
            Ok(RecordRow { record_id: header.record_id, version: header.version, record: record.clone() })
        })
        .collect()
}

/// Eight bytes of place and eight bytes of keyed hash, bound to the account.
fn write_cursor(state: &AppState, account_id: AccountId, place: u64) -> String {
    let tag = state.keys.mac("change-cursor", &[&account_id.to_bytes(), &place.to_be_bytes()]);
    let bytes: Vec<u8> = place.to_be_bytes().into_iter().chain(tag.into_iter().take(8)).collect();
    BASE64URL_NOPAD.encode(&bytes)
}

fn read_cursor(state: &AppState, account_id: AccountId, cursor: &str) -> Option<u64> {
    let bytes = BASE64URL_NOPAD.decode(cursor.as_bytes()).ok()?;
    let place = u64::from_be_bytes(*bytes.first_chunk::<8>()?);
    (write_cursor(state, account_id, place) == cursor).then_some(place)
}
