//! `/api/v1/dossier`: the manufacturer's dossier, one per installation, as a history that only grows.
//!
//! An installation belongs to one manufacturer, so its id is the dossier's. Who may do what is decided twice: the role by
//! the table of routes and [`desk`], everything else by the compliance crate. Contents are no health data and lie in the
//! clear: the server must read them to decide.

mod access;
mod configuration;
mod desk;
mod documents;

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post, put};
use heilsam_compliance::LegalDate;
use heilsam_compliance::evidence::Moment;
use heilsam_compliance::workspace::Action;
use heilsam_domain::Role;
use heilsam_protocol::dossier::{
    ActOnDossier, DocumentKeys, DocumentPart, Dossier, DossierEntries, DossierName, DossierPerson,
    FreeAccess, MemberKeys, RunningConfiguration, SealedPart, StoredDocument,
};
use heilsam_protocol::{limit, path};
use serde::Deserialize;
use serde_json::Value;

pub use desk::Dossiers;

use crate::audit::Event;
use crate::extract::{Json, Query};
use crate::{ApiError, AppState, Caller, RateClass, Route, route::Verb};

const MANUFACTURER: &[Role] = &[Role::ManufacturerAuthor, Role::ManufacturerReviewer];
const AUTHOR: &[Role] = &[Role::ManufacturerAuthor];

/// Routes of this module.
pub const ROUTES: &[Route] = &[
    Route::new(Verb::Get, path::DOSSIER, "The dossier's history and people", || get(read))
        .only(MANUFACTURER)
        .answers::<Dossier>(),
    Route::new(Verb::Post, path::DOSSIER_ENTRIES, "Do something in the dossier", || post(act))
        .only(MANUFACTURER)
        .takes::<ActOnDossier>()
        .answers::<DossierEntries>(),
    Route::new(Verb::Put, path::DOSSIER_NAME, "What the caller is called in the dossier", || put(name))
        .only(MANUFACTURER)
        .takes::<DossierName>(),
    Route::new(Verb::Get, path::DOSSIER_MEMBERS, "Public keys of the dossier's members", || {
        get(documents::members)
    })
    .only(MANUFACTURER)
    .answers::<Vec<MemberKeys>>(),
    Route::new(Verb::Get, path::DOSSIER_DOCUMENTS, "The dossier's sealed documents", || get(documents::list))
        .only(MANUFACTURER)
        .answers::<Vec<StoredDocument>>(),
    Route::new(Verb::Get, path::DOSSIER_DOCUMENT_PARTS, "One sealed part of a document", || {
        get(documents::part)
    })
    .only(MANUFACTURER)
    .answers::<SealedPart>(),
    Route::new(Verb::Post, path::DOSSIER_DOCUMENT_PARTS, "Store the next sealed part of a document", || {
        post(documents::store_part)
    })
    .only(AUTHOR)
    .takes::<DocumentPart>(),
    Route::new(Verb::Put, path::DOSSIER_DOCUMENT_KEYS, "Give members the key of a document", || {
        put(documents::give_keys)
    })
    .only(MANUFACTURER)
    .takes::<DocumentKeys>(),
    Route::new(Verb::Get, path::DOSSIER_CONFIGURATION, "What the running server is set to", || {
        get(configuration::read)
    })
    .only(MANUFACTURER)
    .answers::<RunningConfiguration>(),
    Route::new(Verb::Post, path::DOSSIER_ACCESS, "Make a code for free access to the DiGA", || {
        post(access::make)
    })
    .only(AUTHOR)
    .rate(RateClass::Login)
    .answers::<FreeAccess>(),
];

#[derive(Deserialize)]
struct Page {
    after: Option<u64>,
}

async fn read(
    State(state): State<AppState>,
    _: Caller,
    Query(page): Query<Page>,
) -> Result<Json<Dossier>, ApiError> {
    let id = state.keys.deployment_id();
    let row = state.store.dossier(id).await?;
    let (legal_date, count) = match row {
        Some(row) => (row.legal_date, row.entry_count),
        None => (begun_on(&state).date().to_string(), 0),
    };
    let texts = state.store.dossier_entries(id, page.after.unwrap_or(0), limit::DOSSIER_PAGE).await?;
    let entries: Result<Vec<Value>, _> = texts.iter().map(|text| serde_json::from_str(text)).collect();
    let entries = entries.map_err(|error| ApiError::internal(&error))?;
    let people = state.store.dossier_people(id).await?;
    let people = people.into_iter().map(|row| DossierPerson {
        account_id: row.account_id,
        role: row.role,
        name: row.name,
    });
    Ok(Json(Dossier { legal_date, count, entries, people: people.collect() }))
}

async fn act(
    State(state): State<AppState>,
    caller: Caller,
    Json(act): Json<ActOnDossier>,
) -> Result<Json<DossierEntries>, ApiError> {
    if act.actions.is_empty() || act.actions.len() > limit::DOSSIER_ACTIONS {
        return Err(ApiError::invalid_field("actions"));
    }
    let actions: Result<Vec<Action>, _> = act.actions.into_iter().map(Action::deserialize).collect();
    let actions = actions.map_err(|_| ApiError::invalid_field("actions"))?;
    let entries = desk::act(&state, caller, act.expected_count, actions).await?;
    // The newest entry is enough: its digest covers all before it.
    if let Some(newest) = entries.last() {
        let (account, number, digest) = (caller.account_id, newest.number, newest.digest.to_string());
        state.audit.record(Event::DossierChanged { account, number, digest }).await?;
    }
    let entries: Result<Vec<Value>, _> = entries.iter().map(serde_json::to_value).collect();
    Ok(Json(DossierEntries { entries: entries.map_err(|error| ApiError::internal(&error))? }))
}

async fn name(
    State(state): State<AppState>,
    caller: Caller,
    Json(DossierName { name }): Json<DossierName>,
) -> Result<StatusCode, ApiError> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > limit::DOSSIER_NAME || name.chars().any(char::is_control) {
        return Err(ApiError::invalid_field("name"));
    }
    state.store.name_dossier_person(state.keys.deployment_id(), caller.account_id, name).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A new dossier begins with the law that is in force.
fn begun_on(state: &AppState) -> LegalDate {
    LegalDate::on(Moment::in_germany(state.clock.now()).today).unwrap_or(LegalDate::Of2026)
}
