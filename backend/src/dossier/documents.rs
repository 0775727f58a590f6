//! Sealed documents of the dossier: the server keeps parts and sealed keys, and can open neither.

use axum::extract::State;
use axum::http::StatusCode;
use heilsam_compliance::Digest;
use heilsam_protocol::dossier::{DocumentKeys, DocumentPart, MemberKeys, SealedPart, StoredDocument};
use heilsam_protocol::{ProblemCode, limit};
use heilsam_storage::documents::{KeysStored, PartStored};
use serde::Deserialize;

use crate::audit::Event;
use crate::extract::{Json, Path, Query};
use crate::{ApiError, AppState, Caller};

#[derive(Deserialize)]
pub(super) struct Wanted {
    number: u16,
}

pub(super) async fn members(State(state): State<AppState>) -> Result<Json<Vec<MemberKeys>>, ApiError> {
    Ok(Json(state.store.dossier_members().await?))
}

pub(super) async fn list(
    State(state): State<AppState>,
    caller: Caller,
) -> Result<Json<Vec<StoredDocument>>, ApiError> {
    Ok(Json(state.store.dossier_documents(state.keys.deployment_id(), caller.account_id).await?))
}

pub(super) async fn part(
    State(state): State<AppState>,
    Path(digest): Path<Digest>,
    Query(wanted): Query<Wanted>,
) -> Result<Json<SealedPart>, ApiError> {
    let id = state.keys.deployment_id();
    let sealed = state.store.document_part(id, &digest.to_bytes(), wanted.number).await?;
    let sealed = sealed.ok_or(ProblemCode::NotFound)?.into();
    Ok(Json(SealedPart { sealed }))
}

pub(super) async fn store_part(
    State(state): State<AppState>,
    Path(digest): Path<Digest>,
    Json(part): Json<DocumentPart>,
) -> Result<StatusCode, ApiError> {
    if part.upload.0.len() != 16 {
        return Err(ApiError::invalid_field("upload"));
    }
    if part.parts == 0 || part.number >= part.parts {
        return Err(ApiError::invalid_field("number"));
    }
    if part.parts > limit::DOCUMENT_PARTS || part.sealed.0.len() > limit::DOCUMENT_PART_BYTES {
        return Err(ProblemCode::TooLarge.into());
    }
    let id = state.keys.deployment_id();
    match state.store.store_document_part(id, &digest.to_bytes(), &part, state.clock.now()).await? {
        PartStored::Stored => Ok(StatusCode::NO_CONTENT),
        PartStored::Complete => Err(ApiError::with_detail(ProblemCode::Conflict, "complete")),
        PartStored::OutOfOrder => Err(ApiError::with_detail(ProblemCode::Conflict, "out-of-order")),
        PartStored::Full => Err(ApiError::with_detail(ProblemCode::TooLarge, "full")),
    }
}

pub(super) async fn give_keys(
    State(state): State<AppState>,
    caller: Caller,
    Path(digest): Path<Digest>,
    Json(DocumentKeys { keys }): Json<DocumentKeys>,
) -> Result<StatusCode, ApiError> {
    let fits = |sealed: &[u8]| !sealed.is_empty() && sealed.len() <= limit::DOCUMENT_KEY_BYTES;
    let most = usize::try_from(limit::DOSSIER_MEMBERS).unwrap_or(usize::MAX);
    if keys.is_empty() || keys.len() > most || !keys.iter().all(|key| fits(&key.sealed.0)) {
        return Err(ApiError::invalid_field("keys"));
    }
    let id = state.keys.deployment_id();
    match state.store.store_document_keys(id, &digest.to_bytes(), &keys).await? {
        KeysStored::Stored => {
            let event = Event::DocumentStored { account: caller.account_id, digest: digest.to_string() };
            state.audit.record(event).await?;
            Ok(StatusCode::NO_CONTENT)
        }
        KeysStored::Incomplete => Err(ApiError::with_detail(ProblemCode::Conflict, "incomplete")),
        KeysStored::Unknown => Err(ProblemCode::NotFound.into()),
    }
}
