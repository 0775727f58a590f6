//! Addresses of the manufacturer's app.

use dioxus::prelude::*;

use super::account_page::{AccountPage, Sheet};
use super::application::{Application, EntryPage};
use super::catalogue_page::CataloguePage;
use super::catalogues::Catalogues;
use super::certificate::CertificatePage;
use super::change_page::ChangePage;
use super::checks_page::ChecksPage;
use super::frame::ManufacturerFrame;
use super::home::Home;
use super::import::Import;
use super::item::ItemPage;
use super::journal::Journal;
use super::law::Law;
use super::login::{Login, Recover, Register};
use super::outcome::OutcomePage;
use super::output::{Output, Paper};
use super::procedure::Procedure;
use super::product::Product;
use super::protection::Protection;
use super::tasks::Tasks;
use super::texts::Texts;

/// Every page of the app.
#[derive(Routable, Clone, PartialEq, Debug)]
#[rustfmt::skip]
pub enum Route {
    #[layout(ManufacturerFrame)]
        #[route("/manufacturer/")]
        Home {},
        #[route("/manufacturer/register")]
        Register {},
        #[route("/manufacturer/login")]
        Login {},
        #[route("/manufacturer/recover")]
        Recover {},
        #[route("/manufacturer/account")]
        AccountPage {},
        #[route("/manufacturer/sheet")]
        Sheet {},
        #[route("/manufacturer/tasks")]
        Tasks {},
        #[route("/manufacturer/catalogue/:catalogue")]
        CataloguePage { catalogue: String },
        #[route("/manufacturer/item/:catalogue/:item")]
        ItemPage { catalogue: String, item: String },
        #[route("/manufacturer/product")]
        Product {},
        #[route("/manufacturer/protection")]
        Protection {},
        #[route("/manufacturer/law")]
        Law {},
        #[route("/manufacturer/application")]
        Application {},
        #[route("/manufacturer/application/:number")]
        EntryPage { number: String },
        #[route("/manufacturer/procedure")]
        Procedure {},
        #[route("/manufacturer/change")]
        ChangePage {},
        #[route("/manufacturer/import")]
        Import {},
        #[route("/manufacturer/catalogues")]
        Catalogues {},
        #[route("/manufacturer/texts")]
        Texts {},
        #[route("/manufacturer/journal")]
        Journal {},
        #[route("/manufacturer/checks")]
        ChecksPage {},
        #[route("/manufacturer/outcome")]
        OutcomePage {},
        #[route("/manufacturer/output")]
        Output {},
        #[route("/manufacturer/certificate")]
        CertificatePage {},
        #[route("/manufacturer/paper")]
        Paper {},
        #[route("/manufacturer/:..rest")]
        Elsewhere { rest: Vec<String> },
}

impl Route {
    /// Whether the page makes sense without being logged in.
    pub fn is_public(&self) -> bool {
        matches!(self, Self::Register {} | Self::Login {} | Self::Recover {})
    }

    /// Whether the page shows something of the dossier, and waits for it.
    pub fn is_of_the_dossier(&self) -> bool {
        !self.is_public() && !matches!(self, Self::AccountPage {} | Self::Sheet {} | Self::OutcomePage {})
    }
}

/// An address nobody made: go home.
#[component]
fn Elsewhere(rest: Vec<String>) -> Element {
    let _ = rest;
    let navigator = use_navigator();
    use_effect(move || {
        navigator.replace(Route::Home {});
    });
    rsx! {}
}
