//! A page with a part that can be left, for tests of what outlives it.

use std::cell::Cell;
use std::pin::pin;
use std::task::{Context, Waker};

use dioxus::core::{NoOpMutations, VirtualDom};
use dioxus::prelude::*;

thread_local! {
    static PART: Cell<Option<fn() -> Element>> = const { Cell::new(None) };
    static SHOWN: Cell<Option<Signal<bool>>> = const { Cell::new(None) };
}

/// The page, and everything on it.
pub struct Leaving(pub VirtualDom);

impl Leaving {
    /// A page that shows this part.
    pub fn show(part: fn() -> Element) -> Self {
        PART.set(Some(part));
        let mut dom = VirtualDom::new(Page);
        dom.rebuild_in_place();
        Self(dom)
    }

    /// The part goes.
    pub fn leave(&mut self) {
        let mut shown = SHOWN.get().unwrap();
        self.0.in_scope(ScopeId::APP, || shown.set(false));
        self.turn();
    }

    /// Lets everything go on that can.
    pub fn turn(&mut self) {
        for _ in 0..5 {
            let _ = pin!(self.0.wait_for_work()).poll(&mut Context::from_waker(Waker::noop()));
            self.0.render_immediate(&mut NoOpMutations);
        }
    }
}

#[component]
fn Page() -> Element {
    let shown = use_signal(|| true);
    SHOWN.set(Some(shown));
    rsx! {
        if shown() {
            Part {}
        }
    }
}

#[component]
fn Part() -> Element {
    let part = PART.get().unwrap();
    part()
}
