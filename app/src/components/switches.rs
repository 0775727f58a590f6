//! Language and theme.

use dioxus::prelude::*;

use super::{Icon, Shape};
use crate::browser;
use crate::i18n::{Language, Texts};
use crate::t;

/// Switches between German and English; the button speaks the language it leads to.
#[component]
pub fn LanguageSwitch() -> Element {
    let mut texts = use_context::<Texts>();
    let other = match texts.language() {
        Language::De => Language::En,
        Language::En => Language::De,
    };
    let name = match other {
        Language::De => "Deutsch",
        Language::En => "English",
    };
    rsx! {
        button {
            r#type: "button",
            id: "language-switch",
            lang: other.tag(),
            onclick: move |_| texts.set_language(other),
            "{name}"
        }
    }
}

const THEME_KEY: &str = "heilsam.theme";

fn is_dark() -> bool {
    match browser::preference(THEME_KEY).as_deref() {
        Some("dark") => true,
        Some("light") => false,
        _ => browser::window()
            .and_then(|window| window.match_media("(prefers-color-scheme: dark)").ok().flatten())
            .is_some_and(|query| query.matches()),
    }
}

/// Switches between light and dark; until somebody presses it, the device decides.
#[component]
pub fn ThemeSwitch() -> Element {
    let mut dark = use_signal(is_dark);
    let label = if dark() { t!("theme-to-light") } else { t!("theme-to-dark") };
    rsx! {
        button {
            r#type: "button",
            id: "theme-switch",
            "aria-label": "{label}",
            title: "{label}",
            onclick: move |_| {
                let next = if dark() { "light" } else { "dark" };
                browser::keep_preference(THEME_KEY, next);
                browser::set_root_attribute("data-theme", Some(next));
                dark.toggle();
            },
            Icon { shape: if dark() { Shape::Sun } else { Shape::Moon } }
        }
    }
}
