//! Starts a program in the browser.

use dioxus::prelude::*;

use crate::components::ErrorState;
use crate::t;

/// Renders `root` into the page.
pub fn start(root: fn() -> Element) {
    #[cfg(target_arch = "wasm32")]
    LaunchBuilder::new().with_cfg(dioxus::web::Config::new().rootname("root")).launch(root);
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = root;
        eprintln!("This program runs in a browser: `cargo xtask start` builds it and serves it.");
    }
}

/// Catches what fails around the pages, and offers a fresh start. The entries lie on the device.
#[component]
pub fn Guarded(children: Element) -> Element {
    rsx! {
        ErrorBoundary {
            handle_error: |errors: ErrorContext| rsx! {
                main { class: "page-main",
                    Failed { errors, place: "" }
                }
            },
            {children}
        }
    }
}

/// Catches what a page reports as an error, where the page would stand: the navigation, and the way to help, stay. Another
/// `place`, such as the page's address, is a fresh start as well.
#[component]
pub fn GuardedPage(#[props(default)] place: String, children: Element) -> Element {
    rsx! {
        ErrorBoundary {
            handle_error: move |errors: ErrorContext| rsx! {
                Failed { errors, place: place.clone() }
            },
            {children}
        }
    }
}

#[component]
fn Failed(errors: ErrorContext, place: String) -> Element {
    let failed_at = use_hook(|| place.clone());
    // Whoever goes on by the navigation does not want to try the page that failed.
    if failed_at != place {
        errors.clear_errors();
    }
    rsx! {
        ErrorState { text: t!("state-error-text"), onretry: move |()| errors.clear_errors() }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use dioxus::core::CapturedError;

    use super::*;
    use crate::components::{Frame, NavItem, Shape};
    use crate::drawn::{press, stands};
    use crate::i18n::use_texts;
    use crate::leaving::Leaving;

    thread_local! {
        static BEGUN: Cell<u8> = const { Cell::new(0) };
        static FAILS: Cell<Option<Signal<bool>>> = const { Cell::new(None) };
        static PLACE: Cell<Option<Signal<String>>> = const { Cell::new(None) };
    }

    /// What a failure leaves of a page, as keys of texts.
    const TOLD: [&str; 3] = ["state-error", "state-error-text", "action-retry"];

    /// Says how often it was begun, unless it fails.
    #[component]
    fn View(fails: Signal<bool>) -> Element {
        let begun = use_hook(|| {
            BEGUN.set(BEGUN.get() + 1);
            BEGUN.get()
        });
        if fails() {
            return Err(CapturedError::from_display("a failure on purpose").into());
        }
        rsx! {
            h1 { "view {begun}" }
        }
    }

    fn framed() -> Element {
        use_texts(&[]);
        let fails = use_signal(|| false);
        let place = use_signal(|| "/one".to_owned());
        FAILS.set(Some(fails));
        PLACE.set(Some(place));
        let two = NavItem {
            shape: Shape::Heart,
            label: "the way on".to_owned(),
            href: "/two".to_owned(),
            current: false,
        };
        rsx! {
            Frame { nav: vec![two],
                p { "the way to help" }
                GuardedPage { place: place(),
                    View { fails }
                }
            }
        }
    }

    fn unframed() -> Element {
        let fails = use_signal(|| false);
        FAILS.set(Some(fails));
        rsx! {
            Guarded {
                View { fails }
            }
        }
    }

    fn show(part: fn() -> Element) -> Leaving {
        BEGUN.set(0);
        let page = Leaving::show(part);
        assert!(stands(&page.0, "view 1") && !stands(&page.0, "state-error"));
        page
    }

    fn fail(page: &mut Leaving, fail: bool) {
        let mut fails = FAILS.get().unwrap();
        page.0.in_scope(ScopeId::APP, || fails.set(fail));
        page.turn();
    }

    fn go_to(page: &mut Leaving, address: &str) {
        let mut place = PLACE.get().unwrap();
        page.0.in_scope(ScopeId::APP, || place.set(address.to_owned()));
        page.turn();
    }

    fn try_again(page: &mut Leaving) {
        press(&page.0, "action-retry");
        page.turn();
    }

    #[test]
    fn a_page_that_fails_says_what_to_do_and_the_rest_stays() {
        let mut page = show(framed);
        fail(&mut page, true);
        assert!(!stands(&page.0, "view 1"));
        for words in TOLD.into_iter().chain(["the way on", "the way to help", "frame-imprint"]) {
            assert!(stands(&page.0, words), "{words}");
        }
    }

    #[test]
    fn trying_again_begins_the_page_anew_until_it_works() {
        let mut page = show(framed);
        fail(&mut page, true);
        try_again(&mut page);
        assert_eq!(BEGUN.get(), 2, "it was tried");
        assert!(TOLD.into_iter().all(|words| stands(&page.0, words)), "it failed once more");
        fail(&mut page, false);
        assert!(stands(&page.0, "state-error"), "nobody asked for it");
        try_again(&mut page);
        assert!(stands(&page.0, "view 3"));
        assert!(!TOLD.into_iter().any(|words| stands(&page.0, words)));
    }

    #[test]
    fn the_failure_stays_with_its_page() {
        let mut page = show(framed);
        fail(&mut page, true);
        fail(&mut page, false);
        go_to(&mut page, "/one");
        assert!(stands(&page.0, "state-error"), "the same page");
        go_to(&mut page, "/two");
        assert!(stands(&page.0, "view 2") && !stands(&page.0, "state-error"));
    }

    #[test]
    fn what_fails_around_the_pages_can_be_tried_again_as_well() {
        let mut page = show(unframed);
        fail(&mut page, true);
        assert!(TOLD.into_iter().all(|words| stands(&page.0, words)));
        fail(&mut page, false);
        try_again(&mut page);
        assert!(stands(&page.0, "view 2") && !stands(&page.0, "state-error"));
    }
}
