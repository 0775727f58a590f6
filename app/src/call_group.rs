//! A guest's side of a call of more than two: the others' pictures, who takes part, the sessions with the other guests.
//!
//! A program of its own: a call of two loads nothing of it. `app/web/group.js` loads it with the doctor's first letter. What a
//! letter must be to be believed is decided in [`heilsam_call::group`].

mod pairs;
mod port;
mod table;

use std::cell::RefCell;

use dioxus::prelude::*;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element as Node;

use self::port::Port;
use self::table::{Table, use_table_provider};
use crate::browser;
use crate::call_people::{People, PeopleRow, Tiles};
use crate::i18n::{Sources, use_texts};
use crate::t;

const SOURCES: Sources = &[
    (include_str!("../../assets/i18n/de/common.ftl"), include_str!("../../assets/i18n/en/common.ftl")),
    (include_str!("../../assets/i18n/de/call.ftl"), include_str!("../../assets/i18n/en/call.ftl")),
    (include_str!("../../assets/i18n/de/group.ftl"), include_str!("../../assets/i18n/en/group.ftl")),
];

thread_local! {
    static PAGE: RefCell<Page> = const { RefCell::new(Page { root: None, table: None, first: None }) };
}

/// The one copy of this program in a page.
struct Page {
    root: Option<Node>,
    table: Option<Table>,
    /// The letter to begin with.
    first: Option<(Port, Vec<u8>)>,
}

/// The page starts nothing by itself: [`take`] does.
pub fn start() {
    #[cfg(not(target_arch = "wasm32"))]
    eprintln!("This program runs beside a call in a browser.");
}

/// Takes a letter of the doctor; starts the program the first time.
#[wasm_bindgen]
pub fn take(port: Port, letter: Vec<u8>) {
    let table = PAGE.with_borrow(|page| page.table);
    match table {
        Some(table) => table.take(port, &letter),
        None => {
            PAGE.with_borrow_mut(|page| page.first = Some((port, letter)));
            launch();
        }
    }
}

/// Moves the program's element into the page of the call.
#[wasm_bindgen]
pub fn place(host: &Node) {
    let root = PAGE.with_borrow(|page| page.root.clone());
    if let Some(root) = root.filter(|root| root.parent_element().as_ref() != Some(host)) {
        let _ = host.append_child(&root);
    }
}

fn launch() {
    if PAGE.with_borrow(|page| page.root.is_some()) {
        return;
    }
    let Some(document) = browser::document() else { return };
    let (Ok(root), Ok(inner)) = (document.create_element("div"), document.create_element("div")) else {
        return;
    };
    root.set_class_name("group");
    inner.set_class_name("group-inner");
    let _ = root.append_child(&inner);
    PAGE.with_borrow_mut(|page| page.root = Some(root));
    #[cfg(target_arch = "wasm32")]
    dioxus::web::launch::launch_cfg(App, dioxus::web::Config::new().rootelement(inner));
    #[cfg(not(target_arch = "wasm32"))]
    let _ = (App, inner);
}

#[component]
fn App() -> Element {
    let texts = use_texts(SOURCES);
    let table = use_table_provider();
    use_hook(|| {
        let first = PAGE.with_borrow_mut(|page| {
            page.table = Some(table);
            page.first.take()
        });
        if let Some((port, letter)) = first {
            table.take(port, &letter);
        }
    });
    table::use_clock(table, texts);
    let shown = table.shown();
    let Some((doctor, own)) = table.heads() else {
        return rsx! {};
    };
    let is_group = !shown.is_empty();
    let mut people = vec![
        PeopleRow { name: doctor.clone(), role: t!("group-role-convener"), trouble: None },
        PeopleRow {
            name: own.name.clone(),
            role: t!("group-you", role = crate::call_people::role_words(own.role)),
            trouble: None,
        },
    ];
    people.extend(shown.iter().map(PeopleRow::of));
    rsx! {
        // The same element before and after: news is read aloud only where its place was there already.
        Tiles { shown, news: table.news() }
        if is_group {
            People { people,
                p { class: "soft", {t!("group-vouched", doctor = doctor)} }
            }
        }
    }
}
