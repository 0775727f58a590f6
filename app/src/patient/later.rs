//! Pages, and parts of pages, that come when they are wanted: what the first screen needs stays small.
//!
//! The app is one program that the build cuts in two at [`rest`]: everything that only [`show`] reaches becomes a second
//! module, which runs in the same memory and is kept for offline use. Without the feature `split` all of it is there from
//! the start.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use heilsam_domain::RecordId;
use heilsam_therapy::content::Trigger;

use super::content::Load;
use super::{
    account_page, appointments, assessments, consent_centre, contact, devices, diary, epa, export, frame,
    hint, home, import, more, my_data, notifications, outcome, period, plan, programme, report, routes,
    sharing, suitable, trusted,
};
use crate::components::{Button, ErrorState, Kind, Loading, Notice, PageTitle};
use crate::{browser, t};

/// Draws a page.
type Show = fn(Page) -> Element;

/// Where the program is cut in two. The function itself lies in the second module.
#[cfg(feature = "split")]
#[wasm_split_helpers::wasm_split(rest, fallible)]
fn rest() -> Result<Show, NotLoaded> {
    Ok(show)
}

#[cfg(not(feature = "split"))]
async fn rest() -> Result<Show, std::convert::Infallible> {
    std::future::ready(Ok(show as Show)).await
}

/// The second module could not be loaded.
#[cfg(feature = "split")]
struct NotLoaded;

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for NotLoaded {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self
    }
}

macro_rules! later {
    (
        pages { $($page:ident { $($field:ident: $type:ty),* } => $($place:ident)::+;)* }
        parts { $($part:ident { $($wish:ident: $kind:ty),* } => $($spot:ident)::+;)* }
    ) => {
        /// What comes later.
        #[derive(Clone, PartialEq)]
        #[expect(clippy::enum_variant_names, reason = "variants are called like the components they draw")]
        pub enum Page {
            $($page { $($field: $type),* },)*
            $($part { $($wish: $kind),* },)*
        }

        fn show(page: Page) -> Element {
            match page {
                $(Page::$page { $($field),* } => rsx! { $($place)::+ { $($field),* } },)*
                $(Page::$part { $($wish),* } => rsx! { $($spot)::+ { $($wish),* } },)*
            }
        }

        $(
            #[component]
            pub fn $page($($field: $type),*) -> Element {
                rsx! { Later { page: Page::$page { $($field),* }, quiet: false } }
            }
        )*

        $(
            #[component]
            pub fn $part($($wish: $kind),*) -> Element {
                rsx! { Later { page: Page::$part { $($wish),* }, quiet: true } }
            }
        )*
    };
}

later! {
    pages {
        About {} => programme::start::About;
        AccountPage {} => account_page::AccountPage;
        AddAppointment {} => appointments::add::AddAppointment;
        AppointmentPage { record_id: RecordId } => appointments::page::AppointmentPage;
        Appointments {} => appointments::Appointments;
        AssessmentPage { name: String } => assessments::page::AssessmentPage;
        Assessments {} => assessments::list::Assessments;
        ConsentCentre {} => consent_centre::ConsentCentre;
        Devices {} => devices::Devices;
        EpaPage {} => epa::EpaPage;
        Export {} => export::Export;
        FurtherCode {} => period::FurtherCode;
        History {} => diary::history::History;
        Import {} => import::Import;
        LoginWays {} => routes::LoginWaysScreen;
        ModulePage { module: String } => programme::module_page::ModulePage;
        More {} => more::More;
        MyData {} => my_data::MyData;
        NewShare {} => sharing::new::NewShare;
        NotificationsPage {} => notifications::NotificationsPage;
        OutcomePage {} => outcome::OutcomePage;
        PlanPage {} => plan::PlanPage;
        Programme {} => programme::overview::Programme;
        QuizPage {} => programme::quiz::QuizPage;
        RecoverWithContact {} => trusted::RecoverWithContact;
        Report {} => report::Report;
        ReportSecurity {} => contact::ReportSecurity;
        ShareWithMet { record_id: RecordId } => sharing::met::ShareWithMet;
        Sharing {} => sharing::Sharing;
        Sheet {} => routes::SheetScreen;
        SuitableStep { onnext: EventHandler<()> } => suitable::SuitableStep;
        Support {} => contact::Support;
        TrustedPage {} => trusted::TrustedPage;
    }
    parts {
        AskedAgain {} => consent_centre::AskedAgain;
        Background {} => frame::Background;
        EpaNotice {} => epa::EpaNotice;
        HintBeside { trigger: Trigger } => hint::HintBeside;
        NewEvents {} => notifications::NewEvents;
        NextAppointment {} => appointments::NextAppointment;
        NextSteps {} => home::NextSteps;
        ReportCard {} => report::ReportCard;
    }
}

/// The second module; copies share what was loaded.
#[derive(Clone, Copy)]
pub struct LaterPages {
    show: Signal<Load<Show>>,
    /// The server has the second module of this version no more.
    replaced: Signal<bool>,
}

/// The bar of the page that offers a new version: somebody may be typing, so it waits to be asked.
const BAR: &str = "update";
/// Where the page names its second module.
const REST: &str = "heilsam:rest";

/// Provides the second module to all views below. It is fetched as soon as the first screen stands, so that nobody waits
/// for it later.
pub fn use_later_provider() {
    let later = use_context_provider(|| LaterPages { show: Signal::default(), replaced: Signal::default() });
    use_effect(move || {
        spawn_forever(later.load());
    });
    // Parts of pages say nothing while they are missing, and nobody would ask for them again.
    use_hook(|| {
        browser::on_online(move || {
            if matches!(&*later.show.peek(), Load::Failed) {
                spawn_forever(later.load());
            }
        });
    });
}

impl LaterPages {
    async fn load(mut self) {
        self.show.set(Load::Waiting);
        let loaded = rest().await.ok();
        if loaded.is_none() && is_replaced().await {
            self.replaced.set(true);
            if let Some(bar) = browser::element(BAR) {
                bar.set_hidden(false);
            }
        }
        self.show.set(Load::of(loaded));
    }
}

/// Whether the server went on to another version since this page was loaded.
async fn is_replaced() -> bool {
    for address in browser::meta(REST).unwrap_or_default().split_whitespace() {
        if browser::is_gone(address).await {
            return true;
        }
    }
    false
}

/// A page in its place, or what happens to it. A part that is not there yet says nothing.
#[component]
fn Later(page: ReadSignal<Page>, quiet: bool) -> Element {
    let later: LaterPages = use_context();
    let loaded = match &*later.show.read() {
        Load::Ready(show) => Load::Ready(*show),
        Load::Failed => Load::Failed,
        Load::Waiting => Load::Waiting,
    };
    match loaded {
        Load::Ready(show) => show(page.read().clone()),
        Load::Waiting | Load::Failed if quiet => rsx! {},
        Load::Waiting => rsx! { Loading {} },
        Load::Failed if (later.replaced)() => rsx! {
            PageTitle { title: t!("later-replaced-title") }
            Notice { kind: Kind::Info, announce: true, id: "replaced",
                p { {t!("later-replaced")} }
                div { class: "row",
                    Button { id: "replaced-reload", onpress: move |()| browser::reload(), {t!("later-reload")} }
                }
            }
        },
        Load::Failed => rsx! {
            ErrorState { text: t!("content-failed"), onretry: move |()| { spawn_forever(later.load()); } }
        },
    }
}
