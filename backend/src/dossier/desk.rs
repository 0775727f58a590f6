//! The dossier as the server holds it in memory: folded once, then followed entry by entry, also those of other servers.

use heilsam_compliance::catalogue::{CatalogueId, builtin};
use heilsam_compliance::evidence::Moment;
use heilsam_compliance::workspace::{Action, Entry, Part, PersonId, Refused};
use heilsam_compliance::{LegalDate, Library, Workspace};
use heilsam_domain::Role;
use heilsam_protocol::{ProblemCode, limit};
use heilsam_storage::dossiers::EntryAppended;
use tokio::sync::{Mutex, OnceCell};

use crate::{ApiError, AppState, Caller};

/// What the server keeps about the dossier: the catalogues, and the workspace as far as it was folded.
#[derive(Default)]
pub struct Dossiers {
    library: OnceCell<Library>,
    held: Mutex<Option<Held>>,
}

/// The workspace as far as it was folded, and all catalogues that it can speak of.
pub(super) struct Held {
    pub(super) workspace: Workspace,
    pub(super) library: Library,
    own: Vec<CatalogueId>,
}

/// Decides about actions, each after the ones before it, and appends all of them or none.
pub(super) async fn act(
    state: &AppState,
    caller: Caller,
    expected: u64,
    actions: Vec<Action>,
) -> Result<Vec<Entry>, ApiError> {
    let part = part(caller.role)?;
    if actions.iter().any(|action| part.check(action).is_err()) {
        return Err(ProblemCode::Forbidden.into());
    }
    let mut place = state.dossiers.held.lock().await;
    // Taken out: whatever ends here half-way, the next request folds the stored history again.
    let mut held = current(state, place.take()).await?;
    let count = u64::try_from(held.workspace.history().len()).unwrap_or(u64::MAX);
    if count != expected {
        *place = Some(held);
        return Err(ApiError::collection_moved(count));
    }
    let person = PersonId::new(&caller.account_id.to_string()).map_err(|error| ApiError::internal(&error))?;
    let now = state.clock.now();
    let legal = held.workspace.legal();
    let mut entries: Vec<Entry> = Vec::with_capacity(actions.len());
    for action in actions {
        match held.workspace.act(&held.library, &person, Moment::in_germany(now), action) {
            Ok(entry) => entries.push(entry.clone()),
            Err(refused) => {
                // With earlier actions of the same request in it, what is held is not what stands.
                *place = entries.is_empty().then_some(held);
                return Err(refusal(&refused));
            }
        }
    }
    let texts: Result<Vec<String>, _> = entries.iter().map(serde_json::to_string).collect();
    let texts = texts.map_err(|error| ApiError::internal(&error))?;
    let id = state.keys.deployment_id();
    let begun = legal.date().to_string();
    match state.store.append_dossier_entries(id, &begun, count + 1, &texts, now).await? {
        EntryAppended::Stored => {
            *place = Some(held);
            Ok(entries)
        }
        // Another server was first: the count is at least one more.
        EntryAppended::Moved => Err(ApiError::collection_moved(count + 1)),
    }
}

/// What is held, with everything that was appended since, also by other servers.
async fn current(state: &AppState, held: Option<Held>) -> Result<Held, ApiError> {
    let base = library(state).await?;
    let mut held = match held {
        Some(held) => held,
        None => {
            let workspace = Workspace::new(begun(state).await?);
            Held { workspace, library: base.clone(), own: Vec::new() }
        }
    };
    catch_up(state, &held.library, &mut held.workspace).await?;
    let own: Vec<CatalogueId> = held.workspace.records().own().cloned().collect();
    if own != held.own {
        held.library = held.workspace.records().library(base).map_err(|error| ApiError::internal(&error))?;
        held.own = own;
    }
    Ok(held)
}

async fn library(state: &AppState) -> Result<&Library, ApiError> {
    let loaded = state.dossiers.library.get_or_try_init(|| async { builtin::library() }).await;
    loaded.map_err(|error| ApiError::internal(&error))
}

fn part(role: Role) -> Result<Part, ApiError> {
    match role {
        Role::ManufacturerAuthor => Ok(Part::Author),
        Role::ManufacturerReviewer => Ok(Part::Reviewer),
        Role::Patient | Role::Doctor | Role::Staff | Role::Operator => Err(ProblemCode::Forbidden.into()),
    }
}

/// The state of the law that the dossier was begun with.
async fn begun(state: &AppState) -> Result<LegalDate, ApiError> {
    match state.store.dossier(state.keys.deployment_id()).await? {
        None => Ok(super::begun_on(state)),
        Some(row) => {
            let found = LegalDate::ALL.into_iter().find(|legal| legal.date().to_string() == row.legal_date);
            found.ok_or_else(|| {
                tracing::error!("the dossier was begun with a legal date that this program does not know");
                ProblemCode::Internal.into()
            })
        }
    }
}

async fn catch_up(state: &AppState, library: &Library, workspace: &mut Workspace) -> Result<(), ApiError> {
    loop {
        let after = workspace.history().last().map_or(0, |entry| entry.number);
        let texts =
            state.store.dossier_entries(state.keys.deployment_id(), after, limit::DOSSIER_PAGE).await?;
        if texts.is_empty() {
            return Ok(());
        }
        let entries: Result<Vec<Entry>, _> = texts.iter().map(|text| serde_json::from_str(text)).collect();
        let entries = entries.map_err(|error| ApiError::internal(&error))?;
        workspace.follow(library, entries).map_err(|error| ApiError::internal(&error))?;
    }
}

/// Names the rules that refused; the client knows their sentences. What people wrote is never repeated.
fn refusal(refused: &Refused) -> ApiError {
    let ids: Vec<String> = refused.messages().into_iter().map(|message| message.id).collect();
    ApiError::with_detail(ProblemCode::Conflict, ids.join(" "))
}
