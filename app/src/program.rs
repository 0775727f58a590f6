//! Starts a program in the browser.

use dioxus::prelude::*;

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

/// Catches what a view reports as an error, and offers a fresh start. The entries lie on the device.
#[component]
pub fn Guarded(children: Element) -> Element {
    rsx! {
        ErrorBoundary {
            handle_error: |errors: ErrorContext| rsx! {
                main { class: "page-main",
                    crate::components::ErrorState {
                        text: crate::t!("state-error-text"),
                        onretry: move |()| errors.clear_errors(),
                    }
                }
            },
            {children}
        }
    }
}
