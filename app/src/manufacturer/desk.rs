//! The dossier as the views see it: loaded once, kept up to date, and acted on.

use std::rc::Rc;

use dioxus::prelude::*;
use heilsam_client::ClientError;
use heilsam_client::client::{DossierError, DossierView, MemberKey};
use heilsam_compliance::catalogue::{Kind, builtin};
use heilsam_compliance::checks::RUNNER;
use heilsam_compliance::evidence::Moment;
use heilsam_compliance::overview::{Overview, overview};
use heilsam_compliance::workspace::{Action, Part, PersonId};
use heilsam_compliance::{Library, Message, Workspace, message};
use heilsam_protocol::ProblemCode;
use heilsam_protocol::dossier::{FreeAccess, RunningConfiguration};
use jiff::civil::Date;
use jiff::tz::Offset;

use super::drafts::{Drafts, use_drafts_provider};
use crate::account::access::{Access, Account, use_account};
use crate::i18n::Words;
use crate::{browser, format, i18n, t};

/// How often the device asks what others did, milliseconds.
const ASKING: i32 = 20_000;

/// Where the dossier stands on this device.
#[derive(Clone)]
enum Loaded {
    Loading,
    Failed(Vec<Words>),
    Ready(Rc<DossierView>),
}

/// Signals and actions; copies share everything.
#[derive(Clone, Copy)]
pub struct Desk {
    account: Account,
    library: Signal<Option<Rc<Library>>>,
    loaded: Signal<Loaded>,
    drafts: Drafts,
    seen: Memo<Option<Rc<Overview>>>,
}

/// The dossier at one moment.
#[derive(Clone)]
pub struct Open {
    /// The catalogues.
    pub library: Rc<Library>,
    /// What stands, and who looks at it.
    pub view: Rc<DossierView>,
    /// Now, and today in Germany.
    pub now: Moment,
}

/// What a page shows before the dossier is there.
#[derive(Clone, PartialEq, Eq)]
pub enum Waiting {
    /// It is on its way.
    Loading,
    /// It cannot be shown; the sentences say why.
    Failed(Vec<Words>),
    /// It is there.
    Over,
}

/// Provides the desk to all views below.
pub fn use_desk_provider() -> Desk {
    let account = use_account();
    let library = use_signal(|| None);
    let loaded = use_signal(|| Loaded::Loading);
    let drafts = use_drafts_provider(account);
    let seen = use_memo(move || {
        let open = open(library, loaded)?;
        Some(Rc::new(overview(&open.library, open.workspace(), open.now)))
    });
    let desk = use_context_provider(|| Desk { account, library, loaded, drafts, seen });
    use_effect(move || {
        if account.access() == Access::In {
            spawn(async move { desk.load().await });
        } else {
            desk.forget();
        }
    });
    use_future(move || async move {
        loop {
            browser::sleep(ASKING).await;
            desk.follow().await;
        }
    });
    desk
}

/// The desk of this program.
pub fn use_desk() -> Desk {
    use_context()
}

impl Desk {
    /// What to show before the dossier is there.
    #[must_use]
    pub fn waiting(self) -> Waiting {
        match &*self.loaded.read() {
            Loaded::Loading => Waiting::Loading,
            Loaded::Failed(why) => Waiting::Failed(why.clone()),
            Loaded::Ready(_) => Waiting::Over,
        }
    }

    /// The dossier; subscribes the caller. `None` while it is on its way: pages stand behind a gate that waits.
    #[must_use]
    pub fn open(self) -> Option<Open> {
        open(self.library, self.loaded)
    }

    /// How far the dossier is; computed once for each of its states.
    #[must_use]
    pub fn overview(self) -> Option<Rc<Overview>> {
        self.seen.read().clone()
    }

