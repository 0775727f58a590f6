//! What came from another app and has no place in the diary: by kind, the newest first, each to be removed.
//!
//! Source: Art. 15 and 17 DSGVO.

mod words;

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use heilsam_client::brought::{BroughtView, KindOf};
use heilsam_domain::RecordId;

use crate::components::{Button, ButtonKind, Dialog, Empty, PageTitle, Shape, use_toasts};
use crate::patient::import::kind_name;
use crate::patient::period::use_read_only;
use crate::patient::routes::Route;
use crate::record::use_record;
use crate::{browser, t};

/// Of a kind at first; each press shows as many more as there are, up to a limit.
const PAGE: usize = 20;
const MOST_MORE: usize = 240;

/// The page.
#[component]
pub fn BroughtPage() -> Element {
    let record = use_record();
    let navigator = use_navigator();
    let read_only = use_read_only();
    let mut toasts = use_toasts();
    let mut asked = use_signal(|| None::<BroughtView>);
    let found = use_memo(move || record.brought());
    let remove = move |records: Vec<RecordId>| {
        asked.set(None);
        // It goes also when the page is left meanwhile.
        spawn_forever(async move {
            match record.remove_brought(&records).await {
                Ok(()) => {
                    toasts.say(|| t!("brought-removed"));
                    // The button that had the focus is gone.
                    browser::focus("page-title");
                }
                Err(error) => toasts.say(move || error.text()),
            }
        });
    };
    let groups = grouped(found());
    if groups.is_empty() {
        return rsx! {
            PageTitle { title: t!("brought-title") }
            Empty { shape: Shape::List, title: t!("brought-empty-title"), text: t!("brought-empty-text"),
                if !read_only {
                    Button { id: "brought-import", kind: ButtonKind::Second, onpress: move |()| { navigator.push(Route::Import {}); }, {t!("import-link")} }
                }
            }
        };
    }
    rsx! {
        PageTitle { title: t!("brought-title"), lead: t!("brought-lead") }
        div { class: "stack-wide", id: "brought",
            for (kind , list) in groups {
                Group { key: "{kind:?}", kind, list, onremove: move |view| asked.set(Some(view)) }
            }
        }
        if let Some(view) = asked() {
            Asked { view, onclose: move |()| asked.set(None), onremove: remove }
        }
    }
}

/// The question before one of it goes.
#[component]
fn Asked(view: BroughtView, onclose: EventHandler<()>, onremove: EventHandler<Vec<RecordId>>) -> Element {
    let (title, is_of_file) = (words::title(&view), words::is_of_file(&view));
    let records = view.records;
    rsx! {
        Dialog { id: "brought-dialog", title: t!("brought-remove-title"), onclose,
            p { lang: if is_of_file { "" }, strong { "{title}" } }
            p { {t!("brought-remove-text")} }
            Button { id: "brought-yes", wide: true, kind: ButtonKind::Danger, onpress: move |()| onremove.call(records.clone()), {t!("brought-remove")} }
            Button { wide: true, kind: ButtonKind::Second, onpress: move |()| onclose.call(()), {t!("action-cancel")} }
        }
    }
}

/// By kind, in the order of the list.
fn grouped(found: Vec<BroughtView>) -> Vec<(KindOf, Vec<BroughtView>)> {
    let mut groups: Vec<(KindOf, Vec<BroughtView>)> = Vec::new();
    for view in found {
        match groups.last_mut() {
            Some((kind, list)) if *kind == view.kind => list.push(view),
            _ => groups.push((view.kind, vec![view])),
        }
    }
    groups
}

#[component]
fn Group(kind: KindOf, list: Vec<BroughtView>, onremove: EventHandler<BroughtView>) -> Element {
    let mut shown = use_signal(|| PAGE);
    let are_more = list.len() > shown();
    let name = kind_name(kind);
    rsx! {
        section { class: "stack", id: "brought-{kind:?}", "aria-labelledby": "brought-{kind:?}-title",
            h2 { id: "brought-{kind:?}-title", "{name}" }
            ul { class: "card-list",
                for view in list.into_iter().take(shown()) {
                    Row { key: "{name_of(&view)}", view, onremove }
                }
            }
            if are_more {
                Button { kind: ButtonKind::Second, onpress: move |()| shown += shown().min(MOST_MORE),
                    {t!("brought-more")}
                    span { class: "visually-hidden", " ({name})" }
                }
            }
        }
    }
}

/// What tells it from others on the list.
fn name_of(view: &BroughtView) -> String {
    view.records.first().map(ToString::to_string).unwrap_or_default()
}

#[component]
fn Row(view: BroughtView, onremove: EventHandler<BroughtView>) -> Element {
    let title = words::title(&view);
    let about = words::about(&view);
    let text = words::text(&view);
    let label = t!("brought-remove-label", title = title.clone());
    let (is_needed, is_of_file) = (view.is_needed, words::is_of_file(&view));
    rsx! {
        li { class: "card card-row",
            div { class: "card-row-main",
                if !about.is_empty() {
                    p { class: "soft", "{about}" }
                }
                p { lang: if is_of_file { "" }, strong { "{title}" } }
                if !text.is_empty() {
                    p { lang: "", "{text}" }
                }
                if is_needed {
                    p { class: "soft", {t!("brought-needed")} }
                }
            }
            if !is_needed {
                Button { kind: ButtonKind::Quiet, onpress: move |()| onremove.call(view.clone()),
                    span { "aria-hidden": "true", {t!("brought-remove")} }
                    span { class: "visually-hidden", "{label}" }
                }
            }
        }
    }
}
