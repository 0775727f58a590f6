//! Everything around the content of a page.

use dioxus::prelude::*;

use super::{Icon, LanguageSwitch, Shape, ThemeSwitch, Toasts};
use crate::t;

/// One entry of the navigation. `link` is a router link or an anchor made by the program.
#[derive(Clone, PartialEq)]
pub struct NavItem {
    /// Decoration above or before the words.
    pub shape: Shape,
    /// The words.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// Whether this is the page shown.
    pub current: bool,
}

/// Our mark and name.
#[component]
pub fn Brand(#[props(default = "/".to_owned())] href: String) -> Element {
    rsx! {
        a { class: "brand", href,
            svg { view_box: "0 0 48 48", "aria-hidden": "true",
                path { class: "brand-leaf", d: "M24 3C37 3 45 11 45 24S37 45 24 45 3 37 3 24 11 3 24 3z" }
                path { class: "brand-line", d: "M14 13v22M34 13v22M14 25h5l3.500-6l4 10l2.500-4h5" }
            }
            span { "Heilsam" }
        }
    }
}

/// Skip link, header, navigation, main column, footer and messages.
#[component]
pub fn Frame(
    #[props(default = "/".to_owned())] home: String,
    #[props(default)] nav: Vec<NavItem>,
    /// Called instead of loading the page when a navigation entry is pressed.
    onnavigate: Option<EventHandler<String>>,
    #[props(default)] wide: bool,
    children: Element,
) -> Element {
    let main_class = if wide { "page-main page-main-wide" } else { "page-main" };
    let page_class = if nav.is_empty() { "page" } else { "page page-with-nav" };
    rsx! {
        div { class: page_class,
            a { class: "skip-link", href: "#main", {t!("frame-skip")} }
            header { class: "page-header",
                div { class: "page-header-inner",
                    Brand { href: home }
                    if !nav.is_empty() {
                        nav { class: "page-nav", "aria-label": t!("frame-nav"),
                            ul {
                                for item in nav {
                                    NavEntry { key: "{item.href}", item, onnavigate }
                                }
                            }
                        }
                    }
                    div { class: "page-tools",
                        LanguageSwitch {}
                        ThemeSwitch {}
                    }
                }
            }
            main { class: main_class, id: "main", tabindex: "-1",
                Toasts {}
                {children}
            }
            footer { class: "page-footer",
                div { class: "page-footer-inner",
                    a { href: "/security", {t!("frame-security")} }
                    a { href: "/imprint", {t!("frame-imprint")} }
                    a { href: "/privacy", {t!("frame-privacy")} }
                    a { href: "/terms", {t!("frame-terms")} }
                    a { href: "/manuals/", {t!("frame-manuals")} }
                }
            }
        }
    }
}

#[component]
fn NavEntry(item: NavItem, onnavigate: Option<EventHandler<String>>) -> Element {
    let target = item.href.clone();
    rsx! {
        li {
            a {
                href: "{item.href}",
                "aria-current": if item.current { "page" },
                onclick: move |event| {
                    let plain = event.modifiers().is_empty();
                    if let Some(onnavigate) = onnavigate.filter(|_| plain) {
                        event.prevent_default();
                        onnavigate.call(target.clone());
                    }
                },
                Icon { shape: item.shape }
                span { "{item.label}" }
            }
        }
    }
}
