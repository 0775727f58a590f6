//! Addresses of the manufacturer's app.

use dioxus::prelude::*;

use super::account_page::{AccountPage, Sheet};
use super::frame::ManufacturerFrame;
use super::home::Home;
use super::login::{Login, Recover, Register};

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
        #[route("/manufacturer/:..rest")]
        Elsewhere { rest: Vec<String> },
}

impl Route {
    /// Whether the page makes sense without being logged in.
    pub fn is_public(&self) -> bool {
        matches!(self, Self::Register {} | Self::Login {} | Self::Recover {})
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
