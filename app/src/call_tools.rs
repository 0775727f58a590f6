//! What comes with a call beside picture and sound: chat, documents, sharing of the screen, devices, shortcuts.
//!
//! A program of its own, so that the pages of a call are small until somebody is admitted. `app/web/call-tools.js` loads
//! it and puts it into the page of the call; it speaks to the call through a [`port::Port`] and to nobody else.

mod background;
mod bar;
mod choose;
mod entry;
mod keys;
mod panel;
mod port;
mod preview;
mod screen;
mod speakers;
mod tools;

use std::cell::RefCell;

use dioxus::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element as Node;

use self::bar::Bar;
use self::panel::{Panel, Remains};
use self::port::Port;
use self::tools::{Tools, use_tools_provider};
use crate::browser;
use crate::i18n::{Sources, use_texts};

const SOURCES: Sources = &[
    (include_str!("../../assets/i18n/de/common.ftl"), include_str!("../../assets/i18n/en/common.ftl")),
    (include_str!("../../assets/i18n/de/files.ftl"), include_str!("../../assets/i18n/en/files.ftl")),
    (include_str!("../../assets/i18n/de/tools.ftl"), include_str!("../../assets/i18n/en/tools.ftl")),
];

/// What happens here does not concern the program of the page around it: both find their elements by the same marks.
const KEPT_INSIDE: [&str; 12] = [
    "click",
    "input",
    "change",
    "submit",
    "keydown",
    "keyup",
    "focusin",
    "focusout",
    "pointerdown",
    "pointerup",
    "load",
    "error",
];

thread_local! {
    static PAGE: RefCell<Page> = const { RefCell::new(Page { root: None, tools: None, first: None }) };
}

/// The one copy of this program in a page.
struct Page {
    root: Option<Node>,
    tools: Option<Tools>,
    /// The call to begin with.
    first: Option<(Port, String)>,
}

/// The page starts nothing by itself: [`attach`] does.
pub fn start() {
    #[cfg(not(target_arch = "wasm32"))]
    eprintln!("This program runs beside a call in a browser.");
}

/// Shows the tools of a call inside an element. A call in another room begins with an empty chat, unless whoever is there was
/// in the call so far by this `line` and is its first person now.
#[wasm_bindgen]
pub fn attach(host: &Node, port: Port, room: &str, line: Option<u32>) {
    let tools = PAGE.with_borrow(|page| page.tools);
    match tools {
        Some(tools) => tools.begin(port, room, line),
        None => PAGE.with_borrow_mut(|page| page.first = Some((port, room.to_owned()))),
    }
    place(host);
}

/// After the call of this room: shows what came inside an element, so that it can still be saved.
#[wasm_bindgen]
pub fn rest(host: &Node, room: &str) {
    let tools = PAGE.with_borrow(|page| page.tools).filter(|tools| tools.is_room(room));
    if let Some(tools) = tools {
        tools.end();
        place(host);
    }
}

/// Moves the program's element into the host, with the program in it; starts the program the first time. Where it is there
/// already it stays, and keeps the focus.
fn place(host: &Node) {
    let root = PAGE.with_borrow(|page| page.root.clone());
    let root = root.or_else(|| {
        let made = browser::document()?.create_element("div").ok()?;
        PAGE.with_borrow_mut(|page| page.root = Some(made.clone()));
        launch(&made);
        Some(made)
    });
    if let Some(root) = root.filter(|root| root.parent_element().as_ref() != Some(host)) {
        let _ = host.append_child(&root);
    }
}

fn launch(root: &Node) {
    let inner = browser::document().and_then(|document| document.create_element("div").ok());
    let Some(inner) = inner else { return };
    root.set_class_name("tools");
    inner.set_class_name("tools-inner");
    let _ = root.append_child(&inner);
    let keep = Closure::<dyn FnMut(web_sys::Event)>::new(|event: web_sys::Event| event.stop_propagation());
    let keep = keep.into_js_value();
    for name in KEPT_INSIDE {
        let _ = root.add_event_listener_with_callback(name, keep.unchecked_ref());
    }
    #[cfg(target_arch = "wasm32")]
    dioxus::web::launch::launch_cfg(App, dioxus::web::Config::new().rootelement(inner));
    #[cfg(not(target_arch = "wasm32"))]
    let _ = (App, inner);
}

#[component]
fn App() -> Element {
    let texts = use_texts(SOURCES);
    let tools = use_tools_provider();
    use_hook(|| {
        let first = PAGE.with_borrow_mut(|page| {
            page.tools = Some(tools);
            page.first.take()
        });
        if let Some((port, room)) = first {
            tools.begin(port, &room, None);
        }
    });
    tools::use_clock(tools, texts);
    keys::use_keys();
    if tools.is_over() {
        return rsx! {
            Remains {}
        };
    }
    rsx! {
        Bar {}
        Panel {}
    }
}