    /// Loads the dossier, again after an error.
    pub async fn load(mut self) {
        self.loaded.set(Loaded::Loading);
        let library = match builtin::library() {
            Ok(library) => Rc::new(library),
            Err(error) => {
                let why = Words::new(move || error.to_string());
                return self.loaded.set(Loaded::Failed(vec![why]));
            }
        };
        self.library.set(Some(library.clone()));
        let loaded = match self.account.device() {
            Ok(device) => device.open_dossier(&library).await.map_err(|error| self.say_error(&error)),
            Err(trouble) => Err(vec![trouble.into()]),
        };
        match loaded {
            Ok(view) => self.show(view),
            Err(why) => return self.loaded.set(Loaded::Failed(why)),
        }
        // Members who came later get their keys from whoever opens the dossier; without a connection, next time.
        if let Ok(device) = self.account.device() {
            let _ = device.share_documents().await;
        }
    }

    /// Shows a state of the dossier, with the catalogues that belong to it.
    fn show(mut self, view: DossierView) {
        let records = view.workspace.records();
        let library = self.library.peek().clone();
        let known = library.iter().flat_map(|it| it.catalogues()).filter(|it| it.kind == Kind::Own);
        if !known.map(|it| &it.id).eq(records.own())
            && let Ok(library) = builtin::library().and_then(|base| records.library(&base))
        {
            self.library.set(Some(Rc::new(library)));
        }
        self.loaded.set(Loaded::Ready(Rc::new(view)));
    }

    fn forget(mut self) {
        if !matches!(*self.loaded.peek(), Loaded::Loading) {
            self.loaded.set(Loaded::Loading);
        }
    }

    fn held(self) -> Option<(Rc<Library>, DossierView)> {
        let library = self.library.peek().clone()?;
        let Loaded::Ready(view) = &*self.loaded.peek() else { return None };
        Some((library, DossierView::clone(view)))
    }

    /// Takes what others did. Without a connection nothing happens; the next time is soon.
    async fn follow(self) {
        let Some((library, mut view)) = self.held() else { return };
        let before = view.workspace.head();
        let Ok(device) = self.account.device() else { return };
        let followed = device.follow_dossier(&library, &mut view).await;
        // Somebody acted at this device while the answer was on its way: that is newer.
        let still = self.held().is_some_and(|(_, now)| now.workspace.head() == before);
        if still && followed == Ok(true) {
            self.show(view);
        }
    }

    /// Does some things, all of them or none; the sentences of an error say what to do.
    ///
    /// # Errors
    /// One sentence or more; nothing was written then.
    pub async fn act(self, actions: &[Action]) -> Result<(), Vec<Words>> {
        let Some((library, mut view)) = self.held() else {
            return Err(vec![Words::new(|| t!("trouble-session"))]);
        };
        let device = self.account.device().map_err(|trouble| vec![Words::from(trouble)])?;
        let done = device.act_on_dossier(&library, &mut view, actions).await;
        self.show(view);
        done.map_err(|error| self.say_error(&error))
    }

    /// Sets what the person is called in the dossier.
    ///
    /// # Errors
    /// One sentence or more.
    pub async fn name(self, name: &str) -> Result<(), Vec<Words>> {
        let device = self.account.device().map_err(|trouble| vec![Words::from(trouble)])?;
        let named = device.name_in_dossier(name).await;
        named.map_err(|error| vec![Words::from(self.account.trouble(error))])?;
        let Some((library, mut view)) = self.held() else { return Ok(()) };
        let followed = device.follow_dossier(&library, &mut view).await;
        self.show(view);
        followed.map(|_| ()).map_err(|error| self.say_error(&error))
    }

    /// Seals a document and stores it for all members of the dossier.
    ///
    /// # Errors
    /// One sentence or more; the dossier names nothing then.
    pub async fn store_document(self, file: &[u8]) -> Result<(), Vec<Words>> {
        let device = self.account.device().map_err(|trouble| vec![Words::from(trouble)])?;
        device.store_document(file).await.map_err(|error| match error.code() {
            Some(ProblemCode::TooLarge) => vec![Words::new(|| t!("evidence-storage-full"))],
            _ => vec![self.account.trouble(error).into()],
        })
    }

