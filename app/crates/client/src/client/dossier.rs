//! The manufacturer's dossier: its history is pulled, verified and folded here; actions are decided here and at the server.

use heilsam_compliance::evidence::Moment;
use heilsam_compliance::workspace::{Action, Entry, HistoryBroken, Part, PersonId, Refused};
use heilsam_compliance::{LegalDate, Library, Workspace};
use heilsam_domain::Role;
use heilsam_protocol::ProblemCode;
use heilsam_protocol::dossier::{
    ActOnDossier, Dossier, DossierName, DossierPerson, FreeAccess, RunningConfiguration,
};
use serde_json::Value;

use super::Client;
use crate::environment::Environment;
use crate::error::ClientError;
use crate::store::LocalStore;
use crate::transport::Transport;
use crate::vault::Vault;

/// How often an action is tried again because somebody else appended in between.
const TRIES: u32 = 5;

/// The dossier as far as it was pulled, and who looks at it.
#[derive(Debug, Clone)]
pub struct DossierView {
    /// Everything that stands now.
    pub workspace: Workspace,
    /// Everybody who gave a name.
    pub people: Vec<DossierPerson>,
    /// The person at this device.
    pub person: PersonId,
    /// What the person may do.
    pub part: Part,
}

/// Why something in the dossier did not work.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum DossierError {
    /// Connection, session, server.
    #[error(transparent)]
    Client(#[from] ClientError),
    /// A rule refuses it; the sentences say what to do.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// Somebody else changed the same thing meanwhile: look at it and do it again. Nothing was written.
    #[error("somebody else changed this meanwhile")]
    Overtaken,
    /// The server's history is not what was written.
    #[error(transparent)]
    Broken(#[from] HistoryBroken),
}

impl DossierView {
    /// The name of a person, if it is known.
    #[must_use]
    pub fn name(&self, person: &PersonId) -> Option<&str> {
        let id = person.to_string();
        let found = self.people.iter().find(|known| known.account_id.to_string() == id);
        found.map(|known| known.name.as_str())
    }

    /// Takes a page of the history; says whether it was the last one.
    fn take(&mut self, library: &Library, page: Dossier) -> Result<bool, DossierError> {
        self.people = page.people;
        let is_last = page.entries.is_empty();
        self.workspace.follow(library, read(page.entries)?)?;
        Ok(is_last || count(&self.workspace) >= page.count)
    }

    /// Whether the rules permit actions one after the other: the server decides the same way.
    fn check(&self, library: &Library, now: Moment, actions: &[Action]) -> Result<(), Refused> {
        if let [only] = actions {
            return self.workspace.check(library, &self.person, now, only);
        }
        let mut tried = self.workspace.clone();
        actions
            .iter()
            .try_for_each(|action| tried.act(library, &self.person, now, action.clone()).map(|_| ()))
    }
}

fn read(entries: Vec<Value>) -> Result<Vec<Entry>, ClientError> {
    let entries: Result<Vec<Entry>, _> = entries.into_iter().map(serde_json::from_value).collect();
    entries.map_err(|_| ClientError::Answer("entries"))
}

impl<T: Transport, S: LocalStore, V: Vault, E: Environment> Client<T, S, V, E> {
    /// Pulls and verifies the whole dossier.
    ///
    /// # Errors
    /// [`DossierError::Client`], [`DossierError::Broken`]
    pub async fn open_dossier(&self, library: &Library) -> Result<DossierView, DossierError> {
        let account = self.account().ok_or(ClientError::LoggedOut)?;
        let part = match account.role {
            Role::ManufacturerAuthor => Part::Author,
            Role::ManufacturerReviewer => Part::Reviewer,
            Role::Patient | Role::Doctor | Role::Staff | Role::Operator => {
                return Err(ClientError::NotFound.into());
            }
        };
        let person = PersonId::new(&account.account_id.to_string())
            .map_err(|_| DossierError::Client(ClientError::Answer("account")))?;
        let page = self.api.dossier(0).await?;
        let legal = LegalDate::ALL.into_iter().find(|legal| legal.date().to_string() == page.legal_date);
        let workspace = Workspace::new(legal.ok_or(ClientError::Answer("legal_date"))?);
        let mut view = DossierView { workspace, people: Vec::new(), person, part };
        if !view.take(library, page)? {
            self.follow_dossier(library, &mut view).await?;
        }
        Ok(view)
    }

    /// Pulls what others did since; says whether there was something.
    ///
    /// # Errors
    /// [`DossierError::Client`], [`DossierError::Broken`]
    pub async fn follow_dossier(
        &self,
        library: &Library,
        view: &mut DossierView,
    ) -> Result<bool, DossierError> {
        let before = (view.workspace.head(), view.people.clone());
        loop {
            let page = self.api.dossier(count(&view.workspace)).await?;
            if view.take(library, page)? {
                return Ok(before != (view.workspace.head(), view.people.clone()));
            }
        }
    }

    /// Does one or more things in the dossier, at most [`heilsam_protocol::limit::DOSSIER_ACTIONS`]: all of them, or none. What
    /// others appended meanwhile is taken first; `view` holds it then in any case.
    ///
    /// # Errors
    /// [`DossierError`]; nothing was written, but for a connection that broke: then look whether it was.
    pub async fn act_on_dossier(
        &self,
        library: &Library,
        view: &mut DossierView,
        actions: &[Action],
    ) -> Result<(), DossierError> {
        for action in actions {
            view.part.check(action)?;
        }
        let seen = view.workspace.history().len();
        let told: Result<Vec<Value>, _> = actions.iter().map(serde_json::to_value).collect();
        let told = told.map_err(|_| ClientError::Answer("actions"))?;
        for _ in 0..TRIES {
            view.check(library, Moment::in_germany(self.environment.now()), actions)?;
            let act = ActOnDossier { expected_count: count(&view.workspace), actions: told.clone() };
            match self.api.act_on_dossier(&act).await {
                Ok(done) => return Ok(view.workspace.follow(library, read(done.entries)?)?),
                Err(error) if error.code() == Some(ProblemCode::CollectionMoved) => {
                    self.follow_dossier(library, view).await?;
                    let newer = view.workspace.history().iter().skip(seen).map(|entry| &entry.action);
                    if actions.iter().any(|action| action.replaces_any(newer.clone())) {
                        return Err(DossierError::Overtaken);
                    }
                }
                Err(error) => return Err(error.into()),
            }
        }
        Err(ClientError::Offline.into())
    }

    /// What the running server is set to: documents of the dossier are made from it.
    ///
    /// # Errors
    /// [`ClientError::Offline`]; refusals of the server.
    pub async fn running_configuration(&self) -> Result<RunningConfiguration, ClientError> {
        self.api.dossier_configuration().await
    }

    /// Makes a code with which somebody at BfArM can use the DiGA free of charge.
    ///
    /// # Errors
    /// [`ClientError::Offline`]; refusals of the server.
    pub async fn make_free_access(&self) -> Result<FreeAccess, ClientError> {
        self.api.make_free_access().await
    }

    /// Sets what the person at this device is called in the dossier.
    ///
    /// # Errors
    /// [`ClientError::Refused`] for a name that is empty or too long.
    pub async fn name_in_dossier(&self, name: &str) -> Result<(), ClientError> {
        self.api.put_dossier_name(&DossierName { name: name.to_owned() }).await
    }
}

fn count(workspace: &Workspace) -> u64 {
    u64::try_from(workspace.history().len()).unwrap_or(u64::MAX)
}
