//! Pages, and parts of pages, that come when they are wanted: what the first screen needs stays small.
//!
//! Such an app is one program that the build cuts in two at the function `rest`, which `later!` writes: everything that only
//! `show` reaches becomes a second module, which runs in the same memory. Without the feature `split` all of it is there from
//! the start.

use std::pin::Pin;

use dioxus::core::spawn_forever;
use dioxus::prelude::*;

use crate::components::{Button, ErrorState, Kind, Loading, Notice, PageTitle};
use crate::{browser, t};

/// Lists what comes later: makes of each line a component that waits for the one it names. `failed` is what a page says that
/// cannot be had.
macro_rules! later {
    (
        module $module:ident;
        failed $failed:literal;
        pages { $($page:ident { $($field:ident: $type:ty),* } => $($place:ident)::+;)* }
        parts { $($part:ident { $($wish:ident: $kind:ty),* } => $($spot:ident)::+;)* }
    ) => {
        /// Draws a page.
        type Show = fn(Page) -> Element;

        /// Where the program is cut in two. The function itself lies in the second module.
        #[cfg(feature = "split")]
        #[wasm_split_helpers::wasm_split($module, fallible)]
        fn rest() -> Result<Show, $crate::later::NotLoaded> {
            Ok(show)
        }

        #[cfg(not(feature = "split"))]
        async fn rest() -> Result<Show, std::convert::Infallible> {
            std::future::ready(Ok(show as Show)).await
        }

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

        /// A page in its place, or what happens to it.
        #[component]
        fn Later(page: ReadSignal<Page>, quiet: bool) -> Element {
            let pages: $crate::later::LaterPages<Show> = use_context();
            pages.draw(quiet, |draw| draw(page.read().clone()))
        }

        /// Provides the second module to all views below.
        pub fn use_later_provider() {
            $crate::later::use_later_pages::<Show>(
                || Box::pin(async { rest().await.ok() }),
                || $crate::t!($failed),
            );
        }
    };
}

pub(crate) use later;

/// Something that is loaded once.
#[derive(Clone, Default, PartialEq)]
pub enum Load<T> {
    /// Not there yet.
    #[default]
    Waiting,
    /// It could not be had.
    Failed,
    /// There.
    Ready(T),
}

impl<T> Load<T> {
    /// What was loaded, or that it cannot be had.
    pub fn of(loaded: Option<T>) -> Self {
        loaded.map_or(Self::Failed, Self::Ready)
    }
}

/// The second module could not be loaded.
#[cfg(feature = "split")]
pub struct NotLoaded;

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for NotLoaded {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self
    }
}

/// The second module on its way; nothing when it cannot be had.
pub type Rest<S> = Pin<Box<dyn Future<Output = Option<S>>>>;

/// The second module, which gives `S`, what draws its pages; copies share what was loaded.
#[derive(Clone, Copy)]
pub struct LaterPages<S: 'static> {
    show: Signal<Load<S>>,
    /// The server has the second module of this version no more.
    replaced: Signal<bool>,
    rest: fn() -> Rest<S>,
    failed: fn() -> String,
}

/// The bar of the page that offers a new version: somebody may be typing, so it waits to be asked.
const BAR: &str = "update";
/// Where the page names its second module.
const REST: &str = "heilsam:rest";

/// Provides the second module to all views below. It is fetched as soon as the first screen stands, so that nobody waits
/// for it later.
pub fn use_later_pages<S: Copy + 'static>(rest: fn() -> Rest<S>, failed: fn() -> String) {
    let later = use_context_provider(|| LaterPages {
        show: Signal::default(),
        replaced: Signal::default(),
        rest,
        failed,
    });
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

impl<S: Copy + 'static> LaterPages<S> {
    /// A page in its place, or what happens to it. A part is `quiet`: while it is not there it says nothing.
    pub fn draw(self, quiet: bool, page: impl FnOnce(S) -> Element) -> Element {
        let loaded = self.show.read().clone();
        match loaded {
            Load::Ready(show) => page(show),
            Load::Waiting | Load::Failed if quiet => rsx! {},
            Load::Waiting => rsx! { Loading {} },
            Load::Failed if (self.replaced)() => rsx! {
                PageTitle { title: t!("later-replaced-title") }
                Notice { kind: Kind::Info, announce: true, id: "replaced",
                    p { {t!("later-replaced")} }
                    div { class: "row",
                        Button { id: "replaced-reload", onpress: move |()| browser::reload(), {t!("later-reload")} }
                    }
                }
            },
            Load::Failed => {
                let text = (self.failed)();
                rsx! {
                    PageTitle { title: t!("later-failed-title") }
                    ErrorState { text, onretry: move |()| { spawn_forever(self.load()); } }
                }
            }
        }
    }

    async fn load(mut self) {
        self.show.set(Load::Waiting);
        let loaded = (self.rest)().await;
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
