//! Writing a new entry, changing or deleting an old one.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use heilsam_domain::RecordId;
use heilsam_therapy::DiaryEntry;
use heilsam_therapy::advice::{Advice, about_new, was_urgent};

use super::advice::{AdvicePage, needs_a_screen};
use super::form::EntryForm;
use super::photo::PhotoOf;
use super::versions::{Versions, in_one_line};
use crate::account::trouble::Trouble;
use crate::components::{Button, ButtonKind, Dialog, Kind, Notice, PageTitle, use_toasts};
use crate::entry_words as words;
use crate::patient::period::{ReadOnlyNotice, use_read_only};
use crate::patient::routes::Route;
use crate::record::{PhotoWish, is_same, use_record};
use crate::{format, t};

/// A new entry.
#[component]
pub fn NewEntry() -> Element {
    let mut round = use_signal(|| 0_u32);
    rsx! {
        Entry { key: "{round}", before: None, onagain: move |()| round += 1 }
    }
}

/// An existing entry.
#[component]
pub fn ChangeEntry(record_id: RecordId) -> Element {
    let record = use_record();
    let navigator = use_navigator();
    let read_only = use_read_only();
    let Some(found) = record.entries().into_iter().find(|it| it.id == record_id) else {
        return rsx! {
            PageTitle { title: t!("entry-edit-title") }
            Notice { kind: Kind::Warning, p { {t!("entry-gone")} } }
        };
    };
    if read_only {
        return rsx! {
            ReadEntry { id: record_id, entry: found.entry }
        };
    }
    rsx! {
        Entry { before: Some((record_id, found.entry)), onagain: move |()| { navigator.push(Route::NewEntry {}); } }
    }
}

/// An entry after the end of the prescription: to look at and to delete.
#[component]
fn ReadEntry(id: RecordId, entry: DiaryEntry) -> Element {
    let has_photo = use_record().entries_with_photo().contains(&id);
    rsx! {
        PageTitle { title: t!("entry-read-title") }
        div { class: "stack",
            ReadOnlyNotice {}
            section { class: "card", id: "entry-read",
                p { class: "soft", {words::kind(entry.measurement.kind())} }
                p { class: "reading",
                    span { class: "reading-words", {in_one_line(&entry)} }
                }
                p { class: "soft", {format::moment(entry.measured_at)} }
                if has_photo {
                    PhotoOf { id }
                }
            }
            Versions { id }
            DeleteEntry { id }
        }
    }
}

#[component]
fn Entry(before: Option<(RecordId, DiaryEntry)>, onagain: EventHandler<()>) -> Element {
    let record = use_record();
    let navigator = use_navigator();
    let mut toasts = use_toasts();
    let mut busy = use_signal(|| false);
    let mut trouble = use_signal(|| None::<Trouble>);
    let mut advised = use_signal(|| None::<(DiaryEntry, Vec<Advice>)>);
    let photo = use_signal(PhotoWish::default);
    let id = before.as_ref().map(|(id, _)| *id);
    let others: Vec<DiaryEntry> =
        record.entries().into_iter().filter(|it| Some(it.id) != id).map(|it| it.entry).collect();
    let known = others.clone();
    let earlier = before.as_ref().map(|(_, entry)| entry.clone());
    let save = move |entry: DiaryEntry| {
        let now = format::now();
        // Who changes a note was told what to do when the value was new.
        let is_new = earlier.as_ref().is_none_or(|it| !is_same(it, &entry));
        let advice = if is_new { about_new(&entry, &known, now) } else { Vec::new() };
        let is_past = is_new && was_urgent(&entry, now);
        spawn(async move {
            busy.set(true);
            trouble.set(None);
            match record.save(id, entry.clone(), photo()).await {
                Ok(()) if needs_a_screen(&advice) => advised.set(Some((entry, advice))),
                Ok(()) => {
                    toasts.say(move || if is_past { t!("entry-saved-past") } else { t!("entry-saved") });
                    navigator.push(Route::Home {});
                }
                Err(error) => trouble.set(Some(error)),
            }
            busy.set(false);
        });
    };
    if let Some((entry, advice)) = advised() {
        return rsx! {
            AdvicePage { entry, advice, onagain, ondone: move |()| { navigator.push(Route::Home {}); } }
        };
    }
    let title = if id.is_some() { t!("entry-edit-title") } else { t!("entry-title") };
    rsx! {
        PageTitle { title }
        EntryForm { before: before.map(|(_, entry)| entry), photo_before: id.and_then(|id| record.photo(id)), photo, others, busy: busy(), trouble: trouble(), onsave: save }
        if let Some(id) = id {
            Versions { id }
            DeleteEntry { id }
        }
    }
}

#[component]
fn DeleteEntry(id: RecordId) -> Element {
    let record = use_record();
    let navigator = use_navigator();
    let mut toasts = use_toasts();
    let mut open = use_signal(|| false);
    let delete = move |()| {
        open.set(false);
        // The entry is gone before the deletion is stored, and this part of the page with it.
        spawn_forever(async move {
            match record.delete(id).await {
                Ok(()) => {
                    toasts.say(|| t!("entry-deleted"));
                    navigator.push(Route::History {});
                }
                Err(error) => toasts.say(move || error.text()),
            }
        });
    };
    rsx! {
        div { class: "actions",
            Button { id: "entry-delete", kind: ButtonKind::Quiet, onpress: move |()| open.set(true), {t!("entry-delete")} }
        }
        if open() {
            Dialog { id: "delete", title: t!("entry-delete-title"), onclose: move |()| open.set(false),
                p { {t!("entry-delete-text")} }
                Button { id: "delete-yes", wide: true, kind: ButtonKind::Danger, onpress: delete, {t!("entry-delete")} }
                Button { wide: true, kind: ButtonKind::Second, onpress: move |()| open.set(false), {t!("action-cancel")} }
            }
        }
    }
}