    /// Fetches a document and opens it.
    ///
    /// # Errors
    /// Why it cannot be opened, in one sentence.
    pub async fn open_document(self, digest: &str) -> Result<Vec<u8>, Words> {
        let device = self.account.device()?;
        device.open_document(digest).await.map_err(|error| match error {
            ClientError::NotFound => Words::new(|| t!("evidence-no-key")),
            ClientError::Crypto(_) => Words::new(|| t!("evidence-not-genuine")),
            error => self.account.trouble(error).into(),
        })
    }

    /// Whose keys the members have, as this device remembers them.
    ///
    /// # Errors
    /// Why they are not known, in one sentence.
    pub async fn member_keys(self) -> Result<Vec<MemberKey>, Words> {
        let device = self.account.device()?;
        device.member_keys().await.map_err(|error| match error {
            ClientError::Crypto(_) => Words::new(|| t!("members-broken")),
            error => self.account.trouble(error).into(),
        })
    }

    /// Remembers that the reader compared a key with the person, and gives it the documents that it lacks.
    ///
    /// # Errors
    /// Why not, in one sentence.
    pub async fn member_key_compared(self, key: &MemberKey) -> Result<(), Words> {
        let device = self.account.device()?;
        let kept = device.member_key_compared(key.account_id, &key.number).await;
        kept.map_err(|error| self.account.trouble(error))?;
        // Without a connection the next member who opens the dossier does it.
        let _ = device.share_documents().await;
        Ok(())
    }

    /// Makes a code for free access.
    ///
    /// # Errors
    /// Why not, in one sentence.
    pub async fn make_free_access(self) -> Result<FreeAccess, Words> {
        let device = self.account.device()?;
        device.make_free_access().await.map_err(|error| self.account.trouble(error).into())
    }

    /// What the running server is set to.
    ///
    /// # Errors
    /// Why it is not known, in one sentence.
    pub async fn running_configuration(self) -> Result<RunningConfiguration, Words> {
        let device = self.account.device()?;
        device.running_configuration().await.map_err(|error| self.account.trouble(error).into())
    }

    fn say_error(self, error: &DossierError) -> Vec<Words> {
        match error {
            DossierError::Client(error) => vec![self.account.trouble(error.clone()).into()],
            DossierError::Refused(refused) => refused.messages().into_iter().map(Words::from).collect(),
            DossierError::Overtaken => vec![Words::new(|| t!("dossier-overtaken"))],
            DossierError::Broken(broken) => {
                let number = broken.number;
                vec![Words::new(move || t!("dossier-broken", number = number))]
            }
        }
    }

    /// What is typed and not saved yet.
    #[must_use]
    pub const fn drafts(self) -> Drafts {
        self.drafts
    }
}

impl Open {
    /// Everything that stands.
    #[must_use]
    pub fn workspace(&self) -> &Workspace {
        &self.view.workspace
    }

    /// Whether the person answers; others approve.
    #[must_use]
    pub fn is_author(&self) -> bool {
        self.view.part == Part::Author
    }

    /// The name of a person: the reader is "you".
    #[must_use]
    pub fn name(&self, person: &PersonId) -> String {
        if *person == self.view.person {
            return t!("dossier-you");
        }
        if person.to_string() == RUNNER {
            return t!("checks-runner");
        }
        self.view.name(person).map_or_else(|| t!("dossier-nameless"), str::to_owned)
    }
}

fn open(library: Signal<Option<Rc<Library>>>, loaded: Signal<Loaded>) -> Option<Open> {
    let library = library.read().clone()?;
    let Loaded::Ready(view) = &*loaded.read() else { return None };
    Some(Open { library, view: view.clone(), now: Moment::in_germany(format::now()) })
}

/// A sentence of the rules in the reader's language.
#[must_use]
pub fn say(message: &Message) -> String {
    message.text(match i18n::language() {
        i18n::Language::De => message::Language::German,
        i18n::Language::En => message::Language::English,
    })
}

impl From<Message> for Words {
    fn from(message: Message) -> Self {
        Self::new(move || say(&message))
    }
}

/// A day in words: `12. Mai 2026`.
#[must_use]
pub fn day(day: Date) -> String {
    match Offset::UTC.to_timestamp(day.at(12, 0, 0, 0)) {
        Ok(noon) => format::day(noon),
        Err(_) => day.to_string(),
    }
}
