//! Whether the reader is at this page: what the page itself is told, without looking again and again.

use js_sys::Function;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, Event, EventTarget, Window};

/// What the window says of going and coming; not every browser says all of it.
const OF_WINDOW: [&str; 4] = ["blur", "focus", "pagehide", "pageshow"];
/// What the document says.
const OF_DOCUMENT: [&str; 1] = ["visibilitychange"];

/// Waits until the reader comes back to this page from another window or program.
pub async fn comes_back() {
    let (Some(window), Some(document)) = (super::window(), super::document()) else {
        return std::future::pending().await;
    };
    let mut watch = None;
    let promise = js_sys::Promise::new(&mut |came, _| {
        watch = Some(Watch::begin(window.clone(), document.clone(), came));
    });
    let _ = JsFuture::from(promise).await;
    // Nobody is told twice; a wait that is given up ends here as well.
    drop(watch);
}

/// Listens to the page; dropped, it listens no more.
struct Watch {
    window: Window,
    document: Document,
    listener: Closure<dyn FnMut(Event)>,
}

impl Watch {
    fn begin(window: Window, document: Document, came: Function) -> Self {
        let mut absence = Absence { away: !document.has_focus().unwrap_or_default() };
        let page = document.clone();
        let listener = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            if absence.ends(&event.type_(), page.hidden()) {
                let _ = came.call0(&JsValue::NULL);
            }
        });
        let watch = Self { window, document, listener };
        for (target, name) in watch.events() {
            let _ = target.add_event_listener_with_callback(name, watch.listener.as_ref().unchecked_ref());
        }
        watch
    }

    fn events(&self) -> impl Iterator<Item = (&EventTarget, &'static str)> {
        let (window, document): (&EventTarget, &EventTarget) = (self.window.as_ref(), self.document.as_ref());
        let of_window = OF_WINDOW.iter().map(move |name| (window, *name));
        of_window.chain(OF_DOCUMENT.iter().map(move |name| (document, *name)))
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        for (target, name) in self.events() {
            let _ = target.remove_event_listener_with_callback(name, self.listener.as_ref().unchecked_ref());
        }
    }
}

/// Whether the reader is somewhere else.
struct Absence {
    away: bool,
}

impl Absence {
    /// Notes an event of a page that is hidden or not; says whether the reader comes back with it.
    fn ends(&mut self, event: &str, hidden: bool) -> bool {
        let goes = hidden || matches!(event, "blur" | "pagehide");
        std::mem::replace(&mut self.away, goes) && !goes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_goes_and_comes_is_told_of_once_whatever_the_browser_says_of_it() {
        let mut absence = Absence { away: false };
        let mut told = |event, hidden| absence.ends(event, hidden);
        assert!(!told("focus", false) && !told("pageshow", false), "nobody was away");
        assert!(!told("blur", false) && !told("visibilitychange", true) && !told("pagehide", true));
        assert!(told("pageshow", false));
        assert!(!told("visibilitychange", false) && !told("focus", false));
    }

    #[test]
    fn another_window_or_another_tab_alone_counts_as_well() {
        let mut absence = Absence { away: false };
        assert!(!absence.ends("blur", false) && absence.ends("focus", false));
        assert!(!absence.ends("visibilitychange", true) && absence.ends("visibilitychange", false));
    }

    #[test]
    fn a_page_that_was_opened_in_the_background_is_come_back_to() {
        let mut absence = Absence { away: true };
        assert!(!absence.ends("pageshow", true), "it is still hidden");
        assert!(absence.ends("visibilitychange", false));
    }
}
