//! Earlier versions of an entry, and entries that were deleted: nothing that was written disappears without a trace.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use heilsam_domain::RecordId;
use heilsam_therapy::DiaryEntry;

use crate::components::{Button, ButtonKind, use_toasts};
use crate::entry_words as words;
use crate::patient::period::use_read_only;
use crate::record::{PhotoWish, use_record};
use crate::{format, t};

/// An entry in one line: kind, values, note.
#[must_use]
pub fn in_one_line(entry: &DiaryEntry) -> String {
    let values = words::measurement(&entry.measurement);
    match (values.is_empty(), entry.note.is_empty()) {
        (true, _) => entry.note.clone(),
        (false, true) => values,
        (false, false) => t!("version-with-note", values = values, note = entry.note.clone()),
    }
}

/// What the entry said before, the newest first.
#[component]
pub fn Versions(id: RecordId) -> Element {
    let record = use_record();
    let mut versions = record.versions(id);
    // The newest one stands in the form.
    versions.pop();
    if versions.is_empty() {
        return rsx! {};
    }
    rsx! {
        details { class: "versions", id: "versions",
            summary { {t!("version-title", count = versions.len())} }
            ul { class: "plain",
                for (index , version) in versions.into_iter().enumerate().rev() {
                    li { key: "{index}",
                        p { class: "soft", {t!("version-written", when = format::moment(version.recorded_at))} }
                        match version.entry {
                            Some(entry) => rsx! { p { {in_one_line(&entry)} } },
                            None => rsx! { p { {t!("version-deleted")} } },
                        }
                    }
                }
            }
        }
    }
}

/// Entries that were deleted, and a way to bring each back.
#[component]
pub fn Deleted() -> Element {
    let record = use_record();
    let mut toasts = use_toasts();
    let read_only = use_read_only();
    let deleted = record.deleted();
    if deleted.is_empty() {
        return rsx! {};
    }
    let restore = move |id: RecordId, entry: DiaryEntry| {
        // This part of the page goes with the last entry that it shows, while it is being brought back.
        spawn_forever(async move {
            match record.save(Some(id), entry, PhotoWish::AsItIs).await {
                Ok(()) => toasts.say(|| t!("deleted-restored")),
                Err(error) => toasts.say(move || error.text()),
            }
        });
    };
    rsx! {
        details { class: "versions", id: "deleted",
            summary { {t!("deleted-title", count = deleted.len())} }
            ul { class: "card-list",
                for it in deleted {
                    li { key: "{it.id}", class: "card card-row",
                        div { class: "card-row-main",
                            p { {in_one_line(&it.entry)} }
                            p { class: "soft", {t!("deleted-when", when = format::moment(it.deleted_at))} }
                        }
                        if !read_only {
                            Button { kind: ButtonKind::Quiet, onpress: move |()| restore(it.id, it.entry.clone()),
                                span { "aria-hidden": "true", {t!("deleted-restore")} }
                                span { class: "visually-hidden", {t!("deleted-restore-label", when = format::moment(it.deleted_at))} }
                            }
                        }
                    }
                }
            }
        }
    }
}
